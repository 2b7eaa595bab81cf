// What the browser's own timing says of a forecast, where the server lets the page see it (Timing-Allow-Origin).
//
// A preflight is a round trip before the request proper. Where there was no time for one, there was none; where there was,
// there may have been. How long a round trip is can't be known: a server may be near and answer a preflight at once, however
// long it takes for the rest. Of 336 preflights that such a server got, also from a busy machine, none was done within 1.8 ms in
// Chromium. Firefox's and WebKit's clocks tick once in a millisecond, or more seldom: they can't refute anything.

import { attempt } from "./attempt.js";

/** Milliseconds in which no preflight was ever done: less than a tick of a coarse clock, more than a tick of a fine one. */
const LEAST = 0.95;
const TICK = 0.1;
/** The part of the shortest answer's time that a wait has to take, to support a preflight. */
const PART = 0.7;
/** How long the shortest answer must have taken, in milliseconds, for anything to be told from noise. */
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
    const { requestStart } = entry;
    // All phases are 0 where the server does not let them be seen. Of a redirected request only the last part has phases.
    if (!requestStart || entry.workerStart || entry.redirectEnd) return "unknown";
    const trip = Math.min(trips.get(origin) ?? Infinity, entry.responseStart - requestStart);
    if (trips.size < LIMIT) trips.set(origin, trip);
    if (trip < LONG) return "unknown";
    // WebKit's entry begins after the preflight.
    const from = engine === "webkit" ? start : entry.fetchStart;
    const wait = requestStart - from;
    if (engine === "chromium" && wait > TICK && wait < LEAST) return "refuted";
    // To open a connection takes time, too. Firefox begins with it before the preflight.
    const began = entry.connectEnd > entry.connectStart ? entry.domainLookupStart : requestStart;
    return began - from >= PART * trip && others <= 1 ? "supported" : "unknown";
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
