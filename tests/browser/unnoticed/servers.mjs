// What the pages of "the page must not notice" talk to: the origin that they come from, with the built package, and
// another one that permits everything, answers in many ways, and remembers each request.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { packageFolder } from "../support.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

const BLANK = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Blank</title><script src="/lab.js"></script>\n';
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** Milliseconds after which `/slow` answers, and `/stream` ends. */
const SLOW = 1000;

/** Milliseconds that a page is kept waiting for a request to arrive. */
const PATIENCE = 5000;

/** Both origins: `{ page, api, requests, close() }`. `requests` has what either received, but for files. */
export async function openServers() {
  const requests = [];
  const own = await listen((request, response) => answerPage(request, response, requests));
  const other = await listen((request, response) => answerApi(request, response, requests));
  return {
    // A host that counts as secure, so that pages have service workers; and another site than the other one.
    page: `http://localhost:${own.port}`,
    api: `http://127.0.0.1:${other.port}`,
    requests,
    close: () => Promise.all([own.close(), other.close()]),
  };
}

async function answerPage(request, response, requests) {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (pathname.startsWith("/own/")) return answerApi(request, response, requests);
  response.setHeader("Cache-Control", "no-store");
  if (pathname === "/arrived") {
    await haveArrived(requests, Number(searchParams.get("count")));
    return response.writeHead(204).end();
  }
  if (pathname === "/blank") {
    response.setHeader("Content-Type", "text/html");
    return response.end(BLANK);
  }
  const file = fileOf(pathname);
  const content = file && (await readFile(file).catch(() => undefined));
  if (content === undefined) return response.writeHead(404).end();
  // Each run has a port of its own, so nothing old is found there.
  response.setHeader("Cache-Control", "max-age=3600");
  response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
  response.end(content);
}

/** Waits until there are so many requests, or patience is at its end. */
export async function haveArrived(requests, count) {
  for (const end = Date.now() + PATIENCE; requests.length < count && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** `/pkg/` is the built package, `/copy/` another copy of it in the page's eyes; anything else is in this folder. */
function fileOf(pathname) {
  const [, top, ...rest] = normalize(pathname).split("/");
  if (top === "pkg" || top === "copy") return join(packageFolder, ...rest);
  return rest.length === 0 && extname(top) !== "" ? join(here, top) : undefined;
}

async function answerApi(request, response, requests) {
  const { method, url, headers } = request;
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    // The page has aborted it; that it came is remembered all the same.
  }
  requests.push({ method, url, headers, body: Buffer.concat(chunks).toString("latin1") });

  const { pathname } = new URL(url, "http://localhost");
  if (!pathname.startsWith("/forbidden")) {
    response.setHeader("Access-Control-Allow-Origin", headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Expose-Headers", "X-Exposed");
  }
  response.setHeader("Cache-Control", "no-store");
  if (method === "OPTIONS") {
    response.setHeader("Access-Control-Max-Age", "0");
    response.setHeader("Access-Control-Allow-Methods", headers["access-control-request-method"] ?? "");
    response.setHeader("Access-Control-Allow-Headers", headers["access-control-request-headers"] ?? "");
    return response.writeHead(204).end();
  }
  response.setHeader("X-Exposed", "yes");
  const name = pathname.split("/").pop();
  if (Object.hasOwn(ANSWERS, name)) return ANSWERS[name](response, request);
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ method, url }));
}

const ANSWERS = {
  redirect: (response) => response.writeHead(307, { Location: "/redirected" }).end(),
  slow: (response) => setTimeout(() => response.end("slow"), SLOW),
  never: () => {},
  nothing: (response) => response.writeHead(204).end(),
  missing: (response) => response.writeHead(404, { "Content-Type": "text/plain" }).end("missing"),
  xml: (response) => response.writeHead(200, { "Content-Type": "application/xml" }).end("<a><b>c</b></a>"),
  html: (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<p>a</p>"),
  binary: (response) => response.writeHead(200, { "Content-Type": "image/x" }).end(Buffer.from([0, 127, 128, 255])),
  /** The first part at once, the last one late. */
  stream(response) {
    response.writeHead(200, { "Content-Type": "text/plain", "X-Content-Type-Options": "nosniff" });
    response.write("first ");
    setTimeout(() => response.end("last"), SLOW);
  },
  /** Two events, and open until the page closes it. */
  events(response) {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("retry: 60000\nid: 7\ndata: a\n\nevent: own\ndata: b\ndata: c\n\n");
  },
  /** One event, and over: the page asks again with the id. */
  brief(response, request) {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.end(`retry: 50\nid: 8\ndata: ${request.headers["last-event-id"] ?? "none"}\n\n`);
  },
};

async function listen(answer) {
  const server = createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch((error) => response.destroy(error));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
