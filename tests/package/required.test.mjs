// The package by `require`, as test runners and older programs load it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));
let project;

before(async () => {
  project = await mkdtemp(join(tmpdir(), "cors-forecast-required-"));
  await mkdir(join(project, "node_modules"));
  await symlink(packageFolder, join(project, "node_modules", "cors-forecast"), "dir");
});

after(() => rm(project, { recursive: true, force: true }));

const PAGE = `
  globalThis.window = globalThis;
  globalThis.location = { origin: "https://app.example", href: "https://app.example/", hostname: "localhost" };
  const native = (globalThis.fetch = async function fetch() {});
`;

/** Runs a script that prints JSON, in a project that has the package. */
async function run(script, { condition, env = {} } = {}) {
  const args = [...(condition ? ["--conditions", condition] : []), "--input-type=commonjs", "--eval", script];
  const { NODE_ENV, VITEST, JEST_WORKER_ID, ...rest } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project, env: { ...rest, ...env } });
  return JSON.parse(stdout.split("\n").at(-2));
}

const INSTALL = `${PAGE} const { install } = require("cors-forecast");
  const { active } = install(); console.log(JSON.stringify([active, fetch !== native]));`;

describe("require", () => {
  test("gives a forecaster from each entry", async () => {
    for (const entry of ["cors-forecast", "cors-forecast/standalone"]) {
      const verdict = await run(`const { createForecaster } = require("${entry}");
        const { verdict } = createForecaster({ origin: "https://app.example" }).predict({ url: "https://api.example/", method: "PUT" });
        console.log(JSON.stringify(verdict));`);
      assert.equal(verdict, "preflight");
    }
  });

  test("a forecaster says the same without TextDecoder and TextEncoder, as in the page that Jest imitates", async () => {
    const forecasts = (first) => run(`${first} const { createForecaster, recipes } = require("cors-forecast");
      const { predict } = createForecaster({ origin: "https://app.example" });
      const requests = [{ url: "https://bücher.example/ä€😀\\ud800", method: "PUT" }, { url: "https://api.example/", method: "ä€😀\\ud800" }];
      console.log(JSON.stringify([recipes(), ...requests.map((request) => predict(request, 0))]));`);
    const [, first, second] = await forecasts("");
    assert.equal(first.verdict, "preflight");
    assert.notEqual(second.verdict, "preflight");
    assert.deepEqual(await forecasts("delete globalThis.TextDecoder; delete globalThis.TextEncoder;"), await forecasts(""));
  });

  test("the gate is the same as for import", async () => {
    assert.deepEqual(await run(INSTALL), [false, false]);
    assert.deepEqual(await run(INSTALL, { env: { NODE_ENV: "production" } }), [false, false]);
    assert.deepEqual(await run(INSTALL, { env: { NODE_ENV: "development" } }), [true, true]);
    assert.deepEqual(await run(INSTALL, { condition: "development" }), [true, true]);
    assert.deepEqual(await run(INSTALL, { condition: "production", env: { NODE_ENV: "development" } }), [false, false]);
  });

  test("auto wraps in development, and nowhere else", async () => {
    const auto = `${PAGE} require("cors-forecast/auto"); console.log(JSON.stringify(fetch !== native));`;
    assert.equal(await run(auto), false);
    assert.equal(await run(auto, { condition: "production" }), false);
    assert.equal(await run(auto, { condition: "development" }), true);
    assert.equal(await run(auto, { env: { NODE_ENV: "development" } }), true);
    assert.equal(await run(auto, { env: { NODE_ENV: "development", VITEST: "true" } }), false);
  });

  test("panel is gated as auto is, and nothing happens without a page", async () => {
    const panel = `${PAGE} const { openPanel, closePanel } = require("cors-forecast/panel"); closePanel();
      openPanel().then(() => console.log(JSON.stringify(fetch !== native)));`;
    assert.equal(await run(panel), false);
    assert.equal(await run(panel, { condition: "production", env: { NODE_ENV: "development" } }), false);
    assert.equal(await run(panel, { condition: "development" }), true);
    assert.equal(await run(panel, { env: { NODE_ENV: "development" } }), true);
  });

  test("both kinds in one page are one installation", async () => {
    const found = await run(`${PAGE} (async () => {
      const one = require("cors-forecast/standalone").install();
      const other = (await import("cors-forecast/standalone")).install();
      console.log(JSON.stringify(one === other));
    })();`);
    assert.equal(found, true);
  });

  test("gives the plugin for webpack itself, which import gives by default", async () => {
    const found = await run(`(async () => {
      const CorsForecast = require("cors-forecast/webpack");
      const { default: Imported } = await import("cors-forecast/webpack");
      let error;
      try {
        new CorsForecast({ level: "all" });
      } catch ({ name, message }) {
        error = name + ": " + message;
      }
      const names = [CorsForecast, Imported].map((one) => [typeof one.rsbuild, typeof new one().apply]);
      console.log(JSON.stringify([...names, error]));
    })();`);
    const plugin = ["function", "function"];
    assert.deepEqual(found, [plugin, plugin, "TypeError: CorsForecast: level is no option; there are install, probe, summary, panel, as, pages."]);
  });

  test("nothing happens on a server", async () => {
    const active = await run(`require("cors-forecast/auto");
      console.log(JSON.stringify(require("cors-forecast").install().active));`, { env: { NODE_ENV: "development" } });
    assert.equal(active, false);
  });
});
