// The package as it is packed, in an app that has nothing else.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { checkFresh } from "./fresh.mjs";

const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));

test("a fresh app installs it offline, and each entry works", { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "cors-forecast-tarball-"));
  try {
    await promisify(execFile)("npm", ["pack", "--pack-destination", folder], { cwd: packageFolder, shell: process.platform === "win32" });
    const { version, exports } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
    const [tarball] = await readdir(folder);
    const { entries } = await checkFresh(join(folder, tarball), version);
    assert.deepEqual(entries.map((line) => line.split(":")[0]), Object.keys(exports));
    await assert.rejects(checkFresh(join(folder, tarball), "9.9.9"), { actual: version });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
