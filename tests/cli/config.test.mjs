// `cors-forecast config`, run as a program.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { cli, json } from "./cli.mjs";
import { API, APP, entry, har, preflight, scratch, twoPuts } from "./recordings.mjs";

const files = scratch(after);
const policyOf = ({ servers }) => servers[0].policy;

describe("config", { concurrency: 2 }, () => {
  test("a recording becomes the least policy, with reasons and counts", async () => {
    const path = files.write("a.har", har(twoPuts()));
    const found = await json(["config", path]);
    assert.equal(found.code, 0);
    assert.deepEqual(policyOf(found), {
      origins: [APP],
      path: "/",
      methods: ["PUT"],
      headers: ["authorization", "content-type"],
      exposeHeaders: [],
      credentials: false,
      maxAge: 7200,
    });
    const [{ server, verified, reasons, lines }] = found.servers;
    assert.equal(server, API);
    assert.deepEqual([verified.passed, verified.total], [8, 8]);
    const header = reasons.find((reason) => reason.header === "authorization");
    assert.deepEqual([header.why, header.requests, header.code, header.engines.length], ["refused", 2, "header-not-allowed", 4]);
    assert.deepEqual(lines.preflight.find(([name]) => name === "Access-Control-Allow-Headers"), ["Access-Control-Allow-Headers", "authorization, content-type"]);
    assert.doesNotMatch(JSON.stringify(found), /secret-token|secret-body/);
  });

  test("what the recorded answers lack is said", async () => {
    const entries = [preflight({ at: 1, method: "PUT", asked: "x-id", took: 7 }), entry({ method: "PUT", headers: { "X-Id": "1" }, answer: { "X-Total": "SECRET" } })];
    const { servers, code } = await json(["config", files.write("b.har", har(entries))]);
    assert.equal(code, 0);
    assert.deepEqual(servers[0].changes.preflight.map(({ text }) => text), ["Add Access-Control-Max-Age: 7200."]);
    assert.deepEqual(servers[0].changes.actual.map(({ change }) => change), ["add-line"]);
    assert.deepEqual(servers[0].hidden, [{ header: "x-total", requests: 1 }]);
    assert.doesNotMatch(JSON.stringify(servers), /SECRET/);
  });

  test("a developer's page stands for the deployed one", async () => {
    const entries = [entry({ method: "DELETE", origin: "http://localhost:5173" })];
    const path = files.write("dev.har", har(entries));
    const { servers } = await json(["config", path, "--origin", APP]);
    assert.deepEqual(servers[0].policy.origins, [APP]);
    assert.equal(servers[0].standIns[0].origin, "http://localhost:5173");
  });

  test("curl's words, and the code of several servers", async () => {
    const { code, out } = await cli(["config", `${API}/items/1`, "-X", "PUT", "-H", "Authorization: Bearer SECRET", "--origin", APP, "--for", "express,nginx", "--path", "--expose", "X-Total"]);
    assert.equal(code, 0);
    assert.match(out, /npm install cors/);
    assert.match(out, /origin: \["https:\/\/app\.example"\]/);
    assert.match(out, /allowedHeaders: \["authorization"\]/);
    assert.match(out, /Access-Control-Expose-Headers: x-total/);
    assert.match(out, /for the path \/items and what is below it/);
    assert.match(out, /4 of 4/);
    assert.doesNotMatch(out, /SECRET/);
  });

  test("a fetch() call that is piped in", async () => {
    const found = await json(["config", "-"], { input: `fetch("${API}/a", { method: "PATCH", credentials: "include" })` });
    assert.deepEqual([policyOf(found).methods, policyOf(found).credentials], [["PATCH"], true]);
    assert.match(found.notes[0], /--page says another/);
  });

  test("requests as JSON, alone and with their page", async () => {
    const request = { url: `${API}/a`, headers: [["X-Id", "1"]] };
    const whole = await json(["config", files.write("r.json", [{ origin: APP, request, count: 5 }])]);
    assert.equal(whole.servers[0].preflighted, 5);
    const bare = await json(["config", files.write("s.json", { requests: [request] }), "--page", APP]);
    assert.deepEqual(policyOf(bare), policyOf(whole));
    const { code, err } = await cli(["config", files.path("s.json")]);
    assert.equal(code, 2);
    assert.match(err, /whose page made it/);
  });

  test("an installation's reports, and what is assumed of them", async () => {
    const headers = [["Access-Control-Request-Method", "PUT"], ["Access-Control-Request-Headers", "x-id"], ["Origin", APP]];
    const reports = [{ api: "fetch", method: "PUT", url: `${API}/a`, forecast: { triggers: [], preflight: { url: `${API}/a`, headers } } }];
    const found = await json(["config", files.write("reports.json", reports)]);
    assert.deepEqual([policyOf(found).methods, policyOf(found).headers, policyOf(found).credentials], [["PUT"], ["x-id"], false]);
    assert.match(found.notes[0], /none are assumed/);
    const included = await json(["config", files.path("reports.json"), "--credentials", "include"]);
    assert.equal(policyOf(included).credentials, true);
  });

  test("an existing answer is merged into", async () => {
    const lines = ["HTTP/2 204", `access-control-allow-origin: ${APP}`, "access-control-allow-methods: GET, PUT", "access-control-max-age: 7200", "", ""];
    const existing = files.write("answer.txt", lines.join("\n"));
    const words = [`${API}/items`, "-X", "PUT", "-H", "X-Id: 1", "-H", "X-Two: 2", "--origin", APP, "--existing", existing];
    const found = await json(["config", ...words]);
    assert.equal(found.code, 1);
    assert.deepEqual(found.servers[0].changes.preflight.map(({ text }) => text), ["Add Access-Control-Allow-Headers: x-id, x-two."]);
    files.write("answer.txt", lines.toSpliced(3, 0, "access-control-allow-headers: X-Two,X-Id").join("\n"));
    assert.equal((await json(["config", ...words])).code, 0);
  });

  test("what does not get through is said, and is an exit code", async () => {
    const requests = [
      { origin: APP, request: { url: `${API}/a` } },
      { origin: "null", request: { url: `${API}/a` } },
    ];
    const { code, out } = await cli(["config", files.write("null.json", requests)]);
    assert.equal(code, 1);
    assert.match(out, /Not let through\n.*allow-same-origin/);
  });

  for (const [what, words, message] of [
    ["everybody with cookies", [`${API}/a`, "--credentials", "include", "--origin", "*", "--page", APP], /List the origins that are yours/],
    ["null", [`${API}/a`, "--origin", "null", "--page", APP], /Serve the page from an origin/],
    ["a pattern", [`${API}/a`, "--origin", "https://*.app.example", "--page", APP], /is a pattern/],
    ["the page's own server", [`${API}/a`, "--origin", API], /Configure nothing/],
    ["mixed content", ["http://api.example/a", "--origin", APP], /https:/],
    ["another server", [`${API}/a`, "--for", "iis"], /--for takes express/],
    ["no number", [`${API}/a`, "--max-age", "soon"], /number of seconds/],
    ["no file", ["none.json"], /can't be read: ENOENT/],
    ["nothing", ["-"], /nothing/i],
  ]) {
    test(`${what} is refused, and what to do is said`, async () => {
      const { code, out, err } = await cli(["config", ...words]);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, message);
      assert.doesNotMatch(err, /at .*\.js/);
    });
  }

  test("the servers that it knows", async () => {
    const { out, code } = await cli(["config", "--list"]);
    assert.equal(code, 0);
    assert.match(out, /express +Express/);
    const { stacks } = await json(["config", "--list"]);
    assert.ok(stacks.length > 20);
  });
});
