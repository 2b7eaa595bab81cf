// Serves an empty page, the built package and the bundles of the clients.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize } from "node:path";

import { packageFolder } from "../../browser/support.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".map": "application/json" };

/** `{ origin, close() }`; `localhost` is another origin than the API's 127.0.0.1, and both are trustworthy. */
export async function pageServer(bundles) {
  const folders = { "/pkg/": packageFolder, "/bundles/": bundles };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end('<!doctype html><html lang="en"><title>Client</title><link rel="icon" href="data:,"><body></body>');
      return;
    }
    const prefix = Object.keys(folders).find((start) => pathname.startsWith(start));
    try {
      if (!prefix) throw new Error("no such folder");
      const body = await readFile(join(folders[prefix], normalize(pathname.slice(prefix.length))));
      response.setHeader("Content-Type", TYPES[/\.\w+$/.exec(pathname)?.[0]] ?? "application/octet-stream");
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
