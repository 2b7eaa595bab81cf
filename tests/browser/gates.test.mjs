// Which code a build gets: resolved as bundlers do, by the conditions `development`, `production` and neither.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { packageFolder } from "./support.mjs";

let project;

before(async () => {
  project = await mkdtemp(join(tmpdir(), "cors-forecast-"));
  await mkdir(join(project, "node_modules"));
  await symlink(packageFolder, join(project, "node_modules", "cors-forecast"), "dir");
});

after(() => rm(project, { recursive: true, force: true }));

/** A page, as far as the entries ask for one. */
const PAGE = `
  globalThis.window = globalThis;
  globalThis.location = { origin: "https://app.example", href: "https://app.example/", hostname: "localhost" };
  const native = (globalThis.fetch = async function fetch(input) {});
`;

/** Runs a module in a project that has the package installed, and gives what it assigns to `result`. */
async function run(script, { condition, env = {} } = {}) {
  const source = `let result;\n${script}\nprocess.stdout.write("\\n" + JSON.stringify(result));`;
  const args = [...(condition ? ["--conditions", condition] : []), "--input-type=module", "--eval", source];
  const { NODE_ENV, VITEST, JEST_WORKER_ID, ...rest } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project, env: { ...rest, ...env } });
  return JSON.parse(stdout.split("\n").at(-1));
}

const INSTALL = `${PAGE}
  const { install, createForecaster } = await import("cors-forecast");
  const { verdict } = createForecaster({ origin: "https://app.example" }).predict({ url: "https://api.example/" });
  const installation = install();
  result = [installation.active, fetch !== native, verdict];
`;

const AUTO = `${PAGE}
  await import("cors-forecast/auto");
  result = fetch !== native;
`;

const PANEL = AUTO.replaceAll("/auto", "/panel");

const cases = [
  { condition: "development", env: {}, wraps: true },
  { condition: "development", env: { NODE_ENV: "production" }, wraps: true },
  { condition: "production", env: {}, wraps: false },
  { condition: "production", env: { NODE_ENV: "development" }, wraps: false },
  { condition: undefined, env: {}, wraps: false },
  { condition: undefined, env: { NODE_ENV: "production" }, wraps: false },
  { condition: undefined, env: { NODE_ENV: "test" }, wraps: false },
  { condition: undefined, env: { NODE_ENV: "development" }, wraps: true },
];

describe("gates", () => {
  for (const { condition, env, wraps } of cases) {
    const where = `condition ${condition ?? "(none)"}, NODE_ENV ${env.NODE_ENV ?? "(unset)"}`;
    test(`${where}: install ${wraps ? "wraps" : "does nothing"}, a forecaster is always real`, async () => {
      assert.deepEqual(await run(INSTALL, { condition, env }), [wraps, wraps, "simple"]);
    });
    test(`${where}: auto ${wraps ? "wraps" : "does nothing"}`, async () => {
      assert.equal(await run(AUTO, { condition, env }), wraps);
    });
    test(`${where}: panel ${wraps ? "wraps, too" : "does nothing"}`, async () => {
      assert.equal(await run(PANEL, { condition, env }), wraps);
    });
  }

  for (const variable of ["VITEST", "JEST_WORKER_ID"]) {
    test(`auto does nothing in a test runner that sets ${variable}`, async () => {
      assert.equal(await run(AUTO, { condition: "development", env: { [variable]: "1" } }), false);
    });
  }

  test("standalone has no gate", async () => {
    const script = INSTALL.replace('"cors-forecast"', '"cors-forecast/standalone"');
    assert.deepEqual(await run(script, { env: { NODE_ENV: "production" } }), [true, true, "simple"]);
  });

  test("where nothing replaces process.env, install does nothing and says what to import", async () => {
    const script = `${PAGE}
      const { process, console } = globalThis;
      const said = [];
      globalThis.console = { ...console, info: (text) => said.push(text) };
      delete globalThis.process;
      const { install } = await import("cors-forecast");
      const { active } = install();
      await import("cors-forecast/auto");
      const local = said.splice(0);
      location.hostname = "app.example";
      install();
      globalThis.process = process;
      result = [active, fetch !== native, local, said];
    `;
    const [active, wrapped, local, elsewhere] = await run(script);
    assert.deepEqual([active, wrapped, elsewhere], [false, false, []]);
    assert.equal(local.length, 1);
    assert.match(local[0], /cors-forecast\/standalone/);
  });

  test("every file that the manifest names is there", async () => {
    const manifest = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
    const targets = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targets));
    const { exports, main, module, types, sideEffects, files } = manifest;
    const named = [...targets(exports), main, module, types, ...sideEffects];
    assert.ok(named.length > 15);
    for (const path of new Set(named)) {
      await readFile(join(packageFolder, path));
      const [top] = path.replace("./", "").split("/");
      assert.ok(files.includes(top) || top === "package.json", `${path} is published`);
    }
  });
});
