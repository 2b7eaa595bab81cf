// What the project builds and tests with: pinned with checksums, from the usual registries, and each with a reason in CONTRIBUTING.md.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path) => readFileSync(`${root}/${path}`, "utf8");
const tracked = (...patterns) => execFileSync("git", ["ls-files", ...patterns], { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
const cargo = (...args) => execFileSync(process.env.CARGO ?? "cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });

const EXACT = /^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
/** deny.toml says what is permitted: to all, and to those that do not ship. */
const deny = read("deny.toml");
const quoted = (text) => [...text.matchAll(/"([^"]+)"/g)].map(([, one]) => one);
const PERMITTED = quoted(/^allow = \[([^\]]*)\]/m.exec(deny)[1]);
const EXCEPTIONS = new Map([...deny.matchAll(/\{ crate = "([^"]+)", allow = \[([^\]]*)\] \}/g)].map(([, name, list]) => [name, quoted(list)]));
/** What ships has no more than these. */
const SHIPPED = ["MIT", "Apache-2.0", "Unicode-3.0"];

const table = read("CONTRIBUTING.md").split("\n## Dependencies\n")[1];
const listed = [...table.matchAll(/^\| (.+?) \| .+ \|$/gm)].map(([, names]) => names);
/** By its name, by a pattern like `@opentelemetry/*`, or by a row about all of the folder that needs it. */
const isListed = (name, folder) =>
  listed.some((row) =>
    [...row.matchAll(/`([^`]+)`/g)].some(([, text]) => text === name || (text.endsWith("/*") && name.startsWith(text.slice(0, -1)))) ||
    (/^the /.test(row) && [...row.matchAll(/`(tests\/[^`]+)`/g)].some(([, of]) => folder === of || folder.startsWith(`${of}/`))));

describe("npm packages", () => {
  const manifests = tracked("*package.json").filter((path) => path !== "pkg-template/package.json");
  const direct = manifests.flatMap((path) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(path));
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).map(([name, version]) => ({ path, name, version }));
  });

  test("have exact versions in every manifest", () => {
    assert.ok(direct.length > 50);
    assert.deepEqual(direct.filter(({ version }) => !EXACT.test(version)).map(({ path, name, version }) => `${path}: ${name} ${version}`), []);
  });

  test("have a checksum in every lock file, and no host", () => {
    for (const path of tracked("*package-lock.json")) {
      const { lockfileVersion, packages } = JSON.parse(read(path));
      assert.equal(lockfileVersion, 3, path);
      for (const [name, { version, integrity, resolved, link, inBundle }] of Object.entries(packages)) {
        if (name === "" || link || inBundle) continue;
        assert.match(integrity ?? "", /^sha512-[\w+/]{86}==$/, `${path}: ${name}`);
        assert.match(version, EXACT, `${path}: ${name}`);
        assert.equal(resolved, undefined, `${path}: ${name}`);
      }
    }
  });

  test("have a lock file beside each manifest that asks for some", () => {
    const locks = new Set(tracked("*package-lock.json").map(dirname));
    assert.deepEqual([...new Set(direct.map(({ path }) => dirname(path)))].filter((folder) => !locks.has(folder)), []);
  });

  test("each have a row in CONTRIBUTING.md", () => {
    const missing = direct.filter(({ name, path }) => !isListed(name, dirname(path)));
    assert.deepEqual(missing.map(({ path, name }) => `${path}: ${name}`), []);
    assert.equal(isListed("left-pad", "xtask/npm"), false);
  });

  test("that the build needs run no script when they are installed", () => {
    assert.match(read("xtask/src/npm.rs"), /"ci",\s+"--ignore-scripts"/);
  });
});

describe("crates", () => {
  const { packages, workspace_members: own } = JSON.parse(cargo("metadata", "--locked", "--format-version", "1", "--all-features"));
  const others = packages.filter(({ id }) => !own.includes(id));
  /** Whether the licences that are permitted are enough for an SPDX expression. */
  const permits = (expression, allowed) => {
    const inner = expression.replaceAll("/", " OR ").replace(/\(([^()]*)\)/g, (_, group) => (permits(group, allowed) ? allowed[0] : "none"));
    return inner.split(" OR ").some((all) => all.split(" AND ").every((one) => allowed.includes(one.trim())));
  };

  test("come from crates.io, with a checksum each", () => {
    assert.ok(others.length > 100);
    const CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index";
    assert.deepEqual(others.filter(({ source }) => source !== CRATES_IO).map(({ id }) => id), []);
    for (const entry of read("Cargo.lock").split("[[package]]").slice(1)) {
      if (/^\nname = "(cors-forecast|xtask)"/.test(entry)) continue;
      assert.match(entry, /\nchecksum = "[0-9a-f]{64}"\n/);
    }
  });

  test("have licences that deny.toml permits", () => {
    const allowed = (name) => [...PERMITTED, ...(EXCEPTIONS.get(name) ?? [])];
    assert.deepEqual(others.filter(({ name, license }) => !license || !permits(license, allowed(name))).map(({ name, license }) => `${name}: ${license}`), []);
    for (const [expression, right] of [
      ["GPL-3.0", false],
      ["(MIT OR Apache-2.0) AND GPL-3.0", false],
      ["(MIT OR GPL-3.0) AND Unicode-3.0", true],
      ["MIT/GPL-3.0", true],
      ["(GPL-3.0 AND MIT) OR ISC", false],
    ]) {
      assert.equal(permits(expression, PERMITTED), right, expression);
    }
  });

  test("that are in what ships can be used as it is", () => {
    for (const features of ["module,watch", "module,wasm", "server"]) {
      const tree = cargo("tree", "--locked", "--package", "cors-forecast", "--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown",
        "--no-default-features", "--features", features, "--prefix", "none", "--format", "{l}");
      const licences = tree.split("\n").map((line) => line.replace(" (*)", "")).filter(Boolean);
      assert.ok(licences.length > 1);
      assert.deepEqual(licences.filter((licence) => !permits(licence, SHIPPED)), []);
    }
  });

  test("that are asked for by name each have a row in CONTRIBUTING.md", () => {
    const direct = packages.filter(({ id }) => own.includes(id)).flatMap(({ dependencies }) => dependencies.map(({ name }) => name));
    assert.deepEqual(direct.filter((name) => name !== "cors-forecast" && !isListed(name, "")), []);
  });
});
