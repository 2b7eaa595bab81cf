// What is asked without a page, in Node.

import assert from "node:assert/strict";

import { ended, freshApp, run } from "../bench.mjs";
import { blockWith } from "../readme.mjs";

/** The import of the first of these blocks is that of all. */
const IMPORT = /^import .*\n/.exec(blockWith("forecaster.simulate(request"))[0];

/** What the code's own variables stand for. */
const REQUEST = `
const request = { url: "https://api.example/users/1", method: "DELETE" };
const status = 204;
const headers = [["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Methods", "DELETE"], ["Access-Control-Max-Age", "600"]];
`;

/** Runs a module in a fresh app, and gives what `expression` then is. */
async function valueOf(bench, code, expression) {
  const app = await freshApp(bench, { "ask.js": `${code}\nconsole.log(JSON.stringify(${expression}));\n` });
  return JSON.parse(await ended(run("node ask.js", app)));
}

export const runs = [
  {
    mark: "forecaster.simulate(request",
    async run(bench, code) {
      const plays = /forecaster\.simulate\([^]*?\)\)\.outcome/.exec(code)[0];
      const [preflight, outcome] = await valueOf(bench, code, `[forecaster.predict(request).preflight, ${plays}]`);
      assert.deepEqual(Object.keys(preflight).sort(), ["headers", "url"]);
      assert.equal(outcome, "response");
    },
  },
  {
    mark: 'basis: "recorded"',
    async run(bench, code) {
      const cache = await valueOf(bench, IMPORT + REQUEST + code, "{ state, basis, entry, expiresAt }");
      assert.deepEqual([cache.state, cache.basis], ["hit", "recorded"]);
      assert.ok(cache.entry && cache.expiresAt > Date.now());
    },
  },
  {
    mark: "forecaster.report()",
    async run(bench, code) {
      const asked = '["1", "2", "3"].forEach((one) => forecaster.record({ ...request, headers: [["X-Request-Id", one]] }));\n';
      const before = `${REQUEST}const forecaster = createForecaster({ origin: "https://app.example", policies: [{ match: "https://api.example/*", allowOrigin: "*" }] });\n${asked}`;
      const found = await valueOf(bench, IMPORT + before + code, "{ endpoints, findings, toSimple, toHit, known: recipes().length }");
      assert.equal(found.endpoints[0].calls, 3);
      assert.ok(found.findings.length > 0 && found.toSimple && found.toHit && found.known > 0);
      // The comment lists the kinds of findings.
      for (const { code: kind } of found.findings) assert.ok(code.includes(kind.replace(/^max-age/, "")), kind);
    },
  },
];

/** The console's own words, which are cut short in the README. */
const CUT = "Status code: 404 …";

runs.push({
  mark: "decodeConsoleError(",
  async run(bench, code) {
    const { engine, code: found, alsoPossible, stage, fix } = await valueOf(bench, code.replace(CUT, CUT.slice(0, -2)), "error");
    for (const [name, value] of Object.entries({ engine, code: found, stage })) assert.ok(code.includes(`"${value}"`), `${name}: ${value}`);
    assert.ok(code.includes(JSON.stringify(alsoPossible)) && code.includes(JSON.stringify(fix.headers).replaceAll(",", ", ")), JSON.stringify([alsoPossible, fix]));
    assert.deepEqual(Object.keys(fix).sort(), ["headers", "risk", "text"]);
  },
});

/** Those of the project's README. */
export const projectRuns = [
  {
    mark: "const forecast = forecaster.predict({",
    async run(bench, code) {
      const [verdict, text, headers] = await valueOf(bench, code, "[forecast.verdict, forecast.triggers[0].text, forecast.preflight.headers]");
      for (const found of [verdict, text]) assert.ok(code.includes(`// ${JSON.stringify(found)}`), found);
      assert.ok(code.includes(JSON.stringify(headers.slice(0, 2)).slice(0, -1).replaceAll(",", ", ")), JSON.stringify(headers));
    },
  },
  {
    mark: "forecaster.predict(another)",
    async run(bench, code) {
      const requests = `
const request = { url: "https://api.example/items?page=1", headers: [["X-Request-Id", "1"]] };
const another = { ...request, url: "https://api.example/items?page=2" };
`;
      const value = "[forecaster.predict(request).cache, forecaster.predict(another).cache.reason, forecaster.report().findings]";
      const [{ state, basis, expiresAt }, reason, findings] = await valueOf(bench, IMPORT + requests + code, value);
      assert.deepEqual([state, basis, reason.code], ["hit", "configured", "query-differs"]);
      assert.ok(Math.abs(expiresAt - Date.now() - 600_000) < 30_000, "kept for 600 s");
      assert.ok(Array.isArray(findings));
    },
  },
];

runs.push({
  mark: "curlOf(request)",
  async run(bench, code) {
    const [found, who, origins, line] = await valueOf(bench, code, "[findings, fingerprint(answer), lookAlikeOrigins(\"https://app.example\"), curlOf(request)]");
    // The comment names what is found.
    for (const { code: kind } of found) assert.ok(code.includes(kind), kind);
    assert.equal(found.at(-1).causeOf, "preflight-status-not-ok");
    assert.ok(who.length > 0 && origins.length > 3 && line.startsWith("curl "));
  },
});
