// `cors-forecast/vitest`: what fetch and XHR of a test, run in jsdom or happy-dom, would cost in a browser.

import { install } from "cors-forecast/standalone";
import { expect } from "vitest";

import { judged, preflightsIn, seenIn } from "./testing/judged.js";

/**
 * Watches from now on. `origin` is where the page will be, as a simulated one is at `http://localhost:3000` or the like; the rest is
 * what install() takes.
 */
export function watch({ origin, ...options } = {}) {
  const wanted = { level: "off", ...options, ...(origin === undefined ? {} : { as: { ...options.as, origin } }) };
  let installation;
  let reports;

  function start() {
    installation = install(wanted);
    if (!installation.active) {
      throw new Error('watch() of cors-forecast/vitest needs a page and its fetch: set `environment: "jsdom"` or "happy-dom".');
    }
    reports = [];
    // Of the latest 200 an installation knows itself.
    const own = reports;
    installation.on((report) => void own.push(report));
  }

  function all() {
    installation.reports();
    return reports;
  }

  start();
  return {
    reports: () => [...all()],
    findings: () => seenIn(all()).findings,
    preflights: () => preflightsIn(all()),
    /** For the next test: nothing was seen, and no cache holds anything. */
    clear() {
      installation.uninstall();
      start();
    },
    stop: () => installation.uninstall(),
  };
}

expect.extend({
  toHaveNoNewPreflights(forecast, baseline) {
    if (typeof forecast?.reports !== "function") throw new TypeError("toHaveNoNewPreflights: expect() takes what watch() gives.");
    return judged(forecast.reports(), baseline);
  },
});
