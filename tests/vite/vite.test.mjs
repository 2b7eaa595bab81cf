// The plugin in projects of Vite's, in a real Chromium.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";
import { build, createServer } from "vite";

const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
const STATE = 'globalThis[Symbol.for("cors-forecast.v1")]';

let project;
let corsForecast;
let browser;
let api;
const servers = [];

/** An API that permits for an hour, and counts who asks. */
async function startApi() {
  const seen = [];
  const server = createHttpServer(({ method, url, headers }, response) => {
    seen.push({ method, url, headers, byNode: headers["user-agent"] === "cors-forecast" });
    response.writeHead(method === "OPTIONS" ? 204 : 200, {
      ...(url.startsWith("/cookies")
        ? { "Access-Control-Allow-Origin": headers.origin, "Access-Control-Allow-Credentials": "true" }
        : { "Access-Control-Allow-Origin": "*" }),
      "Access-Control-Allow-Methods": "PUT",
      "Access-Control-Allow-Headers": "x-a",
      "Access-Control-Max-Age": "3600",
    });
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, seen, close: () => server.close().closeAllConnections() };
}

const page = (origin) => `<!doctype html>
<html>
  <head>
    <script>
      window.early = String(${STATE}?.installation.active);
      fetch("${origin}/early", { method: "PUT" });
    </script>
  </head>
  <body><script type="module" src="./main.js"></script></body>
</html>`;

before(async () => {
  api = await startApi();
  project = await mkdtemp(join(tmpdir(), "cors-forecast-vite-"));
  await mkdir(join(project, "node_modules"));
  await symlink(packageFolder, join(project, "node_modules", "cors-forecast"), "dir");
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  await writeFile(join(project, "index.html"), page(api.origin));
  await writeFile(join(project, "main.js"), "window.main = true;\n");
  // As the project's own configuration would find it.
  const find = join(project, "find.mjs");
  await writeFile(find, 'export { default } from "cors-forecast/vite";\nexport { default as middleware } from "cors-forecast/middleware";\n');
  corsForecast = await import(pathToFileURL(find));
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  const asRoot = process.getuid?.() === 0;
  browser = await chromium.launch({ executablePath, args: ["--disable-background-networking", ...(asRoot ? ["--no-sandbox"] : [])] });
});

after(async () => {
  await browser?.close();
  for (const server of servers) await server.close();
  api?.close();
  if (project) await rm(project, { recursive: true, force: true });
});

/** A development server of the project: its page's address, and what it has said. */
async function serve({ options, plugins = [], ...config } = {}) {
  const said = [];
  const log = (text) => said.push(text);
  const customLogger = { info: log, warn: log, error: log, warnOnce: log, clearScreen() {}, hasErrorLogged: () => false, hasWarned: false };
  const server = await createServer({
    root: project,
    configFile: false,
    customLogger,
    cacheDir: join(project, `.vite-${servers.length}`),
    ...config,
    server: { port: 0, host: "127.0.0.1", ...config.server },
    plugins: [corsForecast.default(options), ...plugins],
  });
  await server.listen();
  servers.push(server);
  const { port } = server.httpServer.address();
  return { url: `http://127.0.0.1:${port}${server.config.base}`, said };
}

async function open(url) {
  const tab = await browser.newPage();
  const messages = [];
  tab.on("console", (message) => messages.push(message.text()));
  tab.on("pageerror", (error) => messages.push(`thrown: ${error}`));
  await tab.goto(url);
  await tab.waitForFunction("window.main === true");
  return { tab, messages };
}

async function until(condition, what) {
  const end = Date.now() + 15_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Calls until the forecast rests on what the server was asked; gives it. */
async function probed(tab, path, more) {
  const call = async () => {
    const init = { method: "PUT", headers: { "X-A": "1" }, ...more };
    await tab.evaluate(([url, init]) => fetch(url, init), [api.origin + path, init]);
    const { cache } = await tab.evaluate(`${STATE}.installation.reports().at(-1).forecast`);
    return cache.basis === "probed" && cache;
  };
  return until(call, `${path} is probed`);
}

describe("the plugin in development", { timeout: 120_000 }, () => {
  test("wraps before an inline classic script of the page's head, and before other plugins' scripts", async () => {
    const other = {
      name: "other",
      transformIndexHtml: () => [{ tag: "script", children: `window.first = String(${STATE}?.installation.active);`, injectTo: "head-prepend" }],
    };
    const { url } = await serve({ plugins: [other] });
    const { tab, messages } = await open(url);
    assert.deepEqual(await tab.evaluate("[window.first, window.early]"), ["true", "true"]);
    const endpoints = await tab.evaluate(`${STATE}.installation.reports().map(({ endpoint }) => endpoint)`);
    assert.deepEqual(endpoints, [`${api.origin}/early`]);
    assert.deepEqual(messages.filter((text) => /thrown|is off/.test(text)), []);
    assert.equal(await tab.evaluate("Object.getOwnPropertySymbols(globalThis).filter((one) => /cors-forecast\\.(options|server)/.test(one.description)).length"), 0);
    await tab.close();
  });

  test("teaches the page what the server answers: basis probed, and the real Max-Age", async () => {
    const { url, said } = await serve();
    const { tab } = await open(url);
    await tab.evaluate("document.cookie = 'session=secret'");
    const cache = await probed(tab, "/items/1");
    assert.equal(cache.state, "hit");
    assert.equal(cache.entry.maxAge.askedFor, 3600);
    assert.deepEqual([cache.entry.methods, cache.entry.headers], [["PUT"], ["x-a"]]);
    const asked = api.seen.filter(({ byNode, url }) => byNode && url === "/items/1");
    assert.equal(asked.length, 1);
    assert.equal(asked[0].headers.origin, new URL(url).origin);
    assert.equal(asked[0].headers.cookie, undefined);
    // Its own requests are in no report, and not counted as the page's.
    const own = await tab.evaluate(`[${STATE}.installation.reports().filter(({ url }) => url.includes("@cors-forecast")).length, ${STATE}.installation.sameOrigin]`);
    assert.deepEqual(own, [0, 0]);
    await until(() => said.some((text) => text.includes("preflights forecast") && text.includes("/items/:id")), "the summary is said");
    await tab.close();
  });

  test("of an API that takes cookies, what was asked for with and without them is judged anew", async () => {
    const { url } = await serve();
    for (const credentials of ["include", "omit"]) {
      const { tab } = await open(url);
      const cache = await probed(tab, `/cookies/${credentials}`, { credentials });
      assert.deepEqual([cache.state, cache.entry.maxAge.askedFor], ["hit", 3600]);
      await tab.close();
    }
  });

  test("under another base, with a Content-Security-Policy without inline scripts, and with options", async () => {
    const { url } = await serve({
      base: "/app/",
      options: { install: { exclude: [/\/secret/], level: "off" }, probe: true },
      server: { headers: { "Content-Security-Policy": "script-src 'self' 'wasm-unsafe-eval'" } },
    });
    const { tab } = await open(url);
    // The page's own inline script is refused.
    assert.equal(await tab.evaluate("typeof window.early"), "undefined");
    assert.equal((await probed(tab, "/based")).entry.maxAge.askedFor, 3600);
    await tab.evaluate((origin) => fetch(`${origin}/secret`, { method: "PUT" }), api.origin);
    const excluded = await tab.evaluate(`${STATE}.installation.reports().filter(({ url }) => url.includes("secret")).length`);
    assert.equal(excluded, 0);
    await tab.close();
  });

  test("two servers each answer their own pages, and not the other's", async () => {
    const [one, two] = [await serve(), await serve()];
    for (const { url } of [one, two]) {
      const { tab } = await open(url);
      assert.equal((await probed(tab, `/of/${new URL(url).port}x`)).basis, "probed");
      await tab.close();
    }
    const { tab } = await open(one.url);
    const script = new URL("@cors-forecast/page.js", two.url).href;
    const loaded = await tab.evaluate(
      (src) =>
        new Promise((resolve) => {
          const script = Object.assign(document.createElement("script"), { src, onload: () => resolve(true), onerror: () => resolve(false) });
          document.head.append(script);
        }),
      script,
    );
    assert.equal(loaded, false);
    await tab.close();
  });

  test("takes the routes of server.proxy for where the page will be", async () => {
    const { url } = await serve({ options: { as: { origin: "https://app.example" } }, server: { proxy: { "/api": api.origin } } });
    const { tab } = await open(url);
    await tab.evaluate('fetch("/api/x", { method: "PUT" })');
    const report = await tab.evaluate(`${STATE}.installation.reports().at(-1)`);
    assert.deepEqual([report.as, report.endpoint, report.forecast.verdict], ["https://app.example", `${api.origin}/api/x`, "preflight"]);
    await until(() => api.seen.some(({ byNode, url, headers }) => byNode && url === "/api/x" && headers.origin === "https://app.example"), "the API is asked as if deployed");
    await tab.close();
  });

  test("panel: true gives the page its button, and the panel once it is opened, with a strict Content-Security-Policy", async () => {
    const { url } = await serve({
      options: { panel: true },
      server: { headers: { "Content-Security-Policy": "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'" } },
    });
    const { tab, messages } = await open(url);
    await probed(tab, "/panel");
    await tab.locator("cors-forecast-panel .open").click();
    await tab.locator("cors-forecast-panel #tab-caches").click();
    // Of the real Max-Age of an hour.
    const life = tab.locator("cors-forecast-panel .life").filter({ hasText: "/panel" });
    await until(async () => /probed/.test(await life.innerText()) && /(59|58) min .*left|1 h left/.test(await life.innerText()), "the cache is shown with what the server was asked");
    assert.deepEqual(messages.filter((text) => /thrown|panel is gone|TrustedType|style-src/.test(text)), []);
    await tab.close();
    // Not the page's own server: another site's page.
    const { url: other } = await serve();
    const { tab: foreign } = await open(other);
    const src = new URL("@cors-forecast/panel-view.js", url).href;
    assert.equal(await foreign.evaluate((src) => import(src).then(() => true, () => false), src), false);
    assert.equal(await foreign.locator("cors-forecast-panel").count(), 0);
    await foreign.close();
  });

  test("probe: false asks nobody", async () => {
    const { url } = await serve({ options: { probe: false, summary: false } });
    const { tab } = await open(url);
    await tab.evaluate((origin) => fetch(`${origin}/unasked`, { method: "PUT" }), api.origin);
    await tab.waitForTimeout(800);
    assert.equal(api.seen.some(({ byNode, url }) => byNode && url === "/unasked"), false);
    await tab.close();
  });
});

describe("a build", { timeout: 120_000 }, () => {
  test("has nothing of it", async () => {
    const made = async (outDir, plugins, config) => {
      await build({ ...config, root: project, configFile: false, logLevel: "silent", plugins, build: { outDir, emptyOutDir: true } });
      const files = (await readdir(join(project, outDir), { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
      return Promise.all(files.map(async ({ name, parentPath, path }) => [name, await readFile(join(parentPath ?? path, name), "utf8")]));
    };
    const without = await made("without", []);
    assert.deepEqual(await made("with", [corsForecast.default({ panel: true })]), without);
    // Nor of the panel that the app imports itself. Servers of the same process have said that this is development.
    const env = process.env.NODE_ENV;
    process.env.NODE_ENV = "production";
    await writeFile(join(project, "main.js"), 'import "cors-forecast/panel";\nwindow.main = true;\n');
    // The second time as tools do that know no conditions.
    for (const config of [{}, { resolve: { conditions: ["module", "browser"] } }]) {
      const [files, imported] = [without, await made("imported", [], config)].map((files) => files.map(([name, { length }]) => `${name} ${length}`));
      assert.deepEqual(imported, files);
    }
    await writeFile(join(project, "main.js"), "window.main = true;\n");
    process.env.NODE_ENV = env;
  });
});

describe("the middleware", { timeout: 120_000 }, () => {
  test("gives another server's pages the wrapper, and asks for them", async () => {
    const middleware = corsForecast.middleware({ summary: false });
    const server = createHttpServer((request, response) =>
      middleware(request, response, () => {
        response.setHeader("Content-Type", "text/html");
        response.end('<!doctype html><script src="/@cors-forecast/page.js"></script><script>window.main = true</script>');
      }),
    );
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.push({ close: () => server.close().closeAllConnections() });
    const { tab } = await open(`http://127.0.0.1:${server.address().port}/`);
    assert.equal((await probed(tab, "/middleware")).entry.maxAge.askedFor, 3600);
    await tab.close();
  });
});

describe("cors-forecast serve", { timeout: 120_000 }, () => {
  test("gives pages of a server that is no Node the wrapper, and asks for them and nobody else", async () => {
    let src;
    const serving = async (request, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(`<!doctype html><script src="${src}"></script><script>window.main = true</script>`);
    };
    const [ours, others] = [createHttpServer(serving), createHttpServer(serving)];
    for (const server of [ours, others]) {
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      servers.push({ close: () => server.close().closeAllConnections() });
    }
    const [page, other] = [ours, others].map((server) => `http://127.0.0.1:${server.address().port}`);
    const cli = spawn(process.execPath, [join(packageFolder, "dist/cli.js"), "serve", "--page", page, "--port", "0", "--json", "--panel"], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => cli.once("exit", resolve));
    try {
      src = JSON.parse(await new Promise((resolve) => cli.stdout.once("data", resolve))).script;
      const { tab } = await open(page);
      assert.equal((await probed(tab, "/served")).entry.maxAge.askedFor, 3600);
      // The panel comes from there, too.
      await tab.locator("cors-forecast-panel .open").click();
      await tab.locator("cors-forecast-panel .sheet").waitFor();
      await tab.close();
      const { tab: foreign } = await open(other);
      assert.equal(await foreign.evaluate(`${STATE} === undefined`), true);
      await foreign.close();
    } finally {
      cli.kill();
    }
    assert.equal(await ended, 0);
  });
});
