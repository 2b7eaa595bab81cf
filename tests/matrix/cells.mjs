// What each cell shows: the packed package in a minimal app, built by a tool as it comes, in a real Chromium.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium"];

/** Milliseconds in which a tool has to have built the app, and a page to have made its call. */
const PATIENCE = 90_000;

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".map": "application/json" };

/** What several cells share; `close()` ends it. */
export async function startMatrix() {
  // Inside, so that apps find the tools' own packages as if they had installed them.
  const folder = await mkdtemp(join(here, ".apps-"));
  await run("npm", ["pack", "--silent", "--pack-destination", folder], packageFolder);
  const [tarball] = await readdir(folder);
  await run("tar", ["-xzf", tarball], folder);
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) throw new Error("No Chromium was found. Install one, or set CHROMIUM to its path.");
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: ["--disable-background-networking", ...(asRoot ? ["--no-sandbox"] : [])] });
  const api = await endpoint();
  return {
    folder,
    browser,
    api,
    // Texts that are in nothing but ours: what it prints, and how each of its modules begins.
    marks: ["[cors-forecast]", await beginning("watch-wasm.js"), await beginning("core-wasm.js")],
    async close() {
      await browser.close();
      await api.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The beginning of an inlined module, as far as no tool writes it in another way. */
async function beginning(name) {
  const text = await readFile(join(packageFolder, "dist", name), "utf8");
  return /[\w ]{12}/.exec(text.slice(text.indexOf("wasmText")).slice(12))[0];
}

/** A fresh copy of the app, with the package as npm would install it. */
async function appOf(matrix, tool) {
  const root = await mkdtemp(join(matrix.folder, `${tool}-`));
  await cp(join(here, "app"), root, { recursive: true });
  await mkdir(join(root, "node_modules"));
  await cp(join(matrix.folder, "package"), join(root, "node_modules/cors-forecast"), { recursive: true });
  return root;
}

/** While developing: whether the forecast of the app's one call is printed. */
export async function develops(matrix, tool) {
  const root = await appOf(matrix, tool);
  const { dev, environment } = await import(`./tools/${tool}.mjs`);
  const kind = dev ? "dev" : "watched";
  const cell = await startCell(tool, kind, root, environment?.[kind]);
  try {
    const { status, printed } = await visit(matrix, cell.made, true);
    if (status !== "done 200") throw new Error(`the app's own call: ${status}`);
    if (!printed.some((text) => text.includes("PUT") && text.includes("x-request-id"))) throw new Error(`no forecast was printed, but ${JSON.stringify(printed)}`);
  } finally {
    await cell.end();
  }
}

/** In production: how many bytes of ours are in what was built, which also must work as before. */
export async function leavesNothing(matrix, tool) {
  const root = await appOf(matrix, tool);
  const cell = await startCell(tool, "build", root);
  try {
    let total = 0;
    for (const entry of await readdir(cell.made, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const text = await readFile(join(entry.parentPath ?? entry.path, entry.name), "utf8");
      const mark = matrix.marks.find((mark) => text.includes(mark));
      if (mark) throw new Error(`${entry.name} holds ${JSON.stringify(mark)}`);
      if (/\.m?js$/.test(entry.name)) total += text.length;
    }
    const { status, printed, native } = await visit(matrix, cell.made, false);
    if (status !== "done 200") throw new Error(`the app's own call: ${status}`);
    if (printed.length > 0 || !native) throw new Error("fetch is wrapped in production");
    return total;
  } finally {
    await cell.end();
  }
}

/** Opens what is at a URL or in a folder, and tells what it says. */
async function visit({ browser, api }, made, waits) {
  const site = made.startsWith("http") ? undefined : await serveFolder(made);
  const page = await browser.newPage();
  const printed = [];
  const errors = [];
  page.on("console", (message) => {
    if (message.text().includes("[cors-forecast]")) printed.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  try {
    // Some tools are still at it when they say that they are done; a reload comes by itself.
    await page.goto(`${site?.origin ?? made}?api=${encodeURIComponent(api.origin)}`, { timeout: PATIENCE });
    await page.waitForFunction(() => /^(done|failed)/.test(document.title), undefined, { timeout: PATIENCE }).catch(() => {});
    for (let turn = 0; waits && turn < 100 && printed.length === 0; turn++) await page.waitForTimeout(100);
    const status = errors[0] ?? (await page.title());
    const native = await page.evaluate(() => Object.getOwnPropertySymbols(globalThis).every((symbol) => symbol.description !== "cors-forecast.v1"));
    return { status, printed, native };
  } finally {
    await page.close();
    await site?.close();
  }
}

async function startCell(tool, kind, root, environment = {}) {
  const { NODE_ENV, ...env } = process.env;
  const child = spawn(process.execPath, [join(here, "cell.mjs"), tool, kind, root], {
    env: { ...env, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const timer = setTimeout(() => child.kill(), PATIENCE);
  for await (const line of createInterface({ input: child.stdout })) {
    const made = line.startsWith('{"made":') && JSON.parse(line).made;
    if (!made) {
      said += `${line}\n`;
      continue;
    }
    clearTimeout(timer);
    return {
      made,
      end() {
        child.stdin.end();
        return ended;
      },
    };
  }
  clearTimeout(timer);
  throw new Error(said.trim().slice(-2000) || `it ended with ${await ended}, or took longer than ${PATIENCE / 1000} s`);
}

async function serveFolder(folder) {
  return listen(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = join(folder, pathname === "/" ? "index.html" : pathname);
    const content = await readFile(path).catch(() => undefined);
    response.writeHead(content ? 200 : 404, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }).end(content);
  });
}

/** An API on another origin that permits everything. */
const endpoint = () =>
  listen((request, response) => {
    response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "X-Request-Id" }).end("{}");
  });

async function listen(answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function run(command, args, cwd) {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}
