// Pages of the permitted origins in a real Chromium: names are led to this machine, certificates are made for the day.

import { existsSync } from "node:fs";
import { createServer as createPlain } from "node:http";
import { createServer as createSecure } from "node:https";

import { chromium } from "playwright-core";
import { generate } from "selfsigned";

import { bodyOf } from "./requests.mjs";

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
];

/** A browser for which each `*.example` and http://localhost:5173 is an empty page: `{ visit(origin, use), close() }`. */
export async function startPages() {
  const page = (request, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>page</title>");
  const { private: key, cert } = await generate([{ name: "commonName", value: "app.example" }], { keyType: "ec" });
  const secure = await listen(createSecure({ key, cert }, page));
  const plain = await listen(createPlain(page));
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) throw new Error("No Chromium was found. Install one, or set CHROMIUM to its path.");
  const rules = `MAP *.example 127.0.0.1:${secure.address().port},MAP localhost:5173 127.0.0.1:${plain.address().port}`;
  const asRoot = process.getuid?.() === 0;
  const args = [
    "--disable-background-networking",
    "--ignore-certificate-errors",
    `--host-resolver-rules=${rules}`,
    ...(asRoot ? ["--no-sandbox"] : []),
  ];
  const browser = await chromium.launch({ executablePath, args });
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  // Kept between visits: what one permits is of no use to another, as no two servers have the same port.
  const pages = new Map();
  const open = async (origin) => {
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    return page;
  };
  return {
    async visit(origin, use) {
      const kept = !origin.startsWith("http://127.0.0.1");
      if (kept && !pages.has(origin)) pages.set(origin, open(origin));
      const page = await (kept ? pages.get(origin) : open(origin));
      await use((port, request, credentials) => call(page, port, request, credentials));
      if (!kept) await page.close();
    },
    async close() {
      await browser.close();
      for (const server of [secure, plain]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** What the page reads: `{ status, headers, text }`, or `{ error }`. */
function call(page, port, request, credentials) {
  const { path, method, headers } = request;
  const init = { method, headers, credentials, body: bodyOf(request) };
  return page.evaluate(
    async ([url, init]) => {
      try {
        const response = await fetch(url, init);
        return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
      } catch (error) {
        return { error: String(error) };
      }
    },
    [port === undefined ? path : `http://127.0.0.1:${port}${path}`, init],
  );
}

async function listen(server) {
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return server;
}
