// The package as npm packs it: what is in it, whether its manifest is right, and whether its types are the same to everyone.

import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { publint } from "publint";
import { formatMessage } from "publint/utils";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));

let folder;
let packed;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "cors-forecast-package-"));
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: packageFolder, shell: process.platform === "win32" });
  const told = JSON.parse(stdout);
  // Newer versions of npm tell of packages by their names.
  [packed] = Array.isArray(told) ? told : Object.values(told);
});

after(() => rm(folder, { recursive: true, force: true }));

describe("the package", () => {
  test("holds what content.txt says, and nothing else", async () => {
    const wanted = await readFile(new URL("content.txt", import.meta.url), "utf8");
    const found = packed.files.map(({ path }) => `${path}\n`).sort().join("");
    assert.equal(found, wanted);
  });

  test("hands on the licences of what others have made of it", async () => {
    const text = await readFile(join(packageFolder, "LICENSE-THIRD-PARTY"), "utf8");
    const parts = text.split(/^-{80}$/m).slice(1);
    const holding = (name) => parts.find((part) => new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, "m").test(part));
    for (const name of ["acorn", "preact", "dlmalloc", "hashbrown", "memchr", "serde_json", "wasm-bindgen", "rust-core"]) {
      assert.match(holding(name) ?? `nothing of ${name}`, /Permission is hereby granted/, name);
    }
    assert.match(holding("preact"), /in .*dist\/panel-view\.js[^]*Copyright .*Jason Miller/);
    // Where it is packed it says nothing of where it was made.
    assert.ok(packed.files.some(({ path }) => path === "LICENSE-THIRD-PARTY"));
  });

  test("runs no script when it is installed, and brings no other package", async () => {
    const manifest = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
    for (const field of ["scripts", "dependencies", "optionalDependencies", "bundleDependencies"]) assert.equal(manifest[field], undefined);
  });

  test("holds no path of the machine that has built it", async () => {
    const paths = [homedir(), fileURLToPath(new URL("../..", import.meta.url))].map((path) => path.replace(/\/$/, "")).filter((path) => path.length > 1);
    for (const { path } of packed.files) {
      const content = await readFile(join(packageFolder, path), "latin1");
      for (const own of paths) assert.ok(!content.includes(`${own}/`), `${path} has ${own} in it`);
    }
  });

  test("is right by publint", async () => {
    const { messages, pkg } = await publint({ pkgDir: packageFolder, strict: true });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
  });

  test("has the types that its code has, however they are resolved", async () => {
    const manifest = require.resolve("@arethetypeswrong/cli/package.json");
    const attw = join(dirname(manifest), JSON.parse(await readFile(manifest, "utf8")).bin.attw);
    const args = [attw, join(folder, packed.filename), "--format", "json", ...UNTYPED];
    // Into a file: it ends before a pipe has taken all that it says.
    const said = await open(join(folder, "types.json"), "w");
    spawnSync(process.execPath, args, { stdio: ["ignore", said.fd, "inherit"] });
    await said.close();
    const { analysis } = JSON.parse(await readFile(join(folder, "types.json"), "utf8"));
    assert.deepEqual(Object.keys(analysis.entrypoints).sort(), [".", "./auto", "./middleware", "./package.json", "./panel", "./playwright", "./server", "./standalone", "./vite", "./vitest", "./webpack"]);
    const problems = analysis.problems.filter(({ kind, entrypoint, resolutionKind }) => {
      // Tools that load these are modules themselves.
      if (kind === "CJSResolvesToESM" && MODULES.includes(entrypoint)) return false;
      // TypeScript 4.6 and older know no `exports`, and no entry but those that are files.
      return resolutionKind !== "node10" || !["./server", "./standalone"].includes(entrypoint);
    });
    assert.deepEqual(problems, []);
  });
});

const MODULES = ["./middleware", "./playwright", "./vite", "./vitest"];
const UNTYPED = ["--exclude-entrypoints", "./core.wasm", "./global.js", "./server.wasm"];
