// What the browser's own timing says of forecasts, in three browsers: what is said is so, however busy the machine is.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";

import { ENGINES, openEngine } from "./engines.mjs";
import { serve } from "./support.mjs";

/**
 * An API: `/name?preflight=20&answer=100&age=600&close&hidden&to=/other` answers a preflight after 20 ms, and the rest after 100, is kept
 * for ten minutes, closes the connection, does not let timings be seen, and redirects. `methods(url)` are those that a URL has got.
 */
async function timedApi() {
  const seen = new Map();
  const server = createServer((request, response) => {
    const { searchParams: asked } = new URL(request.url, "http://localhost");
    const isPreflight = request.method === "OPTIONS";
    if (!seen.has(request.url)) seen.set(request.url, []);
    seen.get(request.url).push(request.method);
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Headers", "x-a");
    response.setHeader("Access-Control-Max-Age", asked.get("age") ?? "600");
    response.setHeader("Cache-Control", "no-store");
    if (!asked.has("hidden")) response.setHeader("Timing-Allow-Origin", "*");
    if (asked.has("close")) response.setHeader("Connection", "close");
    if (asked.has("to") && !isPreflight) response.writeHead(307, { Location: asked.get("to") });
    setTimeout(() => response.end(isPreflight ? "" : "ok"), Number(asked.get(isPreflight ? "preflight" : "answer")));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, methods: (url) => seen.get(url.slice(origin.length)), close: () => server.close() };
}

/**
 * Runs in the page: each URL is asked for `times` times, and before that, if `unseen`, once as somebody would of whom the wrapper
 * knows nothing. After each of `pauses`, in milliseconds, all are asked for again. Where there is `wait`, the browser says that each
 * request proper began so many milliseconds after its call, and no preflight takes as little. Gives `{ state, evidence, wait }` of all
 * reports of each; `wait` is what the browser itself has said of the last call.
 */
const ask = async (entry, urls, { times = 1, unseen = false, pauses = [], wait }) => {
  const native = globalThis.fetch;
  const Native = globalThis.PerformanceObserver;
  const sped = ({ name, startTime, fetchStart, requestStart, responseStart }) =>
    ({ name, startTime, fetchStart, requestStart: fetchStart + wait, responseStart: fetchStart + wait + responseStart - requestStart });
  if (wait) {
    globalThis.PerformanceObserver = class extends Native {
      constructor(callback) {
        super((list) => callback({ getEntries: () => list.getEntries().map(sped) }));
      }
    };
  }
  const installation = (await import(entry)).install();
  const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const call = async (fetch, url) => (await fetch(url, { headers: { "X-A": "1" } })).text();
  // One URL after the other: Firefox looks up even this host anew now and then, and trusts no older permission.
  for (const url of urls) {
    if (unseen) await call(native, url);
    await sleep(5);
    for (let time = 0; time < times; time++) await call(fetch, url);
  }
  for (const pause of pauses) {
    await sleep(pause);
    for (const url of urls) await call(fetch, url);
  }
  // The browser tells when it likes to.
  const calls = times + unseen + pauses.length;
  const isTold = (url) => performance.getEntriesByName(url).length === calls;
  for (let turn = 0; turn < 200 && !urls.every(isTold); turn++) await sleep(20);
  await sleep(500);
  // Values of a query are not in a report.
  const path = (url) => url.split("?")[0];
  const waited = (url) => performance.getEntriesByName(url).map(({ requestStart, fetchStart }) => requestStart - fetchStart).at(-1);
  const all = installation.reports().map(({ url, forecast, evidence }) => ({ url, state: forecast.cache.state, evidence }));
  return urls.map((url) => all.filter((report) => path(report.url) === path(url)).map((report) => ({ ...report, wait: waited(url) })));
};

for (const engine of ENGINES) {
  describe(`what the browser's timing says, in ${engine}`, { timeout: 240_000 }, () => {
    let server;
    let api;
    let browser;
    let pages = 0;
    before(async () => {
      [server, api] = await Promise.all([serve(), timedApi()]);
      browser = await openEngine(engine);
    });
    after(() => Promise.all([browser?.close(), server?.close(), api?.close()]));

    /** `count` URLs that nobody has asked for. */
    const fresh = (count, query, { origin } = api) => Array.from({ length: count }, () => `${origin}/${pages++}?${query}`);
    /** In a page that knows nothing of what earlier ones have asked for. */
    const reports = async (urls, how = {}) => {
      await browser.goto(`${server.page}/__demo/blank`);
      await browser.evaluate(async () => sessionStorage.clear());
      await browser.goto(`${server.page}/__demo/blank?${pages++}`);
      return browser.evaluate(ask, `${server.page}/pkg/dist/standalone.js`, urls, how);
    };
    /** The evidence of each URL's last report. */
    const evidenceOf = (all) => new Set(all.map((reports) => reports.at(-1).evidence));

    for (const [preflight, answer] of [[0, 0], [0, 30], [0, 120], [60, 60]]) {
      for (const close of ["", "&close"]) {
        const name = `${preflight} ms for a preflight, ${answer} for the answer${close ? ", and a connection for each" : ""}`;
        test(`a preflight that was sent is not refuted: ${name}`, async () => {
          const urls = fresh(8, `preflight=${preflight}&answer=${answer}${close}`);
          const all = await reports(urls);
          for (const [index, url] of urls.entries()) {
            assert.deepEqual(api.methods(url), ["OPTIONS", "GET"]);
            assert.equal(all[index][0].state, "miss");
          }
          assert.equal(evidenceOf(all).has("refuted"), false);
          // On one connection: some engines begin with the next one before the preflight.
          if (preflight === 60 && !close) assert.ok(evidenceOf(all).has("supported"), "a long one is seen");
        });
      }
    }

    test("a preflight that somebody else has spared is refuted by a wait that none takes, where the clock is fine enough", async () => {
      const urls = fresh(24, "preflight=25&answer=25");
      const all = await reports(urls, { unseen: true });
      for (const [{ state, evidence, wait }] of all) {
        assert.equal(state, "miss");
        assert.equal(evidence === "refuted", engine === "chromium" && wait < 0.95, `${evidence} after ${wait} ms`);
      }
    });

    test("of a hit a long wait, which a queue can be, says nothing", async () => {
      const urls = fresh(8, "preflight=60&answer=60&age=0");
      const all = await reports(urls, { times: 2 });
      assert.ok(urls.every((url) => `${api.methods(url)}` === "OPTIONS,GET,OPTIONS,GET"));
      assert.ok(all.every(([, { state }]) => state === "hit"));
      assert.deepEqual([...evidenceOf(all)], ["unknown"]);
    });

    test("nothing of a redirected request, whose last part alone is timed", async () => {
      const query = "preflight=30&answer=30";
      const others = fresh(8, query);
      const urls = others.map((other) => `${fresh(1, query)}&to=${encodeURIComponent(other)}`);
      const all = await reports([...others, ...urls]);
      assert.ok(urls.every((url) => `${api.methods(url)}` === "OPTIONS,GET"));
      assert.deepEqual([...evidenceOf(all.slice(8))], ["unknown"]);
    });

    if (engine === "chromium") {
      const query = "preflight=25&answer=25";

      test("where there was no time for a preflight, it is refuted, and a hit is supported", async () => {
        const spared = await reports(fresh(4, query), { unseen: true, wait: 0.5 });
        assert.deepEqual(spared.map(([{ state, evidence }]) => [state, evidence]), Array(4).fill(["miss", "refuted"]));
        const kept = await reports(fresh(4, query), { times: 2, wait: 0.5 });
        assert.deepEqual(kept.map(([, { state, evidence }]) => [state, evidence]), Array(4).fill(["hit", "supported"]));
      });

      test("what is refuted is learned from: the server's permission is kept for longer than was assumed", async () => {
        // Assumed are five seconds: after six nothing is forecast to be kept, nor after another six. The other server hides its timings.
        const other = await timedApi();
        const urls = [...fresh(1, query), ...fresh(1, `${query}&hidden`, other)];
        const [refuted, hidden] = await reports(urls, { pauses: [6000, 6000], wait: 0.5 });
        other.close();
        assert.deepEqual(refuted.map(({ state }) => state), ["miss", "miss", "hit"]);
        assert.equal(refuted[1].evidence, "refuted");
        assert.deepEqual(hidden.map(({ state }) => state), ["miss", "miss", "miss"]);
      });
    }

    test("nothing without Timing-Allow-Origin", async () => {
      const all = await reports(fresh(8, "preflight=60&answer=60&hidden"));
      assert.deepEqual([...evidenceOf(all)], ["unknown"]);
    });
  });
}
