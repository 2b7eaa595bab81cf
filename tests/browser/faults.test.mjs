// Fail open: whatever fails on our side, the page's request goes out unchanged, and nobody is told more than once.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { consoleOf, openPage, startLab } from "./support.mjs";

let started;
let server;
let browser;
let api;
let entry;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
  entry = `${server.page}/pkg/dist/standalone.js`;
});

after(() => started?.close());

/** Faults of the core's: what `WebAssembly.Instance` is replaced by, given the real one's exports. */
const instead = (change) => `{
  const Real = WebAssembly.Instance;
  WebAssembly.Instance = class { constructor(...args) { this.exports = (${change})(new Real(...args).exports); } };
}`;
const trap = '() => { throw new WebAssembly.RuntimeError("unreachable"); }';

/**
 * `before` runs in the page before the package is imported, `options` are install()'s, `off`: whether the core is taken out
 * of service, `says`: what the one message says, if there is one.
 */
const faults = {
  "WebAssembly is missing": { before: "delete globalThis.WebAssembly", off: true, says: /no WebAssembly/ },
  "the module can't be compiled": {
    before: 'WebAssembly.Module = function () { throw new WebAssembly.CompileError("broken"); }',
    off: true,
    says: /broken/,
  },
  "the module can't be instantiated": {
    before: 'WebAssembly.Instance = function () { throw new WebAssembly.LinkError("unlinked"); }',
    off: true,
    says: /unlinked/,
  },
  "the module has no memory left": {
    before: 'WebAssembly.Instance = function () { throw new RangeError("could not allocate memory"); }',
    off: true,
    says: /allocate memory/,
  },
  "memory can't grow, and the core traps at once": {
    before: instead(`(exports) => ({ ...exports, begin: ${trap} })`),
    off: true,
    says: /unreachable/,
  },
  "the core traps in a forecast": {
    before: instead(`(exports) => ({ ...exports, call: ${trap} })`),
    off: true,
    says: /unreachable/,
  },
  "the core says what is no JSON": {
    before: instead("(exports) => ({ ...exports, call: () => exports.begin(64) })"),
    options: "{}",
  },
  "a listener throws": {
    then: 'installation.on(() => { throw new Error("theirs"); })',
    says: /A listener threw/,
  },
  "onFinding throws": {
    options: '{ level: "findings", onFinding() { throw new Error("theirs"); } }',
    says: /onFinding threw/,
  },
  "redact throws": { options: '{ redact() { throw new Error("theirs"); } }', says: /redact threw/ },
  "redact gives no text": { options: "{ redact: () => 7 }" },
  "include throws": { options: '{ include() { throw new Error("theirs"); } }', says: /include threw/ },
  "exclude throws": { options: '{ exclude: [() => { throw new Error("theirs"); }] }', says: /exclude threw/ },
  "options are wrong": { options: "{ engine: 'presto' }", says: /leaves engine out: it must be one of chromium,firefox/ },
  "options are unknown": { options: "{ log: true }", says: /leaves log out: it is none of engine,/ },
  "sessionStorage has garbage": { before: 'sessionStorage.setItem("cors-forecast", "{{{")' },
  "sessionStorage has another version's records": {
    before: `sessionStorage.setItem("cors-forecast", '{"version":99,"records":[["chromium x","e","",1]]}')`,
  },
  "sessionStorage has records that are none": {
    before: `sessionStorage.setItem("cors-forecast", JSON.stringify({ version: 2, records: [null, 7, [], [1, 2, 3], ["chromium " + origin, "e" + origin + " ${"${api}"}/a", "garbage", 9e15]] }))`,
  },
  "sessionStorage may not be touched": {
    before: `Object.defineProperty(globalThis, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } })`,
  },
  "sessionStorage is full": {
    before: `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }`,
    then: 'dispatchEvent(new PageTransitionEvent("pagehide"))',
  },
  "BroadcastChannel is missing": { before: "delete globalThis.BroadcastChannel" },
  "BroadcastChannel throws": { before: 'globalThis.BroadcastChannel = class { constructor() { throw new Error("no"); } }' },
  "another tab sends garbage": {
    then: `{ const channel = new BroadcastChannel("cors-forecast");
      for (const message of [1, null, {}, { version: 1 }, { version: 1, records: [1, [], ["", "", ""]] }]) channel.postMessage(message); }`,
  },
  "PerformanceObserver is missing": { before: "delete globalThis.PerformanceObserver" },
  "requestIdleCallback is missing": { before: "delete globalThis.requestIdleCallback" },
  "fetch is locked": {
    before: 'Object.defineProperty(globalThis, "fetch", { writable: false, configurable: false })',
    says: /locked/,
    unseen: true,
  },
  "XMLHttpRequest's methods are locked": {
    before: 'Object.defineProperty(XMLHttpRequest.prototype, "send", { writable: false, configurable: false })',
    says: /locked/,
  },
};

describe("fail open", { timeout: 240_000 }, () => {
  for (const [name, { before = "", options = "{}", then = "", off = false, says, unseen }] of Object.entries(faults)) {
    test(name, async () => {
      const page = await openPage(browser, server);
      const messages = consoleOf(page);
      const errors = [];
      page.on("pageerror", (error) => errors.push(error));
      api.requests.length = 0;
      const facts = await page.evaluate(`(async () => {
        const api = ${JSON.stringify(api.origin)};
        ${before.replaceAll("${api}", api.origin)};
        const native = globalThis.fetch;
        const { install } = await import(${JSON.stringify(entry)});
        const installation = install(${options});
        ${then};
        const statuses = [];
        for (let i = 0; i < 3; i++) {
          const response = await fetch(api + "/a", { method: "PUT", headers: { "X-A": "1" }, body: "b" });
          statuses.push(response.status, (await response.json()).body);
          const xhr = new XMLHttpRequest();
          xhr.open("POST", api + "/b");
          xhr.setRequestHeader("X-B", "1");
          await new Promise((resolve) => { xhr.onloadend = resolve; xhr.send("c"); });
          statuses.push(xhr.status);
          installation.reports();
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        const active = installation.active;
        const seen = installation.reports().length;
        installation.uninstall();
        return { statuses, active, seen, back: globalThis.fetch === native };
      })()`);
      await page.context().close();

      assert.deepEqual(facts.statuses, Array(3).fill([200, "b", 200]).flat(), "what the page gets");
      const sent = api.requests.filter(({ method }) => method !== "OPTIONS");
      assert.deepEqual(
        sent.map(({ method, url, headers, body }) => [method, url, headers["x-a"] ?? headers["x-b"], body]),
        Array(3).fill([["PUT", "/a", "1", "b"], ["POST", "/b", "1", "c"]]).flat(),
        "what the server gets",
      );
      assert.equal(facts.active, !off, "at work");
      assert.equal(facts.back, true, "the original is back");
      if (!off && !unseen && !/include|no JSON/.test(name)) assert.ok(facts.seen > 0, "it goes on reporting");
      const ours = messages.filter(({ text }) => text.includes("[cors-forecast]") && !/forecast for/.test(text));
      assert.equal(ours.length, says ? 1 : 0, ours.map(({ text }) => text).join("\n"));
      if (says) assert.match(ours[0].text, says);
      assert.deepEqual(errors, [], "no error of ours reaches the page");
    });
  }
});
