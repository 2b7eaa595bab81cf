// The plugin in projects of Rsbuild, in a real Chromium.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { createRsbuild } from "@rsbuild/core";

import { api, atEnd, CorsForecast, filesIn, open, probed, project, reported, serveFolder, STATE, until } from "./lab.mjs";

const rsbuild = ({ plugins, mode = "development", folder = "rsbuild", server, html = { template: "./template.html" } }) =>
  createRsbuild({
    cwd: project,
    rsbuildConfig: {
      mode,
      plugins,
      html,
      source: { entry: { index: "./main.js" } },
      output: { distPath: { root: folder }, filenameHash: false },
      server: { host: "127.0.0.1", printUrls: false, ...server },
      logLevel: "error",
    },
  });

async function serve({ options, ...config } = {}) {
  const made = await rsbuild({ plugins: [CorsForecast.rsbuild(options)], ...config });
  const { port, server } = await made.startDevServer();
  atEnd(() => server.close());
  return `http://127.0.0.1:${port}${config.server?.base ?? "/"}`;
}

async function build(folder, config) {
  const made = await rsbuild({ folder, ...config });
  await (await made.build()).close();
  return filesIn(folder);
}

describe("Rsbuild's development server", { timeout: 240_000 }, () => {
  test("wraps before an inline script of the page's head, and is asked for what the API answers", async () => {
    const { tab, messages } = await open(await serve());
    assert.deepEqual(await tab.evaluate("[window.inline, window.early]"), ["true", "true"]);
    assert.equal((await reported(tab))[0], `${api.origin}/first/module`);
    assert.equal((await probed(tab, "/items/1")).entry.maxAge.askedFor, 3600);
    assert.deepEqual(messages.filter((text) => /thrown|is off/.test(text)), []);
    await tab.close();
  });

  test("takes the routes of server.proxy, and leaves the user's own middleware where it is", async () => {
    const setup = ({ server }) => {
      server.middlewares.use((request, response, next) => (request.url === "/mine" ? response.end("mine") : next()));
    };
    const url = await serve({ options: { as: { origin: "https://app.example" } }, server: { base: "/app/", proxy: { "/api": api.origin }, setup } });
    const { tab } = await open(url);
    const fetched = (path) => tab.evaluate((path) => fetch(path, { method: "PUT" }).then((response) => response.text()), path);
    assert.deepEqual([await fetched("/mine"), await fetched("/api/rsbuild")], ["mine", "the API's"]);
    const report = await tab.evaluate(`${STATE}.installation.reports().at(-1)`);
    assert.deepEqual([report.as, report.endpoint], ["https://app.example", `${api.origin}/api/rsbuild`]);
    await until(() => api.seen.some(({ byNode, url, headers }) => byNode && url === "/api/rsbuild" && headers.origin === "https://app.example"), "the API is asked as if deployed");
    const foreign = await fetch(new URL("@cors-forecast/ask", url), { method: "POST", headers: { Origin: "https://foreign.example" } });
    assert.equal(foreign.status, 403);
    await tab.close();
  });
});

describe("Rsbuild's builds", { timeout: 240_000 }, () => {
  test("have nothing of it in production", async () => {
    const files = await build("rsbuild-with", { mode: "production", plugins: [CorsForecast.rsbuild()] });
    assert.deepEqual(files, await build("rsbuild-without", { mode: "production", plugins: [] }));
  });

  test("wrap in development, without a server to ask", async () => {
    await build("rsbuild-development", { plugins: [CorsForecast.rsbuild({ install: { engine: "firefox" } })], html: {} });
    const { origin } = await serveFolder("rsbuild-development");
    const { tab } = await open(`${origin}/index.html`);
    assert.deepEqual(await tab.evaluate(`${STATE}.installation.reports().map(({ engine }) => engine)`), ["firefox"]);
    await tab.close();
  });
});
