// Whether everyone can use the panel, as far as axe can tell: names, roles, focus, contrast, in each of its tabs.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";

import { button, makeCalls, openApp, openSheet, showTab, untilCounted } from "./panel-app.mjs";
import { startLab } from "./support.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let started;
let server;
let browser;
let api;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
});

after(() => started?.close());

describe("for everyone", { timeout: 180_000 }, () => {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing wrong, ${colorScheme}`, async () => {
      const { page } = await openApp(browser, server, api, { viewport: { width: 1280, height: 800 }, colorScheme });
      const inSheet = (selector) => page.locator(`cors-forecast-panel ${selector}`);
      await page.addScriptTag({ path: axe });
      const wrong = async (what) => {
        const { violations } = await page.evaluate(() => axe.run(document.querySelector("cors-forecast-panel")));
        return violations.map(({ id, nodes }) => `${what}: ${id} ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`);
      };
      // Mounted only after the module has been evaluated.
      await button(page).waitFor();
      const found = [...(await wrong("button"))];
      await makeCalls(page, api);
      await untilCounted(page, 4);
      await openSheet(page);
      for (const name of ["endpoints", "findings", "timeline", "caches", "settings"]) {
        await showTab(page, name);
        if (name === "endpoints") await inSheet(".shown tbody button").first().click();
        if (name === "findings") await inSheet(".shown summary").first().click();
        if (name === "timeline") await inSheet(".shown button.call").first().click();
        await page.waitForTimeout(100);
        found.push(...(await wrong(name)));
      }
      assert.deepEqual(found, []);
      await page.context().close();
    });
  }
});
