// The plugin in projects of webpack and Rspack, in a real Chromium.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { api, filesIn, open, probed, reported, serveFolder, STATE, until } from "./lab.mjs";
import { build, pluginOf, serve, TOOLS } from "./tools.mjs";

const page = (html, name) => `<!doctype html><html><head>${html}</head><body><script src="${name}"></script></body></html>`;

for (const tool of TOOLS) {
  describe(`${tool.name}'s development server`, { timeout: 240_000 }, () => {
    test("wraps before an inline classic script of the page's head, and reports what the first module calls", async () => {
      const { url } = await serve(tool);
      const { tab, messages } = await open(url);
      assert.deepEqual(await tab.evaluate("[window.inline, window.early]"), ["true", "true"]);
      assert.deepEqual(await reported(tab), [`${api.origin}/first/module`]);
      assert.deepEqual(messages.filter((text) => /thrown|is off/.test(text)), []);
      assert.equal(await tab.evaluate("document.head.firstElementChild.getAttribute('src')"), "/@cors-forecast/page.js");
      await tab.close();
    });

    test("teaches the page what the server answers: basis probed, and the real Max-Age", async () => {
      const { url, said } = await serve(tool);
      const { tab } = await open(url);
      const cache = await probed(tab, "/items/1");
      assert.deepEqual([cache.state, cache.entry.maxAge.askedFor], ["hit", 3600]);
      await until(() => said.some((text) => text.includes("preflights forecast") && text.includes("/items/:id")), "the summary is said");
      await tab.close();
    });
  });
}
