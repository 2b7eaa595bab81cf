// The types, as TypeScript users get them from the built package, for each way of resolving modules.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { packageFolder } from "./support.mjs";

const sources = fileURLToPath(new URL("../types", import.meta.url));
const require = createRequire(import.meta.url);
const compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");

let project;

before(async () => {
  project = await mkdtemp(join(tmpdir(), "cors-forecast-types-"));
  await cp(sources, project, { recursive: true });
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  await mkdir(join(project, "node_modules"));
  await symlink(packageFolder, join(project, "node_modules", "cors-forecast"), "dir");
});

after(() => rm(project, { recursive: true, force: true }));

const compile = (...args) => compileIn(".", ...args);

async function compileIn(folder, ...args) {
  try {
    await promisify(execFile)(process.execPath, [compiler, "-p", folder, ...args], { cwd: project });
    return "";
  } catch ({ stdout, stderr }) {
    return stdout + stderr || "tsc failed and said nothing";
  }
}

describe("types", () => {
  for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
    test(`tsc --strict accepts the right and refuses the wrong, resolving as ${resolution}`, async () => {
      assert.equal(await compile("--module", module, "--moduleResolution", resolution), "");
    });
  }

  test("they are what require gives", async () => {
    assert.equal(await compileIn("required"), "");
  });

  test("they need no DOM types", async () => {
    assert.equal(await compile("--lib", "es2022"), "");
  });
});
