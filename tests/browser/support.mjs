// What the browser tests share: the project's server, a Chromium, and an endpoint on another origin that counts.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Without these a headless Chromium calls home, many times where there is no way out. */
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts the project's server: `{ page, api, other, close() }`, the first three being origins.
 *
 * `CORS_FORECAST_SERVE` replaces the command, for example by one that is built already.
 */
export async function serve() {
  const command = process.env.CORS_FORECAST_SERVE ?? "cargo run -q -p xtask -- serve --port 0";
  const child = spawn(command, { cwd: root, shell: true, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const line = await Promise.race([
    new Promise((resolve) => createInterface({ input: child.stdout }).once("line", resolve)),
    ended.then((code) => {
      throw new Error(`\`${command}\` ended with ${code} before it served anything; run it by hand to see why.`);
    }),
  ]);
  return {
    ...JSON.parse(line),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Launches Chromium: the one that the variable `CHROMIUM` names, else the first in a usual place; `args` are more of its own. */
export async function launch(args = []) {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) {
    throw new Error("No Chromium was found. Install one (`apt-get install chromium`), or set CHROMIUM to its path.");
  }
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: [...QUIET, ...(asRoot ? ["--no-sandbox"] : []), ...args] });
}

/** All three at once: `{ server, browser, api, close() }`. What has started is ended if the rest cannot start. */
export async function startLab() {
  const started = await Promise.allSettled([serve(), launch(), endpoint()]);
  const close = () => Promise.all(started.map(({ value }) => value?.close()));
  const failed = started.find(({ status }) => status === "rejected");
  if (failed) {
    await close();
    throw failed.reason;
  }
  const [server, browser, api] = started.map(({ value }) => value);
  return { server, browser, api, close };
}

/** Opens an empty page of the server's, with the given Content-Security-Policy if any. */
export async function openPage(browser, server, { csp } = {}) {
  const page = await browser.newPage();
  const query = csp === undefined ? "" : `?csp=${encodeURIComponent(csp)}`;
  await page.goto(`${server.page}/__demo/blank${query}`);
  return page;
}

/** The messages that a page writes to its console, as `{ type, text }`. */
export function consoleOf(page) {
  const messages = [];
  page.on("console", (message) => messages.push({ type: message.type(), text: message.text() }));
  return messages;
}

/** Waits until `condition()` holds. */
export async function until(condition, what, milliseconds = 5000) {
  const end = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * An endpoint on another origin, which permits everything, answers with what it received and remembers it:
 * `{ origin, requests, close() }`. Paths: `/redirect` redirects to `/redirected`, `/slow` answers after a second.
 */
export async function endpoint() {
  const requests = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await chunksOf(request)).toString("latin1");
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body });
    response.setHeader("Access-Control-Allow-Origin", headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Cache-Control", "no-store");
    if (method === "OPTIONS") {
      response.setHeader("Access-Control-Max-Age", "0");
      response.setHeader("Access-Control-Allow-Methods", headers["access-control-request-method"] ?? "");
      response.setHeader("Access-Control-Allow-Headers", headers["access-control-request-headers"] ?? "");
      response.writeHead(204).end();
    } else if (url.startsWith("/redirect?") || url === "/redirect") {
      response.writeHead(307, { Location: "/redirected" }).end();
    } else if (url.startsWith("/slow")) {
      setTimeout(() => response.end("slow"), 1000);
    } else {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ method, url, body }));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function chunksOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}
