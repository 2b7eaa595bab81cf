// Goes to one test after the other in a browser, and takes the results from the document.

import { openEngine } from "../browser/engines.mjs";

/** Milliseconds: a little more than a test's own time limit. */
const PATIENCE = 14_000;
const LONG_PATIENCE = 66_000;
const POLL = 40;

/** Runs in the page. */
function look() {
  const results = document.getElementById("__results__");
  return results && JSON.stringify({ path: location.pathname, text: results.textContent });
}

/** What each test gave, by URL: `{ harness, tests, wrapper }`, or `{ lost }` if it never told. `told` hears of each. */
export async function playAll(engine, server, tests, told = () => {}) {
  const results = new Map();
  let browser;
  try {
    for (const test of tests) {
      browser ??= await openEngine(engine, { foreign: true });
      const result = await playOne(browser, server, test);
      results.set(test.url, result);
      told(test, result);
      if (result.lost !== undefined && !(await isWell(browser))) {
        await browser.close().catch(() => {});
        browser = undefined;
      }
    }
    return { results, version: browser?.version };
  } finally {
    await browser?.close().catch(() => {});
  }
}

async function playOne(browser, server, { url, https, long }) {
  const origin = https ? server.secureOrigin : server.origin;
  const path = new URL(url, origin).pathname;
  const end = Date.now() + (long ? LONG_PATIENCE : PATIENCE);
  try {
    await within(browser.goto(origin + url), PATIENCE);
  } catch (error) {
    return { lost: `it can't be gone to: ${firstLine(error)}` };
  }
  while (Date.now() < end) {
    // In the middle of a navigation nothing can be asked.
    const seen = await within(browser.look(look), PATIENCE).catch(() => null);
    const found = resultsIn(seen);
    if (found?.path === path) {
      await within(browser.tidy(), PATIENCE).catch(() => {});
      return JSON.parse(found.text);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  await within(browser.tidy(), PATIENCE).catch(() => {});
  return { lost: "no results in time" };
}

/** A page may have changed what the browser's driver works with (`Object.prototype.then`), so that it gives something else. */
function resultsIn(seen) {
  try {
    return JSON.parse(seen);
  } catch {
    return null;
  }
}

async function isWell(browser) {
  try {
    await within(browser.goto("about:blank"), 3000);
    return true;
  } catch {
    return false;
  }
}

function within(promise, milliseconds) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function firstLine(error) {
  return String(error?.message ?? error).split("\n")[0];
}
