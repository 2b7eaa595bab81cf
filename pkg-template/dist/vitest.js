// `cors-forecast/vitest`: what fetch and XHR of a test, run in jsdom, happy-dom or a browser, would cost where the app will be.

import { install } from "cors-forecast/standalone";
import { expect } from "vitest";

import { judged, preflightsIn, seenIn } from "./testing/judged.js";
import { lendToString, withAccessors } from "./testing/simulated.js";

/**
 * Watches from now on. `origin` is where the page will be, as that of a test is at `http://localhost:3000` or the like; the rest is
 * what install() takes.
 */
export function watch({ origin, ...options } = {}) {
  const wanted = { level: "off", ...options, ...(origin === undefined ? {} : { as: { ...options.as, origin } }) };
  let installation;
  let takeBack;
  let reports;

  function start() {
    takeBack = lendToString();
    installation = withAccessors(() => install(wanted));
    if (!installation.active) {
      takeBack();
      throw new Error('watch() of cors-forecast/vitest needs a page and its fetch: set `environment: "jsdom"` or "happy-dom", or take Vitest\'s browser mode.');
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

  function stop() {
    installation.uninstall();
    takeBack();
  }

  start();
  return {
    reports: () => [...all()],
    findings: () => seenIn(all()).findings,
    preflights: () => preflightsIn(all()),
    /** For the next test: nothing was seen, and no cache holds anything. */
    clear() {
      stop();
      start();
    },
    stop,
  };
}

expect.extend({
  toHaveNoNewPreflights(forecast, baseline) {
    if (typeof forecast?.reports !== "function") throw new TypeError("toHaveNoNewPreflights: expect() takes what watch() gives.");
    return judged(forecast.reports(), baseline);
  },
});
