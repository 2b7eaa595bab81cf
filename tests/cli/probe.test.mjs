// `cors-forecast probe` against real servers on this machine.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import net from "node:net";
import { once } from "node:events";
import { after, describe, test } from "node:test";

import { cli, json } from "./cli.mjs";

// WebKit lets no page of https: ask http:, not even on this machine.
const ORIGIN = "http://app.example";
const open = [];
after(() => open.forEach((server) => (server.closeAllConnections?.(), server.close())));

/** Listens; `answer` is as http.createServer's. Gives the URL and what was asked. */
async function serving(answer) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, raw: request.rawHeaders });
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(server);
  return { url: `http://127.0.0.1:${server.address().port}/api/users`, asked };
}

const PERMITTED = {
  "Access-Control-Allow-Origin": ORIGIN,
  "Access-Control-Allow-Methods": "GET, PUT",
  "Access-Control-Allow-Headers": "content-type, x-a",
  "Access-Control-Max-Age": "86400",
  Vary: "Origin",
};
const answering = (status, headers = {}, body = "") => serving((request, response) => response.writeHead(status, headers).end(body));
const PUT = ["--origin", ORIGIN, "-X", "PUT", "-H", "Content-Type: application/json", "-H", "X-A: SECRET"];

test("a permitted request: what was sent, each step, and what each engine keeps", async () => {
  const { url, asked } = await answering(204, PERMITTED);
  const found = await json(["probe", url, ...PUT]);
  assert.equal(found.code, 0);
  for (const engine of ["chromium", "firefox", "webkit", "standard"]) assert.equal(found.engines[engine].verdict, "permitted", engine);
  assert.deepEqual(found.engines.chromium.maxAge, { verdict: "capped", askedFor: 86400, keptFor: 7200, limit: 7200 });
  assert.equal(found.engines.standard.maxAge.keptFor, 86400);
  assert.equal(asked.length, found.exchanges.length);
  assert.ok(asked.every(({ method, url }) => method === "OPTIONS" && url === "/api/users"));
  assert.doesNotMatch(JSON.stringify(asked), /SECRET|[Cc]ookie|[Uu]ser-[Aa]gent/);
  const { headers } = found.exchanges[0].preflight;
  assert.deepEqual(asked[0].raw.slice(2, 2 + 2 * headers.length), headers.flat(), "the very lines, in order");
});

test("as text", async () => {
  const { url } = await answering(204, PERMITTED);
  const { code, out } = await cli(["probe", url, ...PUT, "--engine", "chromium"]);
  assert.equal(code, 0);
  assert.match(out, /^Permitted \(Chromium\)$/m);
  assert.match(out, /kept for 2 hours, the limit, though the server says 1 day/);
  assert.doesNotMatch(out, /SECRET/);
});

describe("answers that refuse", { concurrency: 2 }, () => {
  const without = (name) => Object.fromEntries(Object.entries(PERMITTED).filter(([key]) => key !== name));
  const rows = [
    ["404 of Express", 404, { "X-Powered-By": "Express" }, "<pre>Cannot OPTIONS /api/users</pre>", "allow-origin-missing", /Express/],
    ["404 of Nest", 404, { "X-Powered-By": "Express" }, '{"message":"Cannot OPTIONS /api/users","error":"Not Found","statusCode":404}', "allow-origin-missing", /Nest/],
    ["404 with CORS", 404, PERMITTED, "", "preflight-status-not-ok"],
    ["a redirect with CORS", 301, { ...PERMITTED, Location: "https://api.example/" }, "", "preflight-status-not-ok"],
    ["401 before CORS", 401, { "WWW-Authenticate": "Bearer" }, "", "allow-origin-missing"],
    ["no Allow-Headers", 204, without("Access-Control-Allow-Headers"), "", "header-not-allowed"],
    ["no Allow-Methods", 204, without("Access-Control-Allow-Methods"), "", "method-not-allowed"],
    ["another origin", 204, { ...PERMITTED, "Access-Control-Allow-Origin": `${ORIGIN}/` }, "", "allow-origin-mismatch"],
    ["two origins", 204, { ...PERMITTED, "Access-Control-Allow-Origin": [ORIGIN, ORIGIN] }, "", "allow-origin-multiple"],
    ["Starlette's refusal", 400, { "Access-Control-Allow-Origin": ORIGIN }, "Disallowed CORS headers", "preflight-status-not-ok", /Starlette/],
    ["Gin", 404, { "Content-Type": "text/plain" }, "404 page not found", "allow-origin-missing", /Gin/],
    ["Go", 404, { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" }, "404 page not found\n", "allow-origin-missing", /Go/],
    ["axum", 405, { allow: "GET,HEAD,POST" }, "", "allow-origin-missing", /axum/],
    ["actix-web", 405, { allow: "GET, POST" }, "", "allow-origin-missing", /actix/],
  ];
  for (const [name, status, headers, body, code, who] of rows) {
    test(name, async () => {
      const { url, asked } = await answering(status, headers, body);
      const found = await json(["probe", url, ...PUT, "--engine", "standard"]);
      assert.equal(found.code, 1);
      const { verdict, error, fix, steps } = found.engines.standard;
      assert.equal(verdict, "refused");
      assert.equal(error.code, code);
      assert.ok(fix.length > 10);
      assert.equal(steps.filter(({ state }) => state === "failed").length, 1);
      if (who) assert.match(found.exchanges[0].answeredBy[0].who, who);
      assert.ok(found.exchanges[0].findings.some((finding) => finding.code === code && finding.fails));
      assert.equal(asked.length, 1, "no redirect is followed");
      const text = await cli(["probe", url, ...PUT, "--engine", "standard"]);
      assert.match(text.out, /^ {2}failed /m);
      assert.match(text.out, /Fix: /);
    });
  }

  test("* with credentials", async () => {
    const { url } = await answering(204, { ...PERMITTED, "Access-Control-Allow-Origin": "*" });
    assert.equal((await json(["probe", url, ...PUT])).code, 0);
    const found = await json(["probe", url, ...PUT, "-b", "sid=SECRET"]);
    assert.equal(found.code, 1);
    assert.equal(found.engines.webkit.error.code, "allow-origin-wildcard-with-credentials");
  });

  test("* does not cover Authorization everywhere", async () => {
    const { url } = await answering(204, { ...PERMITTED, "Access-Control-Allow-Headers": "*" });
    const found = await json(["probe", url, "--origin", ORIGIN, "-u", "me:SECRET"]);
    assert.equal(found.engines.standard.error.code, "non-wildcard-header-not-listed");
    assert.doesNotMatch(JSON.stringify(found), /SECRET/);
  });

  test("what a server says does not move the cursor", async () => {
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end("HTTP/1.1 404 \x9bNo\r\nServer: a\x9b2Jb\r\nContent-Length: 0\r\n\r\n", "latin1"));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    open.push(server);
    const { out } = await cli(["probe", `http://127.0.0.1:${server.address().port}/`, ...PUT, "--engine", "standard"]);
    assert.match(out, /server: a\?2Jb/i);
    assert.doesNotMatch(out, /\x9b/);
  });
});

describe("servers that do not answer", { concurrency: 2 }, () => {
  const refused = async (url, message, ...more) => {
    const started = Date.now();
    const { code, out, err } = await cli(["probe", url, ...PUT, ...more]);
    assert.equal(code, 2);
    assert.equal(out, "");
    assert.match(err, message);
    assert.doesNotMatch(err, /\n {4}at /);
    return Date.now() - started;
  };
  const raw = async (onSocket) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      onSocket(socket);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    open.push({ close: () => server.close() });
    server.unref();
    return `127.0.0.1:${server.address().port}`;
  };

  test("nothing listens", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address();
    server.close();
    await refused(`http://127.0.0.1:${port}/`, /nothing listens there/);
  });
  test("it hangs", async () => {
    const host = await raw((socket) => socket.unref());
    assert.ok((await refused(`http://${host}/`, /no answer within 0\.5 s/, "--timeout", "0.5")) < 8000);
  });
  test("it hangs up", async () => refused(`http://${await raw((socket) => socket.destroy())}/`, /without an answer/));
  test("it speaks something else", async () => refused(`http://${await raw((socket) => socket.end("SSH-2.0-x\r\n"))}/`, /no HTTP/));
  test("TLS where there is none", async () => {
    const { url } = await answering(204, PERMITTED);
    await refused(url.replace("http:", "https:"), /TLS/);
  });
});

test("a huge body and one that never ends are cut off", async () => {
  const huge = await serving((request, response) => {
    response.writeHead(200, PERMITTED);
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(65536)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  const endless = await serving((request, response) => response.writeHead(200, PERMITTED).write("x"));
  for (const { url } of [huge, endless]) {
    const found = await json(["probe", url, ...PUT, "--engine", "standard"]);
    assert.equal(found.code, 0);
    assert.equal(found.exchanges[0].answer.cut, true);
  }
});

describe("what can't be probed", () => {
  test("a request that needs no preflight", async () => {
    const { code, err } = await cli(["probe", "http://127.0.0.1:8123/", "--origin", ORIGIN]);
    assert.equal(code, 2);
    assert.match(err, /nothing to probe/);
  });
  test("a request that no browser makes is refused unasked", async () => {
    const { url, asked } = await answering(204, PERMITTED);
    const { code, out } = await cli(["probe", url, "--origin", ORIGIN, "-X", "CONNECT"]);
    assert.equal(code, 1);
    assert.match(out, /^Refused/m);
    assert.equal(asked.length, 0);
  });
  for (const args of [["--timeout", "never"], ["--timeout", "0"], ["--engine", "opera"]]) {
    test(args.join(" "), async () => assert.equal((await cli(["probe", "http://127.0.0.1:8123/", ...PUT, ...args])).code, 2));
  }
});
