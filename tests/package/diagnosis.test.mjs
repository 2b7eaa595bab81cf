// What judges a server, as JavaScript has it: the module as it ships, and what it says of wrong arguments.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { curlOf, diagnose, fingerprint, lookAlikeOrigins } from "../../dist/pkg/dist/server.js";

const ORIGIN = "https://app.example";
const preflight = (answer) => ({
  request: { method: "OPTIONS", url: "https://api.example/items", headers: [["Origin", ORIGIN], ["Access-Control-Request-Method", "PUT"]] },
  answer,
});

test("an exchange is diagnosed", () => {
  const { engines, findings, answeredBy, curl } = diagnose({ origin: ORIGIN, preflight: preflight({ status: 403, headers: [], body: "Invalid CORS request" }) });
  assert.deepEqual(engines.map(({ engine, verdict, code }) => [engine, verdict, code]), [
    ["chromium", "refused", "allow-origin-missing"],
    ["firefox", "refused", "allow-origin-missing"],
    ["webkit", "refused", "preflight-status-not-ok"],
    ["standard", "refused", "allow-origin-missing"],
  ]);
  assert.deepEqual(findings.map(({ code }) => code), ["allow-origin-missing", "preflight-status-not-ok", "method-not-allowed"]);
  assert.deepEqual(findings[0].fix.headers, [["Access-Control-Allow-Origin", ORIGIN], ["Vary", "Origin"]]);
  assert.equal("value" in findings[0], false, "what is absent is left out");
  assert.deepEqual([answeredBy[0].who, answeredBy[0].certainty], ["Spring", "certain"]);
  assert.equal(curl, `curl -i -X OPTIONS 'https://api.example/items' -H 'Origin: ${ORIGIN}' -H 'Access-Control-Request-Method: PUT'`);
});

test("a server that says nothing", () => {
  for (const answer of [null, undefined]) {
    const { findings } = diagnose({ origin: ORIGIN, preflight: preflight(answer) });
    assert.deepEqual(findings.map(({ code }) => code), ["preflight-not-answered"]);
  }
});

test("probes show who else is let in", () => {
  const [{ origin }] = lookAlikeOrigins(ORIGIN);
  const { request } = preflight(null);
  const answer = (of) => ({ status: 204, headers: [["Access-Control-Allow-Origin", of], ["Access-Control-Allow-Methods", "PUT"], ["Vary", "Origin"], ["Access-Control-Max-Age", "600"]] });
  const { findings } = diagnose({
    origin: ORIGIN,
    preflight: { request, answer: answer(ORIGIN) },
    probes: [{ request: { ...request, headers: [["Origin", origin]].concat(request.headers.slice(1)) }, answer: answer(origin) }],
    madeUp: [origin],
  });
  assert.deepEqual(findings.map(({ code, severity, origins }) => [code, severity, origins]), [["look-alike-origin-accepted", "high", [origin]]]);
});

test("a part is one of the value, whatever characters stand before it", () => {
  const { findings } = diagnose({ origin: ORIGIN, preflight: preflight({ status: 204, headers: [["Access-Control-Allow-Origin", ORIGIN], ["Access-Control-Allow-Methods", "PUT, d\u00e9"]] }) });
  const { value, part } = findings.find(({ code }) => code === "allow-methods-unparsable");
  assert.equal(value.slice(part.offset, part.offset + part.length), "d\u00e9");
});

test("who answers, and the command line, by themselves", () => {
  assert.deepEqual(fingerprint({ status: 200, headers: [] }), []);
  assert.equal(fingerprint({ status: 404, headers: [["content-type", "text/plain"]], body: "404 page not found" })[0].who, "Gin");
  assert.equal(curlOf({ url: "https://api.example/it's", headers: [] }, "powershell"), "curl.exe -i -X OPTIONS 'https://api.example/it''s'");
});

describe("wrong arguments are named", () => {
  const rows = [
    [() => diagnose(), "not-an-object", /exchange must be an object/],
    [() => diagnose({}), "invalid-origin", /exchange\.origin must be a string/],
    [() => diagnose({ origin: `${ORIGIN}/` }), "invalid-origin", /write "https:\/\/app\.example"/],
    [() => diagnose({ origin: ORIGIN, preflights: [] }), "invalid-preflights", /preflight, actual/],
    [() => diagnose({ origin: ORIGIN, preflight: {} }), "not-an-object", /call\.request must be an object/],
    [() => diagnose({ origin: ORIGIN, preflight: preflight({ status: 20, headers: [] }) }), "invalid-status", /status must be a number from 100 to 999/],
    [() => diagnose({ origin: ORIGIN, probes: {} }), "invalid-probes", /probes must be an array/],
    [() => diagnose({ origin: ORIGIN, madeUp: [1] }), "invalid-made-up", /madeUp must be an array of strings/],
    [() => diagnose({ origin: ORIGIN, request: { url: "https://api.example/", method: "TRACE" } }), "request-refused", /no page can make such a request/],
    [() => fingerprint({ status: 200, headers: [], body: 1 }), "invalid-body", /answer\.body must be a string/],
    [() => lookAlikeOrigins(1), "invalid-origin", /origin must be a string/],
    [() => curlOf({ url: "https://api.example/", headers: [] }, "fish"), "invalid-shell", /posix.*powershell.*cmd/],
  ];
  for (const [call, code, message] of rows) {
    test(String(call).slice(6), () => assert.throws(call, (error) => error instanceof TypeError && error.code === code && message.test(error.message)));
  }
});
