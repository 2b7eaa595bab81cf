// What the tests share: a project that has the package, an API on another origin, and a real Chromium.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
export const STATE = 'globalThis[Symbol.for("cors-forecast.v1")]';
/** How the tools' servers listen. */
export const LOCAL = { host: "127.0.0.1", port: "auto", open: false };

// What a tool prints must not come between what the test runner reads from this process's output, which is bytes.
if (process.env.NODE_TEST_CONTEXT) {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk, ...rest) => (typeof chunk === "string" ? process.stderr.write(chunk, ...rest) : write(chunk, ...rest));
}

export let project;
export let CorsForecast;
export let api;
let browser;
const ends = [];

/** Has it done when the tests of the file are over. */
export const atEnd = (end) => void ends.unshift(end);

before(async () => {
  api = await startApi();
  atEnd(api.close);
  project = await mkdtemp(join(tmpdir(), "cors-forecast-webpack-"));
  await mkdir(join(project, "node_modules"));
  await symlink(packageFolder, join(project, "node_modules", "cors-forecast"), "dir");
  await write("package.json", '{ "type": "module" }');
  await write("main.js", `import "./first.js";\nwindow.main = true;\n`);
  // The app's first module calls at once.
  await write("first.js", `window.early = String(${STATE}?.installation.active);\nfetch("${api.origin}/first/module", { method: "PUT" });\n`);
  await write("template.html", `<!doctype html><html><head><!-- <head> --><script>window.inline = String(${STATE}?.installation.active);</script></head><body></body></html>`);
  // As the project's own configuration would find it.
  await write("find.mjs", 'export { default } from "cors-forecast/webpack";\n');
  ({ default: CorsForecast } = await import(pathToFileURL(join(project, "find.mjs"))));
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  const asRoot = process.getuid?.() === 0;
  browser = await chromium.launch({ executablePath, args: ["--disable-background-networking", ...(asRoot ? ["--no-sandbox"] : [])] });
  atEnd(() => browser.close());
});

after(async () => {
  for (const end of ends) await end();
  if (project) await rm(project, { recursive: true, force: true });
});

export async function write(name, text) {
  await writeFile(join(project, name), text);
  return join(project, name);
}

/** An API that permits for an hour, and keeps who has asked. */
async function startApi() {
  const seen = [];
  const server = createServer(({ method, url, headers }, response) => {
    seen.push({ method, url, headers, byNode: headers["user-agent"] === "cors-forecast" });
    response.writeHead(method === "OPTIONS" ? 204 : 200, {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "PUT",
      "Access-Control-Allow-Headers": "x-a",
      "Access-Control-Max-Age": "3600",
    });
    response.end(method === "OPTIONS" ? undefined : "the API's");
  });
  return { ...(await listen(server)), seen };
}

/** A server that is at work until the tests are over. */
export async function listen(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close().closeAllConnections() };
}

export async function open(url) {
  const tab = await browser.newPage();
  const messages = [];
  tab.on("console", (message) => messages.push(message.text()));
  tab.on("pageerror", (error) => messages.push(`thrown: ${error}`));
  await tab.goto(url);
  await tab.waitForFunction("window.main === true");
  return { tab, messages };
}

export async function until(condition, what) {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The endpoints that are in the page's reports. */
export const reported = (tab) => tab.evaluate(`${STATE}.installation.reports().map(({ endpoint }) => endpoint)`);

/** Calls until the forecast rests on what the server was asked; gives it. */
export async function probed(tab, path) {
  const call = async () => {
    await tab.evaluate((url) => fetch(url, { method: "PUT", headers: { "X-A": "1" } }), api.origin + path);
    const { cache } = await tab.evaluate(`${STATE}.installation.reports().at(-1).forecast`);
    return cache.basis === "probed" && cache;
  };
  return until(call, `${path} is probed`);
}

/** The files of a folder of the project, by their paths in it. */
export async function filesIn(folder) {
  const files = (await readdir(join(project, folder), { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  const paths = files.map(({ name, parentPath, path }) => join(parentPath ?? path, name));
  const named = async (path) => [relative(join(project, folder), path).replaceAll("\\", "/"), await readFile(path, "utf8")];
  return Promise.all(paths.sort().map(named));
}

/** Serves a folder of the project as any server would. */
export async function serveFolder(folder) {
  const files = new Map(await filesIn(folder));
  const asked = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    const file = files.get(url.slice(1));
    response.writeHead(file === undefined ? 404 : 200, { "Content-Type": url.endsWith(".html") ? "text/html" : "text/javascript" });
    response.end(file);
  });
  const { origin, close } = await listen(server);
  atEnd(close);
  return { origin, asked };
}
