// Pages, their other contexts and their servers as an attacker would have them: what they have replaced does not keep a request
// from going out, and what they say stays text in the panel.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { button, openApp, openSheet, sheet, showTab, STRICT } from "./panel-app.mjs";
import { openPage, startLab, until } from "./support.mjs";

let started;
let server;
let browser;
let api;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
});

after(() => started?.close());

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

/** Runs in the page: each of them in its turn does `how`, while requests are made. Tells what did not come to what it should. */
const hostile = async ([entry, url, how]) => {
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
  let turn = 0;
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
  return { wrong, errors, unready, turn };
};

describe("a hostile page", { timeout: 560_000 }, () => {
  for (const how of ["throws", "lies", "gives nothing"]) {
    test(`whose own functions are replaced by what ${how} has its requests sent as without us`, async () => {
      const page = await openPage(browser, server);
      await page.evaluate(`globalThis.replaced = () => ${REPLACED}`);
      const { wrong, errors, unready, turn } = await page.evaluate(hostile, [`${server.page}/pkg/dist/standalone.js`, api.origin, how]);
      assert.deepEqual({ wrong, unready }, { wrong: [], unready: [] });
      // Not yet none: SECURITY.md says what is left. Only of what was replaced, and only a few.
      assert.ok(errors.length <= 20, errors.join("\n"));
      assert.ok(turn > 50, `${turn} were replaced`);
      await page.context().close();
    });
  }
});

const MARKUP = '<img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script>\u202e';

describe("what is said in the panel", { timeout: 120_000 }, () => {
  /** All that the panel has, its shadow roots included, and whether anything in it is more than text. */
  const inspect = (page) => page.evaluate(() => {
    const roots = [document.querySelector("cors-forecast-panel").shadowRoot];
    const found = { owned: globalThis.owned, elements: [], links: [], text: "" };
    for (const root of roots) {
      found.text += root.textContent;
      for (const node of root.querySelectorAll("*")) {
        if (node.shadowRoot) roots.push(node.shadowRoot);
        if (/^(img|script|iframe|object|embed|base|meta)$/i.test(node.localName)) found.elements.push(node.localName);
        for (const { name, value } of node.attributes) {
          if (/^on/i.test(name)) found.elements.push(name);
          if (/^(href|src|action|formaction)$|:href$/i.test(name) && !/^(https?:|blob:|#)/.test(value)) found.links.push(value);
        }
      }
    }
    return found;
  });

  test("by other contexts of the origin stays text, and leads nowhere", async () => {
    const { page } = await openApp(browser, server, api);
    await openSheet(page);
    await page.evaluate((markup) => {
      const trigger = { code: markup, kind: "header", text: markup, spec: "javascript:globalThis.owned=1", name: markup };
      const forecast = {
        verdict: "preflight", triggers: [trigger], advice: [{ code: markup, text: markup, recipe: markup, spec: "javascript:globalThis.owned=1" }],
        cache: { state: "miss", basis: "none", entry: null, text: markup }, preflight: { method: "OPTIONS", url: markup, headers: [[markup, markup]] },
      };
      const report = { id: 1, at: Date.now(), api: "fetch", method: markup, url: `https://evil.example/${markup}`, endpoint: `https://evil.example/${markup}`, engine: "chromium", evidence: "unknown", forecast };
      const channel = new BroadcastChannel("cors-forecast.panel");
      channel.postMessage({ version: 1, realm: markup, from: "worker", reports: [report] });
    }, MARKUP);
    await page.locator("cors-forecast-panel .shown tbody button").first().waitFor();
    const atFirst = await inspect(page);
    assert.ok(atFirst.text.includes("onerror"), "it is shown at all");
    assert.deepEqual([atFirst.owned, atFirst.elements, atFirst.links], [undefined, [], []]);
    for (const name of ["findings", "timeline", "caches", "settings"]) {
      if ((await sheet(page).count()) === 0) break;
      await showTab(page, name);
      const { owned, elements, links } = await inspect(page);
      assert.deepEqual([owned, elements, links], [undefined, [], []], name);
    }
    await page.context().close();
  });

  test("by URLs, header names and servers stays text, with a strict policy and without", async () => {
    for (const csp of [undefined, STRICT]) {
      const { page } = await openApp(browser, server, api, { csp });
      await page.evaluate(async ([origin, markup]) => {
        const call = (path, init) => fetch(origin + path, init).catch(() => {});
        await call(`/${markup}?${markup}=${markup}#${markup}`, { method: "PUT" });
        await call("/a", { headers: { "X-'onerror'`": markup } });
        await call("/%3Cimg%20src=x%20onerror=globalThis.owned=1%3E", { method: "DELETE" });
        await call("/b", { method: "<script>" });
      }, [api.origin, MARKUP]);
      await until(async () => Number(await button(page).innerText()) >= 1, "preflights are counted", 30_000);
      await openSheet(page);
      for (const name of ["endpoints", "findings", "timeline", "caches"]) {
        await showTab(page, name);
        const { owned, elements, links, text } = await inspect(page);
        assert.ok(name !== "endpoints" || /img|onerror/.test(text), text);
        assert.deepEqual([owned, elements, links], [undefined, [], []], name);
      }
      await page.context().close();
    }
  });
});
