// What the tests of the site's pages share: a page that is watched for messages, and the rules of accessibility.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { consoleOf, launch, serve } from "./support.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The server and a browser: `{ open, close, server }`. */
export async function startPages() {
  const [server, browser] = await Promise.all([serve(), launch()]);

  /** Opens a page with leave to use the clipboard. `messages` is what it printed; nothing should be. */
  async function open(path, { colorScheme = "light", viewport = { width: 1280, height: 900 } } = {}) {
    const context = await browser.newContext({ colorScheme, viewport, permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    const messages = consoleOf(page);
    page.on("pageerror", ({ message }) => messages.push({ type: "error", text: message }));
    await page.goto(`${server.page}/${path}`);
    await page.locator("#app > :not(.waits)").waitFor();
    return { page, messages };
  }

  return { open, server, close: () => Promise.all([browser.close(), server.close()]) };
}

/** Fails with each violation of the rules that axe knows, in shadow roots, too. */
export async function assertAccessible(page) {
  await page.evaluate(await readFile(AXE, "utf8"));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary})`).join("; ")}`);
  assert.deepEqual(told, []);
}

/** No wider than its window, in the narrowest that there is. */
export async function assertFits(page) {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is wider than its window");
}

export const clipboardOf = (page) => page.evaluate(() => navigator.clipboard.readText());
