// A page whose code is somebody else's, in three browsers: what it has replaced keeps no request from going out as it would without
// us, and what then fails in the wrapper is nothing that the page hears of.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { ENGINES, openEngine } from "./engines.mjs";
import { endpoint, serve } from "./support.mjs";

/** Functions that one script in the page replaces, one after the other. */
const AT_ONCE = 12;

/** What the page replaces, as `[holder, name]`. Without these it could not send a request by itself, or wait for an answer. */
const REPLACED = `[
  [JSON, "parse"], [JSON, "stringify"],
  [Map.prototype, "get"], [Map.prototype, "set"], [Map.prototype, "has"], [Map.prototype, Symbol.iterator],
  [Set.prototype, "has"], [Set.prototype, "add"], [WeakMap.prototype, "get"], [WeakMap.prototype, "set"],
  [Array.prototype, Symbol.iterator], [Array.prototype, "push"], [Array.prototype, "map"], [Array.prototype, "filter"],
  [Array.prototype, "join"], [Array.prototype, "slice"], [Array, "from"], [Array, "isArray"],
  [String.prototype, "replace"], [String.prototype, "split"], [String.prototype, "slice"], [String.prototype, "indexOf"],
  [String.prototype, "toLowerCase"], [String.prototype, "charCodeAt"], [String.prototype, "startsWith"],
  [RegExp.prototype, "exec"], [RegExp.prototype, "test"],
  [Object, "keys"], [Object, "entries"], [Object, "assign"], [Object, "create"], [Object, "defineProperty"],
  [Object, "getOwnPropertyDescriptor"], [Object, "getPrototypeOf"], [Object.prototype, "hasOwnProperty"], [Object.prototype, "toString"],
  [Reflect, "apply"], [Reflect, "get"], [Reflect, "ownKeys"], [Reflect, "construct"], [Function.prototype, "call"],
  [Function.prototype, "apply"], [Function.prototype, "bind"], [Function.prototype, "toString"],
  [Date, "now"], [performance, "now"], [performance, "getEntriesByName"], [Math, "min"], [Math, "max"], [Math, "random"],
  [TextEncoder.prototype, "encode"], [TextEncoder.prototype, "encodeInto"], [TextDecoder.prototype, "decode"],
  [Uint8Array.prototype, "set"], [Uint8Array.prototype, "subarray"], [globalThis, "URL"], [globalThis, "Headers"], [globalThis, "Error"],
  [Headers.prototype, "forEach"], [Headers.prototype, "get"], [Headers.prototype, Symbol.iterator], [Storage.prototype, "setItem"],
  [globalThis, "queueMicrotask"], [globalThis, "requestIdleCallback"], [console, "warn"], [console, "groupCollapsed"],
]`;

/** Runs in the page: each of them in its turn, from the `first` on, does `how` while requests are made. Tells what went wrong. */
const hostile = async (entry, url, how, first) => {
  const REPLACED = globalThis.replaced();
  const later = setTimeout;
  const wait = (time) => new Promise((resolve) => later(resolve, time));
  const Native = XMLHttpRequest;
  const trap = new Proxy(function () {}, new Proxy({}, { get: () => () => { throw new TypeError("hostile"); } }));
  const act = { throws() { throw new TypeError("hostile"); }, lies: () => trap, "gives nothing": () => undefined }[how];
  const errors = [];
  addEventListener("error", (event) => { errors.push(event.message); });
  addEventListener("unhandledrejection", (event) => { errors.push(`${event.reason}`); });
  const viaXhr = () => new Promise((resolve) => {
    const xhr = new Native();
    xhr.open("POST", `${url}/b`);
    xhr.setRequestHeader("X-B", "1");
    xhr.onloadend = () => resolve(xhr.status);
    xhr.send("c");
  });
  const wrong = [];
  const unready = [];
  let turn = first;
  for (const [holder, name] of REPLACED) {
    const native = Object.getOwnPropertyDescriptor(holder, name);
    if (!native) continue;
    // A wrapper for each, at work: what one of them puts out of service must not hide what the next one breaks.
    const installation = (await import(`${entry}?${turn++}`)).install();
    await fetch(`${url}/warm`, { method: "PUT" });
    for (let waits = 0; waits < 400 && installation.reports().length === 0; waits++) await wait(20);
    if (!installation.active || installation.reports().length === 0) unready.push(String(name));
    const define = Object.defineProperty;
    define(holder, name, { ...native, value: act });
    const seen = [];
    try {
      const promise = fetch(`${url}/a`, { method: "PUT", headers: { "X-A": "1" }, body: "b" });
      seen[0] = (await promise).status;
      seen[1] = await viaXhr();
      seen[2] = navigator.sendBeacon(`${url}/c`, "x");
      await wait(50);
    } catch (error) {
      seen[3] = error;
    }
    define(holder, name, native);
    // What was said is read while everything is whole again.
    if (seen[0] !== 200 || seen[1] !== 200 || seen[2] !== true || seen[3]) wrong.push(`${String(name)}: ${seen.map(String)}`);
    installation.uninstall();
  }
  return { wrong, errors, unready, turns: turn - first };
};

describe("a hostile page", { concurrency: ENGINES.length, timeout: 580_000 }, () => {
  for (const engine of ENGINES) describe(engine, { concurrency: 1 }, () => suite(engine));
});

function suite(engine) {
  const lab = {};

  before(async () => {
    lab.server = await serve();
    lab.api = await endpoint();
    lab.browser = await openEngine(engine);
  });

  after(async () => {
    await lab.browser?.close();
    await lab.api?.close();
    await lab.server?.close();
  });

  for (const how of ["throws", "lies", "gives nothing"]) {
    test(`whose own functions are replaced by what ${how} has its requests sent as without us`, async () => {
      const { browser, server, api } = lab;
      const told = { wrong: [], unready: [], errors: [] };
      let replaced = 0;
      for (let first = 0; ; first += AT_ONCE) {
        await browser.goto(`${server.page}/__demo/blank`);
        const all = await browser.evaluate(`async (count, first) => {
          globalThis.replaced = () => ${REPLACED}.slice(first, first + count);
          return ${REPLACED}.length;
        }`, AT_ONCE, first);
        if (first >= all) break;
        const { turns, ...found } = await browser.evaluate(hostile, `${server.page}/pkg/dist/standalone.js`, api.origin, how, first);
        for (const [name, list] of Object.entries(found)) told[name].push(...list);
        replaced += turns;
      }
      assert.deepEqual(told, { wrong: [], unready: [], errors: [] });
      assert.ok(replaced > 50, `${replaced} were replaced`);
    });
  }
}
