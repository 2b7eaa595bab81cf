// The page's origin (once more over TLS), and the API's two: each answers a scene's path as the scene says.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { remote } from "./remote.mjs";
import { SCENES } from "./scenes.mjs";

/** The ports that stand in what is recorded, in place of those that happened to be free. */
export const PORTS = { page: 3000, api: 4000, other: 4001, secure: 3443 };

/** Starts them: `{ page, api, other, secure, normalised(text), close() }`, the first four being origins, the last of them if wanted. */
export async function serveScenes({ secure }) {
  const origins = {};
  const answer = (request, response) => respond(request, response, origins);
  const servers = { page: createServer(answer), api: createServer(answer), other: createServer(answer) };
  if (secure) servers.secure = createSecureServer(certificate(), answer);
  const ports = {};
  for (const [name, server] of Object.entries(servers)) {
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    ports[name] = server.address().port;
    const host = name === "page" || name === "secure" ? "localhost" : "127.0.0.1";
    origins[name] = `${name === "secure" ? "https" : "http"}://${host}:${ports[name]}`;
  }
  return {
    ...origins,
    /** Ports happen; what is recorded has always the same. */
    normalised: (text) => Object.entries(ports).reduce((told, [name, port]) => told.replaceAll(`:${port}`, `:${PORTS[name]}`), text),
    close: () => Promise.all(Object.values(servers).map((server) => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))))),
  };
}

function respond(request, response, origins) {
  const { pathname, search } = new URL(request.url, origins.page);
  if (pathname.startsWith("/remote/")) return remote.answer(request, response);
  if (pathname === "/page") return response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Scenes</title>");
  if (pathname === "/favicon.ico") return response.writeHead(204).end();
  if (pathname === "/redirect") return response.writeHead(302, { Location: search.slice(1) }).end();
  const [, place, name] = pathname.split("/");
  const scene = SCENES.find((scene) => scene.name === name) ?? {};
  const given = scene[place === "target" ? "target" : request.method === "OPTIONS" ? "preflight" : "actual"] ?? {};
  if (given.cut) return request.socket.destroy();
  for (const [header, value] of Object.entries(given)) {
    if (header !== "status") response.setHeader(header, [value].flat().map((text) => filled(text, request, origins)));
  }
  response.writeHead(given.status ?? (request.method === "OPTIONS" ? 204 : 200)).end();
}

function filled(text, { headers, url }, { page, api, other }) {
  const values = { $origin: headers.origin ?? "null", $otherPort: new URL(other).port, $other: other, $page: page, $api: api, $self: url, $name: new URL(url, page).pathname.split("/")[2] };
  return Object.entries(values).reduce((told, [name, value]) => told.replaceAll(name, value), text);
}

/** A certificate that no browser trusts, which is told to take it. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "scenes-"));
  try {
    const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", cert], { stdio: "ignore" });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
