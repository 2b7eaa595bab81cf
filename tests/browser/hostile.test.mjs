// What an attacker's page, other contexts of its origin, and servers say stays text in the panel.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { button, openApp, openSheet, sheet, showTab, STRICT } from "./panel-app.mjs";
import { startLab, until } from "./support.mjs";

let started;
let server;
let browser;
let api;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
});

after(() => started?.close());

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
