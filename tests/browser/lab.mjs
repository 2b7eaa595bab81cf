// What the tests of the wrapper in Chromium share, ready once it is imported: the project's server, an API on another origin,
// and for each test an empty page with the messages of its console.

import { after, before, beforeEach } from "node:test";

import { consoleOf, openPage, startLab } from "./support.mjs";

let started;
export let server;
export let browser;
export let api;
/** The entry for pages without a bundler. */
export let entry;
export let page;
export let messages;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
  entry = `${server.page}/pkg/dist/standalone.js`;
});

after(() => started?.close());

beforeEach(async () => {
  await page?.context().close();
  use(await openPage(browser, server));
});

/** From now on the test's page is another one. */
export function use(other) {
  page = other;
  messages = consoleOf(page);
}

/** Runs `script` in the page with `{ install, native, api, sleep }` and the arguments, `native` being fetch before anything was installed. */
export const run = (script, ...args) => runIn(page, script, ...args);

export function runIn(page, script, ...args) {
  return page.evaluate(
    `(async () => {
      const native = globalThis.fetch;
      const { install } = await import(${JSON.stringify(entry)});
      const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
      return (${script})({ install, native, sleep, api: ${JSON.stringify(api.origin)} }, ...${JSON.stringify(args)});
    })()`,
  );
}

export const ofOurs = () => messages.filter(({ text }) => text.includes("[cors-forecast]"));

export const groups = () => ofOurs().filter(({ type }) => type === "startGroupCollapsed");
