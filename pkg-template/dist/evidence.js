// What the browser's own timing says of a forecast, where the server lets the page see it (Timing-Allow-Origin).
//
// A preflight is a round trip before the request proper. Where there was no time for one, there was none; where there was,
// there may have been. Measured in three engines: a gap below the threshold never hid a preflight.

import { attempt } from "./attempt.js";

/** Milliseconds below which nothing can be told from noise. */
const LEAST = 4;
/** The part of a round trip that a preflight takes at least. */
const PART = 0.7;
/** The round trip, in milliseconds, from which on a gap supports a forecast. */
const LONG = 20;
/** How long an entry is waited for, and for how many. */
const PATIENCE = 30_000;
const LIMIT = 200;
/** Entries that came before the report was made. */
const EARLY = 50;

/** Whether an entry may be that of a call. */
const fits = (entry, { href, start }) => href === entry.name && entry.startTime >= start - 1;

/** `onEvidence(report, call, evidence)` hears what is known, once for each call that was handed to `expect`. */
export function createEvidence({ engine, onEvidence }) {
  // The page's own at this moment, as all clocks and timers here.
  const { PerformanceObserver, performance, setTimeout, clearTimeout } = globalThis;
  const clock = performance?.now.bind(performance);
  const waiting = [];
  /** Entries whose calls have no report yet. */
  const early = [];
  const trips = new Map();
  let timer;

  const observer = PerformanceObserver && new PerformanceObserver((list) => attempt(() => {
    for (const entry of list.getEntries()) consider(entry);
  }));
  observer?.observe({ type: "resource" });

  function consider(entry) {
    const [first, other] = waiting.filter((one) => fits(entry, one));
    if (!first) {
      if (early.push(entry) > EARLY) early.shift();
      return;
    }
    waiting.splice(waiting.indexOf(first), 1);
    // Which of several at once it is can't be told.
    onEvidence(first.report, first.call, other ? "unknown" : judge(entry, first));
  }

  /**
   * A call has header values in it, and is not kept for an answer that does not come. One timer for all of them: a timer
   * keeps its callback, and a page may make thousands of calls in a second.
   */
  const forget = () => attempt(() => {
    const now = clock();
    while (waiting[0]?.start <= now - PATIENCE) waiting.shift();
    timer = waiting[0] && setTimeout(forget, waiting[0].start + PATIENCE - now);
    timer?.unref?.();
  });

  function judge(entry, { start, origin, others }) {
    const { requestStart, connectStart } = entry;
    // All phases are 0 where the server does not let them be seen.
    if (!requestStart || entry.workerStart) return "unknown";
    const trip = Math.min(trips.get(origin) ?? Infinity, entry.responseStart - requestStart);
    if (trips.size < LIMIT) trips.set(origin, trip);
    const began = entry.connectEnd > connectStart ? connectStart : requestStart;
    const gap = engine === "webkit" ? entry.startTime - start : began - entry.fetchStart;
    if (gap < Math.max(LEAST, PART * trip)) return "refuted";
    return trip >= LONG && others <= 1 ? "supported" : "unknown";
  }

  return {
    /** An entry for this call will come. */
    expect(report, call, { href, origin }) {
      if (!observer) return;
      const others = waiting.filter((one) => one.origin === origin).length;
      const one = { href: href.split("#")[0], origin, start: call.now, others, report, call };
      if (waiting.push(one) > LIMIT) waiting.shift();
      const entry = early.find((entry) => fits(entry, one));
      if (entry) {
        early.splice(early.indexOf(entry), 1);
        consider(entry);
      }
      if (!timer) forget();
    },
    stop() {
      observer?.disconnect();
      clearTimeout(timer);
      waiting.length = 0;
    },
  };
}
