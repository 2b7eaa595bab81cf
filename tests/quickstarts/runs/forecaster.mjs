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
