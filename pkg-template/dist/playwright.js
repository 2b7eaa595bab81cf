// `cors-forecast/playwright`: a fixture that watches all pages of a test, and a matcher for its preflights.

import { readFile } from "node:fs/promises";

import { expect as expectOf, test as testOf } from "@playwright/test";

import { compare } from "./testing/baseline.js";
import { preflightsIn, seenIn } from "./testing/judged.js";

/** What pages call with a report, and where each of them keeps its installation. */
const TELL = "__corsForecastReport";
const STATE = 'globalThis[Symbol.for("cors-forecast.v1")]?.installation';

/** Milliseconds between two looks for calls that are not reported yet. */
const EAGER = 20;

/** Milliseconds in which a worker has to answer. Some wait for another thread and never do; they are asked once. */
const PATIENCE = 10_000;
const mute = new WeakSet();

/** A name for each worker. */
const names = new WeakMap();
let count = 0;
function nameOf(worker) {
  if (!names.has(worker)) names.set(worker, `worker ${++count}`);
  return names.get(worker);
}

/** Of each context that is watched: what its pages have reported. */
const watched = new WeakMap();

/**
 * Watches what all pages of a context will ask for, from before their first script: `{ reports(), findings(), preflights() }`.
 * For contexts that a test makes itself; the fixture does it for the test's own.
 */
export async function watchContext(context, options = {}) {
  const known = watched.get(context);
  if (known) return known;
  const reports = new Map();
  const take = (list) => list.forEach(([key, report]) => reports.set(key, report));
  await context.exposeBinding(TELL, (_, key, report) => take([[key, report]]));
  const script = await readFile(new URL("./global.js", import.meta.url), "utf8");
  await context.addInitScript({
    content: `{
  globalThis[Symbol.for("cors-forecast.options")] = { level: "off", ...${JSON.stringify(options)} };
  ${script}
  const page = \`\${location.href} \${Math.random()}\`;
  const installation = ${STATE};
  installation?.on((report) => void globalThis.${TELL}?.(\`\${page} \${report.id}\`, report));
  globalThis.${TELL}.page = page;
  // What a page has not told when it goes is lost.
  setInterval(() => installation?.reports(), ${EAGER});
}`,
  });

  /** What is still to be made is made, and comes with what the bindings have not told yet. */
  async function flush() {
    for (const frame of context.pages().flatMap((page) => page.frames())) {
      const list = await frame
        .evaluate(`(${STATE})?.reports().map((report) => [globalThis.${TELL}.page + " " + report.id, report]) ?? []`)
        // A frame that is on its way has told, or has nothing to tell.
        .catch(() => []);
      take(list);
    }
    await Promise.all(context.pages().flatMap((page) => page.workers()).map(ask));
    return [...reports.values()];
  }

  /** What a worker knows of itself: it is watched only if its own script sees to that, as none of ours can be put before it. */
  async function ask(worker) {
    if (mute.has(worker)) return;
    const list = worker.evaluate(`(${STATE})?.reports() ?? []`).catch(() => []);
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE, [])));
    late.then(() => mute.add(worker));
    take((await Promise.race([list, late])).map((report) => [`${nameOf(worker)} ${report.id}`, report]));
    clearTimeout(timer);
  }

  const forecast = {
    reports: flush,
    findings: async () => seenIn(await flush()).findings,
    preflights: async () => preflightsIn(await flush()),
  };
  watched.set(context, forecast);
  return forecast;
}

export const test = testOf.extend({
  forecastOptions: [{}, { option: true }],
  forecast: [
    async ({ context, forecastOptions }, use) => {
      await use(await watchContext(context, forecastOptions));
    },
    { auto: true },
  ],
});

export const expect = expectOf.extend({
  async toHaveNoNewPreflights(page, baseline) {
    const context = page.context?.() ?? page;
    const forecast = watched.get(context);
    if (!forecast) {
      throw new Error("toHaveNoNewPreflights: this page is not watched. Take `test` from cors-forecast/playwright, or call watchContext(context) before the page is opened.");
    }
    const { pass, message } = compare(await forecast.reports(), baseline, testOf.info().config.updateSnapshots);
    return { pass, message, name: "toHaveNoNewPreflights" };
  },
});
