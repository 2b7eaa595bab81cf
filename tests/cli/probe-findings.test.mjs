// What `cors-forecast probe` finds beyond the first failure, and what it asks for only when it is told to.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, describe, test } from "node:test";
import { promisify } from "node:util";

import { cli, json } from "./cli.mjs";

const ORIGIN = "http://app.example";
const open = [];
after(() => open.forEach((server) => (server.closeAllConnections(), server.close())));

/** Listens; gives the URL and what was asked. `answer` gives `[status, headers, body]` of a request. */
async function serving(answer) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const [status, headers = {}, body = ""] = answer(request);
    response.writeHead(status, headers).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(server);
  return { url: `http://127.0.0.1:${server.address().port}/api/users`, asked };
}

const permitting = (origin) => ({
  "Access-Control-Allow-Origin": origin,
  "Access-Control-Allow-Methods": "PUT",
  "Access-Control-Allow-Headers": "x-a",
  "Access-Control-Max-Age": "600",
  Vary: "Origin",
});
const PUT = ["--origin", ORIGIN, "-X", "PUT", "-H", "X-A: SECRET"];
const GET = ["--origin", ORIGIN, "-H", "X-A: SECRET"];
const codes = ({ exchanges }) => exchanges.flatMap(({ findings }) => findings.map(({ code }) => code));

test("all failures of an answer, with the cause and the lines to send", async () => {
  const { url } = await serving(() => [401, { "WWW-Authenticate": "Bearer" }]);
  const found = await json(["probe", url, ...PUT]);
  assert.equal(found.code, 1);
  assert.deepEqual(codes(found), ["allow-origin-missing", "preflight-status-not-ok", "method-not-allowed", "header-not-allowed", "auth-before-cors"]);
  const [missing, status, , , auth] = found.exchanges[0].findings;
  assert.deepEqual(missing.shownBy, ["chromium", "firefox", "standard"]);
  assert.deepEqual(status.shownBy, ["webkit"]);
  assert.deepEqual(missing.fix.headers, [["Access-Control-Allow-Origin", ORIGIN], ["Vary", "Origin"]]);
  assert.equal(auth.causeOf, "preflight-status-not-ok");
  const { out } = await cli(["probe", url, ...PUT]);
  assert.match(out, /^Found$/m);
  assert.match(out, /^ {2}high +auth-before-cors$/m);
  assert.match(out, /^ +Access-Control-Allow-Origin: http:\/\/app\.example$/m);
  assert.doesNotMatch(JSON.stringify(found) + out, /SECRET/);
});

test("of engines that were not asked for there is nothing", async () => {
  const { url } = await serving(() => [404]);
  const found = await json(["probe", url, ...PUT, "--engine", "webkit"]);
  for (const { engines } of found.exchanges[0].findings) assert.deepEqual(engines, ["webkit"]);
});

describe("--look-alikes", () => {
  const reflecting = ({ headers }) => [204, { ...permitting(headers.origin), "Access-Control-Allow-Credentials": "true" }];

  test("finds that any origin is let in", async () => {
    const { url, asked } = await serving(reflecting);
    const found = await json(["probe", url, ...PUT, "--look-alikes"]);
    assert.equal(found.code, 0);
    assert.ok(codes(found).includes("reflects-with-credentials"), codes(found).join());
    assert.ok(codes(found).includes("null-origin-accepted"));
    assert.ok(asked.every(({ method }) => method === "OPTIONS"));
    const origins = asked.map(({ headers }) => headers.origin);
    assert.ok(origins.includes("https://unrelated.invalid") && origins.includes("null"), origins.join());
  });

  test("finds a pattern without an end", async () => {
    const { url } = await serving(({ headers }) => [204, permitting(headers.origin.startsWith(ORIGIN) ? headers.origin : ORIGIN)]);
    const found = await json(["probe", url, ...PUT, "--look-alikes"]);
    const finding = found.exchanges[0].findings.find(({ code }) => code === "look-alike-origin-accepted");
    assert.deepEqual([finding.severity, finding.certainty, finding.origins], ["high", "certain", [`${ORIGIN}.look-alike.example`]]);
  });

  test("nobody else is asked for without it", async () => {
    const { url, asked } = await serving(reflecting);
    const found = await json(["probe", url, ...PUT]);
    assert.ok(asked.every(({ headers }) => headers.origin === ORIGIN));
    assert.ok(!codes(found).includes("reflects-with-credentials"));
  });
});

describe("--send", () => {
  const last = ({ method }) => (method === "OPTIONS" ? [204, permitting(ORIGIN)] : [200, {}, "BODY"]);

  test("judges the answer to the request itself", async () => {
    const { url, asked } = await serving(last);
    assert.equal((await json(["probe", url, ...GET])).code, 0);
    assert.ok(asked.every(({ method }) => method === "OPTIONS"), "without it, only the preflight is sent");
    const found = await json(["probe", url, ...GET, "--send"]);
    assert.equal(found.code, 1);
    assert.ok(codes(found).includes("actual-without-cors"), codes(found).join());
    assert.equal(found.engines.chromium.error.code, "allow-origin-missing");
    const { method, headers } = asked.at(-1);
    assert.deepEqual([method, headers.origin, headers["x-a"]], ["GET", ORIGIN, "SECRET"]);
    assert.equal(found.actual.status, 200);
    assert.doesNotMatch(JSON.stringify(found), /SECRET|BODY/);
  });

  test("asks where there is no preflight", async () => {
    const { url, asked } = await serving(() => [200, { "Access-Control-Allow-Origin": ORIGIN, Vary: "Origin" }]);
    const found = await json(["probe", url, "--origin", ORIGIN, "--send"]);
    assert.equal(found.code, 0);
    assert.equal(found.engines.firefox.verdict, "permitted");
    assert.deepEqual(asked.map(({ method }) => method), ["GET"]);
    const { out } = await cli(["probe", url, "--origin", ORIGIN, "--send"]);
    assert.match(out, /^Permitted \(all engines\)$/m);
  });

  for (const method of ["PUT", "POST", "DELETE"]) {
    test(`never sends a ${method}`, async () => {
      const { url, asked } = await serving(last);
      const { code, err } = await cli(["probe", url, "--origin", ORIGIN, "-X", method, "-H", "X-A: 1", "--send"]);
      assert.equal(code, 2);
      assert.match(err, /--send does not send/);
      assert.equal(asked.length, 0);
    });
  }
});

test("the line to ask by hand asks the same", { skip: process.platform === "win32" }, async (t) => {
  const run = promisify(execFile);
  try {
    await run("curl", ["--version"]);
  } catch {
    return t.skip("there is no curl");
  }
  const { url, asked } = await serving(() => [204, permitting(ORIGIN)]);
  const { out } = await cli(["explain", `${url}?q=it's%20$HOME`, ...PUT, "--engine", "chromium"]);
  const line = out.split("\n").find((text) => text.startsWith("  curl "));
  await run("sh", ["-c", line.trim()]);
  const [{ method, url: path, headers }] = asked;
  assert.equal(method, "OPTIONS");
  assert.ok(path.startsWith("/api/users?q=it"), path);
  assert.deepEqual([headers.origin, headers["access-control-request-method"], headers["access-control-request-headers"]], [ORIGIN, "PUT", "x-a"]);
  const probed = await cli(["probe", url, ...PUT, "--engine", "chromium"]);
  assert.match(probed.out, /^ {2}curl -i -X OPTIONS /m);
});
