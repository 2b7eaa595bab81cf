// What each cell shows: the packed package in a minimal app, built by a tool as it comes, in a real Chromium.

import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { PATIENCE, endpoint, run, serveFolder, startCell } from "./processes.mjs";
import { needs } from "./tools.mjs";
import { RENDERED } from "./tools/framework.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium"];

/** What several cells share; `close()` ends it. */
export async function startMatrix() {
  const folder = await mkdtemp(join(here, ".apps-"));
  await run("npm", ["pack", "--silent", "--pack-destination", folder], packageFolder);
  const [tarball] = await readdir(folder);
  await run("tar", ["-xzf", tarball], folder);
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) throw new Error("No Chromium was found. Install one, or set CHROMIUM to its path.");
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: ["--disable-background-networking", ...(asRoot ? ["--no-sandbox"] : [])] });
  const api = await endpoint();
  const roots = [];
  return {
    folder,
    roots,
    browser,
    api,
    // Texts that are in nothing but ours: what it prints, what it calls, and how each of its modules begins.
    marks: ["[cors-forecast]", "forecaster_predict", await beginning("watch-wasm.js"), await beginning("core-wasm.js")],
    async close() {
      await browser.close();
      await api.close();
      for (const path of [folder, ...roots]) await rm(path, { recursive: true, force: true });
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
  // Beside the tool's own packages, so that the app finds them as if it had installed them.
  const own = needs(tool).at(-1);
  const root = await mkdtemp(own ? join(here, "frameworks", own, `.apps-${tool}-`) : join(matrix.folder, `${tool}-`));
  matrix.roots.push(root);
  await cp(join(here, "app"), root, { recursive: true });
  await mkdir(join(root, "node_modules"));
  await cp(join(matrix.folder, "package"), join(root, "node_modules/cors-forecast"), { recursive: true });
  return root;
}

/** While developing: whether the forecast of the app's one call is printed. What a server has rendered goes to `rendered`. */
export async function develops(matrix, tool, rendered = []) {
  const root = await appOf(matrix, tool);
  const { dev, environment, renders } = await import(`./tools/${tool}.mjs`);
  const kind = dev ? "dev" : "watched";
  await within(await startCell(tool, kind, root, environment?.[kind]), async ({ made }) => {
    if (renders) rendered.push(await renderedBy(made));
    const { status, printed } = await visit(matrix, made, true);
    if (status !== "done 200") throw new Error(`the app's own call: ${status}`);
    if (!printed.some((text) => text.includes("PUT") && text.includes("x-request-id"))) throw new Error(`no forecast was printed, but ${JSON.stringify(printed)}`);
  });
}

/** In production: how many bytes of ours are in what was built, which also must work as before. */
export async function leavesNothing(matrix, tool, rendered = []) {
  const root = await appOf(matrix, tool);
  const { start, renders } = await import(`./tools/${tool}.mjs`);
  const built = await startCell(tool, "build", root);
  await built.end();
  const folders = [built.made].flat();
  const total = await sizeWithout(matrix.marks, folders);
  const served = start ? await startCell(tool, "start", root) : { made: folders[0], said: () => "", end() {} };
  await within(served, async ({ made }) => {
    if (renders) rendered.push(await renderedBy(made));
    const { status, printed, native } = await visit(matrix, made, false);
    if (status !== "done 200") throw new Error(`the app's own call: ${status}`);
    if (printed.length > 0 || !native) throw new Error("fetch is wrapped in production");
  });
  return total;
}

/** On a server, in development and in production: what arrived before any script ran has to be what the app says. */
export function rendersSafely(rendered) {
  if (rendered.length < 2) throw new Error("it was not served, see above");
  for (const { status, text } of rendered) {
    if (status !== 200 || !text.includes(RENDERED)) throw new Error(`the server has answered ${status}, without "${RENDERED}":\n${text.slice(0, 2000)}`);
  }
}

/** Where there is no page: whether it can be imported. */
export async function importsSafely(matrix, tool) {
  const cell = await startCell(tool, "imports", await appOf(matrix, tool));
  await cell.end();
}

/** Uses what a cell has made, and ends the cell; an error says as well what the tool has complained of. */
async function within(cell, use) {
  try {
    await use(cell);
  } catch (error) {
    throw new Error([error.message, cell.said()].join("\n").trim());
  } finally {
    await cell.end();
  }
}

async function renderedBy(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  return { status: response.status, text: await response.text() };
}

/** Characters of script in folders that must hold none of the marks: the one that browsers get first, then those of a server. */
async function sizeWithout(marks, folders) {
  let total = 0;
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      // A server may keep packages as they were installed, and lists sources of what it has left out.
      const kept = folder !== folders[0] && (entry.parentPath.slice(folder.length).includes("node_modules") || entry.name.endsWith(".map"));
      if (!entry.isFile() || kept) continue;
      const text = await readFile(join(entry.parentPath, entry.name), "utf8");
      const mark = marks.find((mark) => text.includes(mark));
      if (mark) throw new Error(`${entry.name} holds ${JSON.stringify(mark)}`);
      if (/\.m?js$/.test(entry.name)) total += text.length;
    }
  }
  return total;
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
    await page.waitForFunction(() => /^(done|failed)/.test(document.title), undefined, { timeout: PATIENCE / 4 }).catch(() => {});
    for (let turn = 0; waits && turn < 100 && printed.length === 0; turn++) await page.waitForTimeout(100);
    const status = errors[0] ?? (await page.title());
    const native = await page.evaluate(() => Object.getOwnPropertySymbols(globalThis).every((symbol) => symbol.description !== "cors-forecast.v1"));
    return { status, printed, native };
  } finally {
    await page.close();
    await site?.close();
  }
}
