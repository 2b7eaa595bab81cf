// The package in Node: a forecaster without a browser, its errors, and entries that are safe to import on a server.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";

import { packageFolder } from "./support.mjs";

const entry = (name) => import(new URL(`dist/${name}`, `file://${packageFolder}/`).href);
const { createForecaster, install, recipes } = await entry("standalone.js");

const origin = "https://app.example";
const url = "https://api.example/users/1";

describe("createForecaster", () => {
  test("forecasts synchronously", () => {
    const forecast = createForecaster({ origin }).predict({
      url,
      method: "PUT",
      headers: [["Content-Type", "application/json"], ["X-Request-Id", "1"]],
      body: { kind: "string" },
    });
    assert.equal(forecast.verdict, "preflight");
    assert.equal(forecast.preflight.url, url);
    const headers = Object.fromEntries(forecast.preflight.headers.map(([name, value]) => [name.toLowerCase(), value]));
    assert.equal(headers["access-control-request-method"], "PUT");
    assert.equal(headers["access-control-request-headers"], "content-type,x-request-id");
    assert.equal(forecast.triggers.length, 3);
    for (const { code, text, spec } of forecast.triggers) {
      assert.match(code, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(text.length > 0);
      assert.match(spec, /^https:\/\/[\w.]+\/#[\w-]+$/);
    }
  });

  test("takes frozen descriptions and readonly tuples", () => {
    const request = Object.freeze({ url, headers: Object.freeze([Object.freeze(["Accept", "text/plain"])]) });
    assert.equal(createForecaster(Object.freeze({ origin })).predict(request).verdict, "simple");
  });

  test("learns, records, and plays requests at the same time", () => {
    const forecaster = createForecaster({ origin, engine: "webkit" });
    const request = { url, method: "PUT" };
    const answer = { status: 204, headers: [
      ["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Methods", "PUT"], ["Access-Control-Max-Age", "900"],
    ] };
    assert.deepEqual(forecaster.learn(request, answer, { basis: "probed" }).maxAge,
      { verdict: "capped", askedFor: 900, keptFor: 600, limit: 600 });
    assert.equal(forecaster.predict(request).cache.state, "miss");
    forecaster.record(request);
    assert.equal(forecaster.predict(request).cache.state, "hit");
    const other = createForecaster({ origin, engine: "webkit" });
    other.learn(request, answer, { basis: "recorded" });
    assert.equal(other.predict(request).cache.basis, "recorded");
    assert.throws(() => other.learn(request, answer), { code: "invalid-basis" });
    assert.throws(() => other.learn(request, answer, { basis: "probed", at: 5n }), { code: "invalid-at" });
    other.clear();
    const ends = other.simulateAll([{ request }, { request }], () => ({ ...answer, after: 5 }));
    assert.deepEqual(ends.map(({ requests }) => requests.length), [2, 2]);
    assert.throws(() => other.simulateAll(5, () => null), { code: "invalid-calls" });
  });

  test("keeps a journal, says what it cost, and what would have helped", () => {
    const forecaster = createForecaster({ origin, engine: "chromium" });
    for (let call = 0; call < 10; call++) {
      forecaster.record({ url: `${url}?_=${1_700_000_000_000 + call}`, headers: [["X-Request-Id", `${call}`]] }, call);
    }
    const { window, endpoints, findings } = forecaster.report();
    assert.equal(window.requests, 10);
    assert.equal(endpoints[0].endpoint, "https://api.example/users/:id?_=:timestamp");
    assert.deepEqual(findings[0].engines[0], { engine: "chromium", cost: 9, left: 1 });
    assert.deepEqual(forecaster.whatIf(findings[0].changes)[0], { engine: "chromium", before: 10, after: 1, refused: 0 });
    const { toSimple } = forecaster.minimalSet({ url, headers: [["X-Request-Id", "1"]] });
    assert.ok(recipes().some(({ code }) => code === toSimple.steps[0].recipe));
    assert.throws(() => forecaster.whatIf([{ kind: "max-age", seconds: -1 }]), { code: "invalid-seconds" });
  });

  test("takes the current time by default, and the caller's where given", () => {
    const forecaster = createForecaster({ origin });
    const permissive = ({ kind }) => ({
      status: 200,
      headers: [
        ["Access-Control-Allow-Origin", origin],
        ...(kind === "preflight" ? [["Access-Control-Allow-Methods", "PUT"], ["Access-Control-Max-Age", "60"]] : []),
      ],
    });
    const request = { url, method: "PUT" };
    assert.equal(forecaster.simulate(request, permissive).requests.length, 2);
    assert.equal(forecaster.predict(request).cache.state, "hit");
    assert.equal(forecaster.predict(request, Date.now() + 50_000).cache.state, "hit");
    assert.equal(forecaster.predict(request, Date.now() + 70_000).cache.state, "miss");
    forecaster.clear();
    assert.equal(forecaster.predict(request).cache.state, "miss");
  });

  test("shows the server each request, and passes its error on", () => {
    const forecaster = createForecaster({ origin, engine: "chromium" });
    const seen = [];
    const simulation = forecaster.simulate({ url, method: "DELETE" }, (request) => void seen.push(request) ?? null);
    assert.deepEqual(seen, simulation.requests);
    assert.equal(seen[0].kind, "preflight");
    assert.equal(seen[0].method, "OPTIONS");
    assert.equal(simulation.outcome, "network-error");
    const error = new Error("the server's");
    const failing = () => {
      throw error;
    };
    assert.throws(() => forecaster.simulate({ url }, failing), (caught) => caught === error);
    assert.equal(forecaster.predict({ url }).verdict, "simple", "and stays usable");
  });

  test("two forecasters share nothing", () => {
    const one = createForecaster({ origin });
    const two = createForecaster({ origin: "https://api.example" });
    assert.equal(one.predict({ url }).verdict, "simple");
    assert.equal(two.predict({ url }).verdict, "same-origin");
  });

  test("gives plain objects that survive JSON", () => {
    const forecast = createForecaster({ origin }).predict({ url, method: "PUT" });
    assert.deepEqual(JSON.parse(JSON.stringify(forecast)), forecast);
    assert.equal(Object.getPrototypeOf(forecast), Object.prototype);
  });

  const wrong = {
    "no options": () => createForecaster(),
    "an origin that is no string": () => createForecaster({ origin: 1 }),
    "an origin with a path": () => createForecaster({ origin: "https://app.example/path" }),
    "an unknown engine": () => createForecaster({ origin, engine: "presto" }),
    "no description": () => createForecaster({ origin }).predict(),
    "a description without URL": () => createForecaster({ origin }).predict({}),
    "headers that are no pairs": () => createForecaster({ origin }).predict({ url, headers: { Accept: "x" } }),
    "a header value that is no string": () => createForecaster({ origin }).predict({ url, headers: [["Accept", 1]] }),
    "an unknown body kind": () => createForecaster({ origin }).predict({ url, body: { kind: "paper" } }),
    "an unknown API": () => createForecaster({ origin }).predict({ url, api: "carrier-pigeon" }),
    "a server that is no function": () => createForecaster({ origin }).simulate({ url }, {}),
    "a server's answer that is none": () => createForecaster({ origin }).simulate({ url }, () => "ok"),
    "a time that is no number": () => createForecaster({ origin }).predict({ url }, "now"),
    "a time that is not finite": () => createForecaster({ origin }).predict({ url }, NaN),
  };
  for (const [name, call] of Object.entries(wrong)) {
    test(`refuses ${name} with a coded TypeError`, () => {
      assert.throws(call, (error) => {
        assert.ok(error instanceof TypeError, `${error}`);
        assert.match(error.code ?? "(none)", /^[a-z]+(-[a-z]+)*$/);
        assert.match(error.message, /^cors-forecast: /);
        return true;
      });
    });
  }
});

describe("the module", () => {
  test("refuses with a coded error where its text was damaged, and again without a second attempt", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cors-forecast-"));
    try {
      await cp(packageFolder, folder, { recursive: true });
      const path = join(folder, "dist/core-wasm.js");
      const text = await readFile(path, "utf8");
      await writeFile(path, `${text.slice(0, text.length / 2)}";`);
      const damaged = await import(new URL("dist/standalone.js", `file://${folder}/`).href);
      const attempt = () => {
        try {
          return damaged.createForecaster({ origin });
        } catch (error) {
          return error;
        }
      };
      const error = attempt();
      assert.equal(error.code, "wasm-failed");
      assert.match(error.message, /^cors-forecast: its WebAssembly did not start: /);
      assert.equal(attempt(), error);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("on a server", () => {
  test("install does nothing", () => {
    const native = globalThis.fetch;
    const installation = install();
    assert.equal(globalThis.fetch, native);
    assert.equal(installation.active, false);
    assert.deepEqual(installation.reports(), []);
    installation.on(() => {})();
    installation.uninstall();
  });

  for (const name of ["index.js", "index.development.js", "index.production.js", "auto.js", "auto.development.js", "auto.production.js"]) {
    test(`${name} can be imported`, async () => {
      const native = globalThis.fetch;
      await entry(name);
      assert.equal(globalThis.fetch, native);
    });
  }
});

describe("loadCore", () => {
  /** In a process of its own each time, as a core is started once. */
  const started = async (source) => {
    const script = `
      const { createForecaster, loadCore } = await import(${JSON.stringify(new URL("dist/standalone.js", `file://${packageFolder}/`).href)});
      const { readFile } = await import("node:fs/promises");
      const bytes = await readFile(${JSON.stringify(join(packageFolder, "dist/core.wasm"))});
      let told;
      try {
        await loadCore(${source});
        told = createForecaster({ origin: "https://app.example" }).predict({ url: "https://api.example/", method: "PUT" }).verdict;
      } catch (error) {
        told = error.code + ": " + error.message;
      }
      console.log(told);
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    return stdout.trim();
  };
  const typed = (type) => `new Response(bytes, { headers: { "Content-Type": ${JSON.stringify(type)} } })`;

  for (const source of ["", "bytes", "bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)", typed("application/wasm"), typed("text/plain"), `Promise.resolve(${typed("application/wasm")})`]) {
    test(`takes ${source || "nothing"}`, async () => assert.equal(await started(source), "preflight"));
  }

  test("says why it can't", async () => {
    assert.match(await started("new Response('', { status: 404 })"), /^wasm-failed: cors-forecast: .* answered with 404/);
    assert.match(await started("bytes.subarray(0, 100)"), /^wasm-failed: cors-forecast: /);
  });
});
