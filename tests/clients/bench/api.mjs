// An API on another origin: permits everything, remembers every request in the order of its arrival, and answers what the
// client that is named by the path's first segment expects.

import { createServer } from "node:http";

import answers from "./answers.mjs";

/** Milliseconds without anything new after which nothing more is expected. */
const QUIET = 30;
/** What clients read of an answer; `*` does not count with credentials. */
const EXPOSED = [
  ...["ETag", "Location", "Retry-After", "Content-Range", "X-Total-Count"],
  ...["Tus-Resumable", "Upload-Offset", "Upload-Length"],
  ...["x-ms-request-id", "x-ms-version", "x-ms-client-request-id", "x-ms-request-server-encrypted", "x-ms-error-code"],
  ...["x-amz-request-id", "x-amz-id-2", "x-amz-checksum-crc32", "x-amz-checksum-type", "x-request-id"],
];

/** `{ origin, quiet(), arrived(), take(), close() }`. */
export async function apiServer() {
  const requests = [];
  const state = {};
  let open = 0;
  let arrived = 0;
  let last = 0;

  const server = createServer(async (request, response) => {
    const { method, url, headers, rawHeaders } = request;
    const entry = { method, url: `http://${headers.host}${url}`, headers: pairs(rawHeaders), body: "" };
    requests.push(entry);
    open++;
    arrived++;
    last = Date.now();
    // A stream of events that stays open is no reason to wait: its answer says itself that it has begun.
    let counted = true;
    const answered = () => {
      if (counted) open--;
      counted = false;
      last = Date.now();
    };
    response.once("close", answered);

    try {
      for await (const chunk of request) entry.body += chunk.toString("latin1");
    } catch {
      return; // The client has given up.
    }
    permit(response, headers);
    if (method === "OPTIONS" && headers["access-control-request-method"]) {
      response.writeHead(204).end();
      return;
    }
    const path = new URL(url, "http://api");
    const client = path.pathname.split("/")[1];
    const asked = { method, path, headers, body: entry.body, response, answered };
    const answer = await (answers[client] ?? answers.echo)(asked, state);
    if (!answer) return; // It answers by itself.
    const { status = 200, type = "application/json", headers: own = {}, body = "" } = answer;
    if (body !== "") response.setHeader("Content-Type", type);
    for (const [name, value] of Object.entries(own)) response.setHeader(name, value);
    response.writeHead(status).end(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Waits until everything is answered and nothing new comes. */
    async quiet() {
      last = Date.now();
      while (open > 0 || Date.now() - last < QUIET) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    /** How many requests there have been so far. */
    arrived: () => arrived,
    take: () => requests.splice(0),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Permits everything, and nothing for longer than once: each preflight that is needed is sent. */
function permit(response, headers) {
  response.setHeader("Access-Control-Allow-Origin", headers.origin ?? "*");
  response.setHeader("Access-Control-Allow-Credentials", "true");
  response.setHeader("Access-Control-Allow-Methods", headers["access-control-request-method"] ?? "");
  response.setHeader("Access-Control-Allow-Headers", headers["access-control-request-headers"] ?? "");
  response.setHeader("Access-Control-Max-Age", "0");
  response.setHeader("Access-Control-Expose-Headers", EXPOSED.join(", "));
  response.setHeader("Cache-Control", "no-store");
}

/** Node's flat list as pairs with names in lower case. */
function pairs(raw) {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1]]] : []));
}
