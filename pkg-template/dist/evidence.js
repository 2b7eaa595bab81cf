// What the browser's own timing says of a forecast, where the server lets the page see it (Timing-Allow-Origin).
//
// A preflight is a round trip before the request proper. Where there was no time for one, there was none; where there was,
// there may have been. Measured in three engines: a gap below the threshold never hid a preflight.

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

/** `onEvidence(report, call, evidence)` hears what is known, once for each call that was handed to `expect`. */
export function createEvidence({ engine, onEvidence }) {
  const { PerformanceObserver, performance, setTimeout, clearTimeout } = globalThis;
  const waiting = [];
  let timer;
  /** Entries whose calls have no report yet. */
  const early = [];
  const trips = new Map();
  if (!PerformanceObserver?.supportedEntryTypes?.includes("resource")) return { expect() {}, stop() {} };

  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      try {
        consider(entry);
      } catch {
        // Nothing of ours may reach the page.
      }
    }
  });
  observer.observe({ type: "resource" });

  function consider(entry) {
    const same = waiting.filter(({ href, start }) => href === entry.name && entry.startTime >= start - 1);
    if (same.length === 0) {
      early.push(entry);
      if (early.length > EARLY) early.shift();
      return;
    }
    const [first] = same;
    waiting.splice(waiting.indexOf(first), 1);
    // Which of several at once it is can't be told.
    const evidence = same.length > 1 ? "unknown" : judge(entry, first);
    onEvidence(first.report, first.call, evidence);
  }

  /** A call has header values in it, and is not kept for an answer that does not come. */
  function forget() {
    timer = undefined;
    const now = performance.now();
    while (waiting.length > 0 && now - waiting[0].start >= PATIENCE) waiting.shift();
    if (waiting.length > 0) forgetAfter(PATIENCE - now + waiting[0].start);
  }

  /** One timer for all of them: a timer keeps its callback, and a page may make thousands of calls in a second. */
  function forgetAfter(milliseconds) {
    timer = setTimeout(forget, milliseconds);
    timer.unref?.();
  }

  function judge(entry, { start, origin, others }) {
    // All phases are 0 where the server does not let them be seen.
    if (!(entry.requestStart > 0) || entry.workerStart > 0) return "unknown";
    const trip = Math.min(trips.get(origin) ?? Infinity, entry.responseStart - entry.requestStart);
    if (trips.size < LIMIT) trips.set(origin, trip);
    const began = entry.connectEnd > entry.connectStart ? entry.connectStart : entry.requestStart;
    const gap = engine === "webkit" ? entry.startTime - start : began - entry.fetchStart;
    if (gap < Math.max(LEAST, PART * trip)) return "refuted";
    return trip >= LONG && others <= 1 ? "supported" : "unknown";
  }

  return {
    /** An entry for this call will come. */
    expect(report, call, { href, origin }) {
      const start = call.now;
      if (waiting.length >= LIMIT) waiting.shift();
      const others = waiting.filter((one) => one.origin === origin).length;
      const name = href.replace(/#.*$/s, "");
      waiting.push({ href: name, origin, start, others, report, call });
      if (timer === undefined) forgetAfter(PATIENCE);
      const at = early.findIndex((entry) => entry.name === name && entry.startTime >= start - 1);
      if (at >= 0) consider(early.splice(at, 1)[0]);
    },
    stop() {
      observer.disconnect();
      clearTimeout(timer);
      waiting.length = 0;
    },
  };
}
