// The samples as a project runs them, with the package as npm installs it; and that they fail where they should.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));
const installed = join(here, "node_modules/cors-forecast");
/** What Vite has made of the package, and takes again whatever has become of that. */
const optimised = join(here, "vitest/node_modules");

before(async () => {
  const folder = await mkdtemp(join(tmpdir(), "cors-forecast-samples-"));
  await promisify(execFile)("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: packageFolder, shell: process.platform === "win32" });
  await promisify(execFile)("tar", ["-xzf", ...(await readdir(folder))], { cwd: folder });
  await clear();
  await cp(join(folder, "package"), installed, { recursive: true });
  await rm(folder, { recursive: true });
});

after(clear);

async function clear() {
  for (const folder of [installed, optimised]) await rm(folder, { recursive: true, force: true });
}

/** Runs a program of npm's in a sample's folder: `{ code, said }`. */
async function run(sample, args, env = {}) {
  const { NODE_TEST_CONTEXT, CI, ...rest } = process.env;
  const { code = 0, stdout, stderr } = await promisify(execFile)("npx", ["--no-install", ...args], {
    cwd: join(here, sample),
    env: { ...rest, NO_COLOR: "1", ...env },
    shell: process.platform === "win32",
  }).catch((error) => error);
  return { code, said: stdout + stderr };
}

describe("Playwright", { timeout: 300_000 }, () => {
  const playwright = ["playwright", "test", "--reporter=line"];
  after(() => rm(join(here, "playwright/test-results"), { recursive: true, force: true }));

  test("the sample passes", async () => {
    const { code, said } = await run("playwright", playwright);
    assert.equal(code, 0, said);
    assert.match(said, /4 passed/);
  });

  test("and fails when a header is new", async () => {
    const { code, said } = await run("playwright", playwright, { WITH_NEW_HEADER: "1" });
    assert.equal(code, 1, said);
    assert.match(said, /new-preflight: PUT to .* for PUT, x-new, x-request-id/);
  });
});

describe("Vitest", { timeout: 540_000 }, () => {
  const vitest = ["vitest", "run", "--reporter=verbose"];
  for (const environment of ["jsdom", "happy-dom", "browser"]) {
    test(`the sample passes in ${environment}`, async () => {
      const { code, said } = await run("vitest", vitest, { ENVIRONMENT: environment });
      assert.equal(code, 0, said);
      assert.match(said, /11 passed \(11\)/);
    });

    test(`and fails in ${environment} when a header is new`, async () => {
      const { code, said } = await run("vitest", vitest, { ENVIRONMENT: environment, VITE_WITH_NEW_HEADER: "1" });
      assert.equal(code, 1, said);
      assert.match(said, /new-preflight: PUT to .* for PUT, content-type, x-new/);
    });
  }
});
