// What holds of any input of what a page keeps between calls and over reloads: bounded, and the same each time.

import assert from "node:assert/strict";
import fc from "fast-check";

import { createForecaster } from "../../dist/pkg/dist/standalone.js";
import { PAGE, anything, hold, line, mostly, source, token } from "./properties.mjs";

const { createLater } = await source("core");
const { BODY } = await source("hooks/call");
const { createRecords } = await source("records");
const { createShare } = await source("share");

const key = fc.constantFrom("pa", "pb", "pc", "la", "lb");
const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constant("put"), key, token, fc.integer({ min: 0, max: 9 })),
    fc.tuple(fc.constantFrom("take"), key, token, fc.integer({ min: 0, max: 9 })),
    fc.tuple(fc.constantFrom("remove", "victim", "undo"), key, token, fc.integer({ min: 0, max: 9 })),
  ),
  { maxLength: 40 },
);

hold("records are what a list of them would be", steps, (all) => {
  const told = [];
  const records = createRecords((...record) => told.push(record));
  let list = [];
  const put = (record) => (list = [...list.filter(([known]) => known !== record[0]), record]);
  let undo = [];
  const puts = [];
  for (const [step, name, text, until] of all) {
    const shelf = list.filter(([known]) => known[0] === name[0]);
    if (step === "put") {
      const before = list.find(([known]) => known === name);
      undo.push(() => {
        if (list.find(([known]) => known === name)?.[1] !== text) return;
        if (before) put(before);
        else list = list.filter(([known]) => known !== name);
      });
      puts.push([name, text, until]);
    }
    if (step === "put" || step === "take") {
      records[step](name, text, until);
      put([name, text, until]);
    } else if (step === "remove") {
      records.remove(name);
      list = list.filter(([known]) => known !== name);
    } else if (step === "victim") {
      const expected = shelf.find(([, , end]) => end <= until) ?? shelf[0];
      assert.equal(records.victim(name, until), expected?.[0]);
    } else {
      records.undo.reverse().forEach((back) => back());
      undo.reverse().forEach((back) => back());
      records.undo = [];
      undo = [];
    }
    assert.equal(records.get(name), list.find(([known]) => known === name)?.[1]);
    assert.equal(records.count(name), list.filter(([known]) => known[0] === name[0]).length);
    const live = list.filter(([, , end]) => end > until).map(String).sort();
    assert.deepEqual(records.live(until).map(String).sort(), live);
  }
  assert.deepEqual(told, puts);
});

/** What is in the storage that a page has for its tabs. */
let stored = null;
const storage = { getItem: () => stored, setItem: (_, text) => (stored = text) };
globalThis.Storage = function Storage() {};
globalThis.Storage.prototype = storage;
Object.defineProperty(globalThis, "sessionStorage", { configurable: true, get: () => storage });

const record = fc.tuple(fc.constant(`chromium ${PAGE}`), token, line, fc.constantFrom(null, 1, 1e15));
const states = fc.oneof(
  fc.json(),
  anything,
  fc.constant(null),
  fc.record({ version: fc.constantFrom(2, 2, 1, "2"), records: mostly(fc.array(mostly(record))) }).map((state) => JSON.stringify(state)),
);

hold("whatever is stored, a page gets its records", states, (state) => {
  stored = state;
  const share = createShare();
  try {
    const kept = share.keep("chromium", PAGE);
    for (const [name, text] of kept.live(0)) {
      assert.deepEqual([typeof name, typeof text], ["string", "string"]);
      assert.equal(kept.get(name), text);
    }
    // The core reads them.
    kept.put("pitself", "x", Infinity);
    assert.equal(kept.get("pitself"), "x");
  } finally {
    share.stop();
  }
});

// The module that watches a page, as it ships, with the sources that write its calls.
const core = createLater().start();

const values = fc.oneof(line, fc.constantFrom("application/json", "text/plain", "bytes=0-9"));
const headers = fc.uniqueArray(fc.tuple(fc.oneof(token, fc.constantFrom("Content-Type", "Accept", "Range", "Authorization")), values), { maxLength: 6, selector: ([name]) => name.toLowerCase() });
const maybe = (...texts) => fc.constantFrom(undefined, ...texts);
const calls = fc.record({ method: fc.oneof(maybe("GET", "PUT", "POST", "patch", "TRACE"), token), mode: maybe("cors", "no-cors", "same-origin"), credentials: maybe("omit", "include"), cache: maybe("no-store"), redirect: maybe("error"), headers, kind: fc.constantFrom(...Object.keys(BODY)), keepalive: fc.boolean(), length: maybe(0, 65_537) });

hold("a call in bytes has the forecast of the same as an object", calls, fc.constantFrom("chromium", "firefox", "webkit", "standard"), ({ headers: pairs, kind, length, ...init }, engine) => {
  const url = new URL("https://api.example/items");
  const call = { api: 0, url: url.href, body: BODY[kind], bodyLength: length, uploadListener: false, sync: false, headers: pairs.flat(), ...init };
  const shelves = createRecords(() => {});
  const told = core.forecast({ engine, origin: PAGE, context: "window" }, call, url, shelves, 0);
  const request = { url: url.href, headers: pairs, body: { kind, length }, ...init };
  const forecast = createForecaster({ origin: PAGE, engine }).predict(JSON.parse(JSON.stringify(request)), 0);
  assert.equal(told.verdict, forecast.verdict);
  assert.deepEqual(told.triggers.map(({ code }) => code), forecast.triggers.map(({ code }) => code));
  assert.deepEqual(told.preflight, forecast.preflight);
});

const ENGINES = ["chromium", "firefox", "webkit", "standard"];
const api = (path) => new URL(path, "https://api.example/");
const urls = fc.constantFrom("items/1", "items/2", "items/1?q=2", "a").map(api);
const asked = fc.record({ method: maybe("PUT", "DELETE"), credentials: maybe("omit", "include"), headers: fc.subarray(["X-A", "Authorization", "Content-Type"]).map((names) => names.flatMap((name) => [name, "application/json"])) });
const answers = fc.record({ status: fc.constantFrom(204, 204, 204, 401), headers: fc.tuple(...Object.entries({ "Access-Control-Allow-Origin": ["*", PAGE], "Access-Control-Allow-Credentials": ["true"], "Access-Control-Allow-Methods": ["PUT", "*", "PUT, DELETE"], "Access-Control-Allow-Headers": ["*", "x-a", "X-A, authorization, content-type"], "Access-Control-Max-Age": ["600", "5", "0", "x", "99999999999999999999"] }).map(([name, texts]) => fc.constantFrom(undefined, ...texts).map((text) => text && [name, text]))).map((pairs) => pairs.filter(Boolean)) });
const called = (members, url) => ({ api: 0, url: url.href, body: 0, uploadListener: false, sync: false, keepalive: false, ...members });
const events = fc.array(fc.tuple(urls, asked, fc.option(answers, { nil: undefined }), fc.boolean()), { maxLength: 8 });

hold("a page that is loaded anew foresees what it would have without that", events, fc.constantFrom(...ENGINES), (all, engine) => {
  const page = { engine, origin: PAGE, context: "window" };
  const before = createRecords(() => {});
  all.forEach(([url, members, answer, recorded], at) => {
    core.forecast(page, called(members, url), url, before, at * 1000);
    if (answer) core.learn(page, called(members, url), url, before, at * 1000, answer, recorded);
  });
  const now = all.length * 1000;
  const anew = createRecords(() => {});
  for (const [name, text, until] of JSON.parse(JSON.stringify(before.live(now)))) anew.take(name, text, until ?? Infinity);
  const seconds = fc.sample(fc.integer({ min: 0, max: 700 }), { numRuns: 3, seed: now });
  for (const [url, members] of all) {
    for (const later of seconds.map((second) => now + second * 1000)) {
      const [kept, live] = [before, anew].map((records) => core.forecast(page, called(members, url), url, copied(records), later));
      assert.deepEqual(told(live), told(kept));
    }
  }
});

/** A forecast less what a miss says of an entry that has ended: it is not put aside. */
function told({ cache: { state, basis, reason, entry, ...cache }, ...forecast }) {
  return { ...forecast, cache: { ...cache, state, ...(state === "hit" && { basis, entry }) } };
}

/** The same records, for a call to change. */
function copied(records) {
  const copy = createRecords(() => {});
  for (const record of records.live(-1).reverse()) copy.take(...record);
  return copy;
}

const numbers = fc.oneof(fc.constantFrom("0", "1", "2", "600", "18446744073709551615", "18446744073709551616", "99999999999999999999999", "-1", "1e9", ""), fc.nat().map(String));
const written = fc.array(fc.oneof({ weight: 3, arbitrary: numbers }, fc.constantFrom("PUT", "*", "x-a", "authorization", "Access-Control-Max-Age", "Access-Control-Allow-Origin", api("items/1").href), anything), { maxLength: 16 }).map((lines) => lines.map((text) => `${text}\n`).join(""));

hold("whatever the records are, a call has the same verdict and reasons", urls, asked, answers, written, fc.constantFrom(...ENGINES), (url, members, answer, text, engine) => {
  const page = { engine, origin: PAGE, context: "window" };
  const put = [];
  const records = { get: () => text, put: (...record) => put.push(record), remove() {}, count: () => 1e9, victim: () => text };
  const told = core.forecast(page, called(members, url), url, records, 0);
  core.learn(page, called(members, url), url, records, 0, answer, true);
  const fresh = core.forecast(page, called(members, url), url, createRecords(() => {}), 0);
  for (const part of ["verdict", "triggers", "preflight"]) assert.deepEqual(told[part], fresh[part]);
  assert.ok(["hit", "miss", "not-needed"].includes(told.cache.state), told.cache.state);
  for (const [name, record, until] of put) assert.deepEqual([typeof name, typeof record, typeof until], ["string", "string", "number"]);
});
