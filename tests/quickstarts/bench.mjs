// What the quick starts are run on: fresh apps that have the packed package, a Chromium, and an API on another origin.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import { createServer as createVite } from "vite";

import { blockWith } from "./readme.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium"];
const TYPES = { ".html": "text/html", ".js": "text/javascript" };
// What a tool prints must not come between what the test runner reads from this process's output, which is bytes.
if (process.env.NODE_TEST_CONTEXT) {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk, ...rest) => (typeof chunk === "string" ? process.stderr.write(chunk, ...rest) : write(chunk, ...rest));
}

const PATIENCE = 60_000;

/** Where a page's installation is kept. */
export const INSTALLATION = 'globalThis[Symbol.for("cors-forecast.v1")]?.installation';

export const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "PUT, DELETE",
  "Access-Control-Allow-Headers": "X-Request-Id",
  "Access-Control-Max-Age": "600",
};

/** `close()` ends all that was begun on it. */
export async function startBench() {
  // Inside, so that apps find what else they need as if they had installed it.
  const folder = await mkdtemp(join(here, ".apps-"));
  const closing = [() => rm(folder, { recursive: true, force: true })];
  const bench = {
    folder,
    executablePath: process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path)),
    onClose: (close) => void closing.push(close),
    /** Runs something, and ends what it has begun. */
    async with(use) {
      const before = closing.length;
      try {
        await use();
      } finally {
        while (closing.length > before) await closing.pop()();
      }
    },
    async close() {
      while (closing.length > 0) await closing.pop()();
    },
  };
  if (!bench.executablePath) throw new Error("No Chromium was found. Install one, or set CHROMIUM to its path.");
  bench.args = ["--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  await ended(run("npm pack --silent", packageFolder, { npm_config_pack_destination: folder }));
  [bench.tarball] = await readdir(folder);
  bench.browser = await chromium.launch(bench);
  bench.onClose(() => bench.browser.close());
  bench.api = await listen(bench, (request, response) => response.writeHead(200, CORS).end("{}"));
  return bench;
}

/** A fresh app into which the README's own command has installed the package, and `files` by their names. */
export async function freshApp(bench, files = {}) {
  if (!bench.installed) {
    bench.installed = join(bench.folder, "installed");
    await write(bench.installed, { "package.json": '{ "name": "app", "private": true, "type": "module" }\n' });
    // The registry has no package that is still to be published.
    const line = blockWith("npm install").replace(/ cors-forecast$/m, ` ${join(bench.folder, bench.tarball)}`);
    await ended(run(line, bench.installed));
  }
  const app = await mkdtemp(join(bench.folder, "app-"));
  await cp(bench.installed, app, { recursive: true, verbatimSymlinks: true });
  await write(app, files);
  return app;
}

export async function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** A page of `scripts`, and nothing else. */
export const html = (...scripts) => `<!doctype html>\n<html>\n<head>\n<link rel="icon" href="data:,">\n${scripts.join("\n")}\n</head>\n</html>\n`;

/** A page in a tab of its own, where the README's API answers. `messages` and `tables` are what its console has so far. */
export async function visit(bench, url) {
  const context = await bench.browser.newContext();
  bench.onClose(() => context.close());
  await context.route("https://*.example/**", (route) => route.fulfill({ status: 200, headers: CORS, body: "{}" }));
  const page = await context.newPage();
  const messages = [];
  const tables = [];
  const errors = [];
  page.on("console", (message) => (message.type() === "table" ? tables : messages).push(message.text()));
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(url);
  return {
    page,
    messages,
    tables,
    reports: () => page.evaluate(`${INSTALLATION}?.reports() ?? []`),
    /** Waits for a condition; what the page has thrown is thrown here. */
    until: (condition, what) =>
      until(() => {
        if (errors.length > 0) throw errors[0];
        return condition();
      }, what),
  };
}

/** An app in Vite's development server, with the configuration that is in its folder: the address of its page. */
export async function startVite(bench, root, config = {}) {
  const server = await createVite({ root, logLevel: "silent", server: { host: "127.0.0.1", port: 0, ...config } });
  await server.listen();
  bench.onClose(() => server.close());
  return server.resolvedUrls.local[0];
}

/** What a condition gives, once it gives something. */
export async function until(condition, what) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const value = await condition();
    if (value) return value;
  }
  throw new Error(`not in time: ${what}`);
}

/** A line of shell in a folder: `{ said, code, stdin, stop() }`; `said` grows, `code` is a promise. */
export function run(line, cwd, env = {}) {
  const { NODE_ENV, NODE_TEST_CONTEXT, CI, FORCE_COLOR, ...rest } = process.env;
  const detached = process.platform !== "win32";
  const child = spawn(line.trim(), { cwd, env: { ...rest, NO_COLOR: "1", ...env }, shell: true, detached });
  const running = { said: "", stdin: child.stdin };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (running.said += text));
  running.code = new Promise((resolve) => child.once("close", resolve));
  // With what the shell has started.
  running.stop = () => {
    if (child.exitCode === null) process.kill(detached ? -child.pid : child.pid);
    return running.code;
  };
  return running;
}

/** What it has said, if it ended well. */
export async function ended(running, wanted = 0) {
  running.stdin.end();
  const code = await running.code;
  if (code !== wanted) throw new Error(`it ended with ${code}: ${running.said}`);
  return running.said;
}

/** A server's origin; it ends with the bench. */
export async function listen(bench, answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  bench.onClose(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** The origin of what is in a folder. */
export const serveFolder = (bench, folder) =>
  listen(bench, async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = join(folder, pathname === "/" ? "index.html" : pathname);
    const content = await readFile(path).catch(() => undefined);
    response.writeHead(content ? 200 : 404, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }).end(content);
  });
