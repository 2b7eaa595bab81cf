// The development server's side: Vite's plugin, the middleware, `serve`, and what stands in a page without a bundler.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { build } from "vite";

import { ended, freshApp, html, INSTALLATION, listen, run, serveFolder, startVite, until, visit, write } from "../bench.mjs";
import { blockWith } from "../readme.mjs";

const PAGE_SCRIPT = '<script src="/@cors-forecast/page.js"></script>';

/** What a page does first of its own: says whether it is watched already, and asks an API. */
const callOf = (origin) => `<script>
  window.early = ${INSTALLATION}?.active === true;
  window.ask = () => fetch("${origin}/items/1", { method: "PUT", headers: { "X-Request-Id": "1" } });
  ask();
</script>`;

/** The page is watched from before its first script, its finding is printed, and the server asks the API for it. */
async function assertProbed(bench, url) {
  const tab = await visit(bench, url);
  await tab.until(() => tab.messages.some((text) => text.includes("[cors-forecast] PUT")), "a finding is printed");
  assert.equal(await tab.page.evaluate("early"), true);
  await tab.until(async () => {
    await tab.page.evaluate("ask()");
    return (await tab.reports()).at(-1).forecast.cache.basis === "probed";
  }, "the API is asked");
}

/** `server.js` as it stands in the README, with a page to serve, in express or in what is like it. */
async function serveWith(bench, code, framework) {
  const script = blockWith(PAGE_SCRIPT);
  const serving = `
app.use((request, response) => {
  response.setHeader("Content-Type", "text/html");
  response.end(${JSON.stringify(html(script, callOf(bench.api)))});
});
const server = app.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port + "/"));
`;
  const app = await freshApp(bench, { "server.js": code.replaceAll("express", framework) + serving });
  const server = run("node server.js", app);
  bench.onClose(() => server.stop());
  return until(() => /http:\S+/.exec(server.said)?.[0], "the server listens");
}

export const runs = [
  {
    mark: "npm install",
    // Each app is made by it.
    async run(bench) {
      const app = await freshApp(bench);
      assert.ok(existsSync(join(app, "node_modules/cors-forecast/package.json")));
      assert.match(await ended(run("npx cors-forecast --help", app)), /explain/);
    },
  },
  {
    mark: "plugins: [corsForecast()]",
    async run(bench, code) {
      const app = await freshApp(bench, { "index.html": html(callOf(bench.api)), "vite.config.js": code });
      await assertProbed(bench, await startVite(bench, app));
      const { output } = await build({ root: app, logLevel: "error", build: { write: false } });
      for (const { source, code } of output) assert.ok(!`${source}${code}`.includes("cors-forecast/page.js"));
    },
  },
  {
    mark: "corsForecast({\n",
    async run(bench, code) {
      const config = `${blockWith("plugins: [corsForecast()]").replace("corsForecast()", code.trim().replace(/;$/, ""))}`;
      const app = await freshApp(bench, { "index.html": html('<script>fetch("/api/items/1", { method: "PUT" });</script>'), "vite.config.js": config });
      const tab = await visit(bench, await startVite(bench, app, { proxy: { "/api": "https://api.example" } }));
      const [{ as, url, forecast }] = await tab.until(async () => (await tab.reports()).length > 0 && tab.reports(), "a report");
      assert.deepEqual([as, url, forecast.verdict], ["https://app.example", "https://api.example/api/items/1", "preflight"]);
    },
  },
  {
    mark: "cors-forecast/middleware",
    async run(bench, code) {
      for (const framework of ["express", "connect"]) await assertProbed(bench, await serveWith(bench, code, framework));
    },
  },
  {
    mark: PAGE_SCRIPT,
    async run(bench, code) {
      const url = await serveWith(bench, blockWith("cors-forecast/middleware"), "express");
      const { page } = await visit(bench, url);
      assert.ok((await (await fetch(url)).text()).includes(code));
      assert.equal(await page.evaluate("early"), true);
    },
  },
  {
    mark: "npx cors-forecast serve",
    async run(bench, code) {
      let page = "";
      const site = await listen(bench, (request, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(page));
      // Both ports are taken as they come.
      const [line] = code.replace("http://localhost:3000", `${site} --port 0`).split(" #");
      const serving = run(line, await freshApp(bench));
      bench.onClose(() => serving.stop());
      const tag = await until(() => /<script.*<\/script>/.exec(serving.said)?.[0], "a script tag is printed");
      page = html(tag, callOf(bench.api));
      await assertProbed(bench, site);
    },
  },
  ...["dist/global.js", "dist/standalone.js"].map((mark) => ({
    mark,
    async run(bench, code) {
      const app = await freshApp(bench);
      await write(app, { "index.html": html(code, `<script type="module">fetch("${bench.api}/items/1", { method: "PUT" });</script>`) });
      const tab = await visit(bench, await serveFolder(bench, app));
      await tab.until(() => tab.messages.some((text) => text.includes("[cors-forecast] PUT")), "a finding is printed");
    },
  })),
];
