// Answers the recorded exchanges as `tests/truth/` says: each below a path of its own.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { root } from "../../support.mjs";
import { remote } from "../remote.mjs";
import { filler, PORTS } from "./origins.mjs";

const CACHED = ["cache-control", "expires", "etag", "last-modified", "pragma"];

/** `{ page, runner, baseOf(id), fill(text, base), replyOf(step, base, wire), close() }`; `scenarios` are by id. */
export async function serve(scenarios) {
  const runner = await readFile(join(root, "xtask/src/lab/page/runner.js"), "utf8");
  const servers = Array.from({ length: PORTS }, () => createServer());
  for (const server of servers) await new Promise((resolve) => server.listen(0, "localhost", resolve));
  const ports = servers.map((server) => server.address().port);
  // Both names of this machine lead here.
  const others = await Promise.all(ports.map((port) => alsoOn("127.0.0.1", port)));
  const all = [...servers, ...others.filter(Boolean)];
  const fill = filler(ports);
  const lab = {
    page: `http://localhost:${ports[0]}`,
    runner,
    baseOf: (id) => `/s/console/${id}`,
    fill,
    replyOf,
    close: () => Promise.all(all.map((server) => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))))),
  };
  for (const server of all) server.on("request", answer);
  return lab;

  function answer(request, response) {
    const { pathname } = new URL(request.url, lab.page);
    if (pathname.startsWith("/remote/")) return remote.answer(request, response);
    if (pathname === "/page") return response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Lab</title>");
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    const id = pathname.split("/")[3];
    const step = scenarios.get(id);
    request.resume();
    if (!step) return response.writeHead(404).end();
    const header = (name) => request.headers[name] ?? "";
    const wire = { url: request.url, method: request.method, origin: header("origin"), acrm: header("access-control-request-method"), acrh: header("access-control-request-headers") };
    const { status, headers, body } = replyOf(step, lab.baseOf(id), wire);
    const lines = headers.flatMap(([name, value]) => [name, Buffer.from(value, "latin1").toString("latin1")]);
    try {
      response.writeHead(status, lines);
    } catch {
      // What Node does not send, as a status beyond 999, the browser does not get.
      return request.socket.destroy();
    }
    response.end(body);
  }

  function replyOf(step, base, { url, method, origin, acrm, acrh }) {
    const preflight = method === "OPTIONS" && acrm !== "";
    const path = url.replace(/^https?:\/\/[^/]+/, "").slice(base.length + 1).split("?")[0];
    const { routes = {}, ...everywhere } = step.server ?? {};
    const given = (routes[path] ?? everywhere)[preflight ? "preflight" : "actual"] ?? {};
    const values = { "{origin}": origin, "{acrm}": acrm, "{acrh}": acrh, "{ORIGIN}": origin.toUpperCase() };
    const filled = (text) => Object.entries(values).reduce((told, [mark, value]) => told.replaceAll(mark, value), fill(text, base));
    const headers = (given.headers ?? defaults(preflight)).map(([name, value]) => [name, filled(value)]);
    const has = (name) => headers.some(([known]) => known.toLowerCase() === name);
    if (!preflight && !CACHED.some(has)) headers.push(["Cache-Control", "no-store"]);
    if (!preflight && !has("content-type")) headers.push(["Content-Type", "text/plain"]);
    return { status: given.status ?? (preflight ? 204 : 200), headers, body: preflight ? "" : (given.body ?? "ok") };
  }
}

function defaults(preflight) {
  const everything = [
    ["Access-Control-Allow-Origin", "{origin}"],
    ["Access-Control-Allow-Credentials", "true"],
  ];
  if (preflight) everything.push(["Access-Control-Allow-Methods", "{acrm}"], ["Access-Control-Allow-Headers", "{acrh}"], ["Access-Control-Max-Age", "0"]);
  return everything;
}

/** `undefined` where that address already leads here. */
function alsoOn(host, port) {
  const server = createServer();
  return new Promise((resolve) => server.once("error", () => resolve(undefined)).listen(port, host, () => resolve(server)));
}
