// `webpack serve` and `webpack` as they are run by hand, with a configuration that is CommonJS.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { api, atEnd, filesIn, open, probed, reported, until, write } from "./lab.mjs";

const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve("webpack-cli/package.json")), "bin/cli.js");

const CONFIG = `
const CorsForecast = require("cors-forecast/webpack");
const HtmlPlugin = require(${JSON.stringify(require.resolve("html-webpack-plugin"))});
module.exports = {
  context: __dirname,
  entry: "./main.js",
  output: { path: __dirname + "/made" },
  plugins: [new CorsForecast(), new HtmlPlugin()],
};
`;

/** Of two configurations one has a server, and both have the plugin. */
const SEVERAL = `${CONFIG}
const { devServer, ...one } = module.exports;
module.exports = [
  { ...one, name: "first", plugins: [new CorsForecast()], output: { path: __dirname + "/first" } },
  { ...one, name: "second", devServer: {} },
];
`;

/** The tools are found from here, and the configuration in the project. */
const cwd = fileURLToPath(new URL(".", import.meta.url));
const argumentsFor = async (command, config, mode) => [cli, command, "--config", await write("webpack.config.cjs", config), "--mode", mode];

async function serve(config) {
  const args = [...(await argumentsFor("serve", config, "development")), "--host", "127.0.0.1", "--no-open"];
  const running = spawn(process.execPath, args, { cwd });
  let said = "";
  for (const stream of [running.stdout, running.stderr]) stream.on("data", (chunk) => (said += chunk));
  const ended = new Promise((resolve) => running.once("exit", resolve));
  atEnd(async () => {
    running.kill();
    await ended;
  });
  const url = await until(() => /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0], "the server says where it is");
  await until(() => /compiled/.test(said), "it is compiled");
  return { url, said: () => said };
}

describe("the command line of webpack", { timeout: 240_000 }, () => {
  test("serves pages with the wrapper, of a configuration without devServer", async () => {
    const { url, said } = await serve(CONFIG);
    const { tab } = await open(url);
    assert.deepEqual(await reported(tab), [`${api.origin}/first/module`]);
    assert.equal((await probed(tab, "/items/1")).entry.maxAge.askedFor, 3600);
    await until(() => /\[cors-forecast\] preflights forecast for/.test(said()), "the summary is said");
    await tab.close();
  });

  test("of several configurations, only that which has a server gets one", async () => {
    const { url, said } = await serve(SEVERAL);
    const { tab } = await open(url);
    assert.equal((await probed(tab, "/items/2")).entry.maxAge.askedFor, 3600);
    assert.equal(said().match(/Project is running/g).length, 1);
    await tab.close();
  });

  test("builds with nothing of it", async () => {
    await promisify(execFile)(process.execPath, await argumentsFor("build", CONFIG, "production"), { cwd });
    const files = await filesIn("made");
    assert.deepEqual(files.map(([name]) => name), ["index.html", "main.js"]);
    assert.equal(files.some(([, content]) => content.includes("[cors-forecast]") || content.includes("@cors-forecast")), false);
  });
});

test("the plugin has a type that the tools take", async () => {
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", "types"], { cwd }).catch((error) => error);
  assert.equal(stdout, "");
});
