// Two loopback origins: the page's own, and one that permits everything for a day.

import { createServer } from "node:http";

/** With these a page is isolated, and `performance.now()` counts in steps of 5 µs instead of 100. */
const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * `{ page, api, close() }`, the first two being origins. `scripts` maps paths to texts; whatever else the page asks its
 * own origin for, `/` aside, is answered by 204.
 */
export async function serve(scripts) {
  const servers = [await listen(own(scripts)), await listen(permit)];
  const [page, api] = servers.map((server) => `http://127.0.0.1:${server.address().port}`);
  return {
    page,
    api,
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function own(scripts) {
  return (request, response) => {
    if (request.url === "/") {
      response.writeHead(200, { ...ISOLATED, "Content-Type": "text/html", "Cache-Control": "no-store" });
      response.end("<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>bench</title>");
    } else if (scripts.has(request.url)) {
      response.writeHead(200, { ...ISOLATED, "Content-Type": "text/javascript", "Cache-Control": "no-store" });
      response.end(scripts.get(request.url));
    } else {
      request.resume();
      response.writeHead(204, ISOLATED).end();
    }
  };
}

function permit(request, response) {
  request.resume();
  const headers = { "Access-Control-Allow-Origin": request.headers.origin ?? "*", "Cache-Control": "no-store" };
  if (request.method === "OPTIONS") {
    headers["Access-Control-Allow-Methods"] = request.headers["access-control-request-method"] ?? "";
    headers["Access-Control-Allow-Headers"] = request.headers["access-control-request-headers"] ?? "";
    headers["Access-Control-Max-Age"] = "7200";
  }
  response.writeHead(204, headers).end();
}

async function listen(handler) {
  const server = createServer(handler);
  // Pages live as long as the benchmark; a connection that is opened anew would be measured with it.
  server.keepAliveTimeout = 600_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
