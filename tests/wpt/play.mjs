// Goes to one test after the other in a browser, and takes the results from the document.

import { openEngine } from "../browser/engines.mjs";

/** Milliseconds: a little more than a test's own time limit, which report.js makes longer. */
const PATIENCE = 40_000;
const LONG_PATIENCE = 190_000;
const CLOSING = 10_000;
const POLL = 40;
/** How often a browser may fail to open before nothing more is tried. */
const OPENINGS = 3;

/** Runs in the page. */
function look() {
  const results = document.getElementById("__results__");
  return results && JSON.stringify({ path: location.pathname, text: results.textContent });
}

/**
 * Gives `told` what each test gave, in turn: `{ harness, tests, wrapper, others, served }`, or `{ lost, served }` if it never told,
 * `served` being what the server has noted. A browser that hangs or is gone costs one test.
 */
export async function playAll(engine, server, tests, told) {
  let browser;
  try {
    for (const test of tests) {
      browser ??= await opened(engine);
      await server.taken();
      const result = await playOne(browser, server, test);
      result.served = await server.taken();
      told(test, result, browser.version);
      if (result.lost !== undefined && !(await isWell(browser))) {
        await closed(browser);
        browser = undefined;
      }
    }
  } finally {
    if (browser) await closed(browser);
  }
}

async function opened(engine) {
  for (let left = OPENINGS; ; left--) {
    try {
      return await openEngine(engine, { foreign: true });
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}

const closed = (browser) => within(browser.close(), CLOSING).catch(() => {});

async function playOne(browser, server, { url, https, long }) {
  const origin = https ? server.secureOrigin : server.origin;
  const path = new URL(url, origin).pathname;
  const end = Date.now() + (long ? LONG_PATIENCE : PATIENCE);
  try {
    await within(browser.goto(origin + url), PATIENCE);
  } catch (error) {
    return { lost: `it can't be gone to: ${firstLine(error).replaceAll(/\d+ ms/g, "(so many) ms")}` };
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
