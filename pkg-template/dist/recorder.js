// Turns calls into reports, later and off the path of the page's requests.

import { attempt, createGuard } from "./attempt.js";
import { ENGINES } from "./core.js";
import { APIS, headersOf } from "./hooks/call.js";
import { matches } from "./options.js";
import { contextOf, endpointOf, shortened, withoutUserinfo } from "./urls.js";

/** Calls that wait for their forecast. More than these in one turn are not reported. */
const QUEUE_LIMIT = 1000;
/** Reports that are kept. */
const REPORT_LIMIT = 200;
/** Headers of a call; with more it is not reported. */
const HEADER_LIMIT = 500;
/** Forecasts in one go, and the milliseconds of idle time that are left alone; each takes some tens of microseconds. */
const BATCH = 50;
const LEFT = 2;
/** Milliseconds that the core's module is read in one go where the page is not idle or does not tell. */
const SLICE = 5;
/** Milliseconds after which reports are made even if the page is never idle. */
const PATIENCE = 500;

/**
 * `core` is one that starts later; `keep(engine, origin)` what holds its records; `onFailure(error)` hears if it breaks,
 * after which nothing is recorded. `settings` are the installation's options, which may change.
 */
export function createRecorder({ core, keep, engine, origin, settings, onFailure, onReport }) {
  // The page's own at this moment: later patches, for example fake timers in tests, are not for us.
  const { requestIdleCallback, setTimeout, URL, performance } = globalThis;
  const clock = performance.now.bind(performance);
  const queue = [];
  const reports = [];
  const listeners = new Set();
  const parsed = new Map();
  let scheduled = false;
  let stopped = false;
  let lastId = 0;
  let unreported = 0;

  function schedule(busy) {
    if (scheduled) return;
    scheduled = true;
    if (requestIdleCallback && !busy) requestIdleCallback(work, { timeout: PATIENCE });
    else setTimeout(work, 0);
  }

  /** What the page may have put in the place of the language's own functions throws in here, and not in its face. */
  const work = (deadline) => attempt(() => turn(deadline));

  function turn(deadline) {
    scheduled = false;
    // The module is read little by little; once whoever asks for reports can't wait, at once.
    const busy = !deadline || deadline.didTimeout;
    const end = clock() + SLICE;
    const more = () => (busy ? clock() < end : deadline.timeRemaining() > LEFT);
    try {
      // A page that is never idle would be asked twice a second only.
      if (queue.length > 0 && core.advance(more)) return schedule(busy);
    } catch {
      // Whoever needs it hears.
    }
    do process(BATCH);
    while (queue.length > 0 && deadline?.timeRemaining() > LEFT);
    if (queue.length > 0) schedule();
  }

  /** Takes only what is there now, as a listener may call fetch() itself. */
  function process(limit) {
    for (let left = Math.min(limit, queue.length); left > 0 && queue.length > 0; left--) {
      const call = queue.shift();
      let report;
      try {
        // What nobody writes by hand would keep the page waiting when it is forecast.
        if (headersOf(call).length > 2 * HEADER_LIMIT || call.denied) throw new RangeError();
        report = reportOf(call);
      } catch (error) {
        unreported++;
        if (!(error instanceof RangeError)) {
          stop();
          onFailure(error);
          return;
        }
      }
      if (!report) continue;
      reports.push(report);
      if (reports.length > REPORT_LIMIT) reports.shift();
      onReport(report, call);
      for (const listener of [...listeners]) listener(report);
    }
  }

  function reportOf(call) {
    // All that counts of it is its scheme, and it may be as large as a file.
    if (call.url.length > 200 && /^data:/i.test(call.url)) call.url = "data:,";
    const url = parse(call);
    const { include, exclude, redact = shortened, engines, as } = settings;
    const href = withoutUserinfo(url?.href ?? call.url);
    if ((include && !matches(include, href)) || (exclude && matches(exclude, href))) return undefined;
    const at = Math.floor(performance.timeOrigin + call.now);
    const there = as && deployed(url, as);
    const asked = there?.url ?? url;
    const page = {
      engine,
      origin: there?.origin ?? call.realm?.origin ?? origin,
      context: contextOf(call.realm?.scope ?? globalThis, origin),
    };
    const of = (engine) => {
      const kept = keep(engine, page.origin);
      kept.undo = [];
      const forecast = core.start().forecast({ ...page, engine }, call, asked, kept, at);
      const { state, basis } = forecast?.cache ?? {};
      if (state === "miss" && basis === "assumed") (call.undo ??= []).push(...kept.undo);
      return forecast && hidden(forecast, redact);
    };
    const forecast = of(engine);
    if (!forecast) {
      unreported++;
      return undefined;
    }
    const report = {
      id: ++lastId,
      at,
      api: call.later ? "fetchlater" : APIS[call.api],
      method: call.method ?? (APIS[call.api] === "beacon" ? "POST" : "GET"),
      url: redact(withoutUserinfo(asked?.href ?? call.url)),
      endpoint: endpointOf(asked?.href ?? call.url),
      engine,
      forecast,
      evidence: "unknown",
    };
    if (engines === "all") {
      report.forecasts = { [engine]: forecast };
      // The standard is no browser.
      for (const other of ENGINES.slice(0, 3)) report.forecasts[other] ??= of(other);
    }
    if (there) report.as = there.origin;
    if (call.added) report.added = call.added;
    return report;
  }

  /** URLs recur; parsing one takes longer than all else here. */
  function parse(call) {
    const key = call.base === undefined ? call.url : `${call.base} ${call.url}`;
    let url = parsed.get(key);
    if (url === undefined && !parsed.has(key)) {
      try {
        const { href, origin, port } = new URL(call.url, call.base);
        url = { href, origin, port };
      } catch {
        // The core says so.
      }
      if (parsed.size >= REPORT_LIMIT) parsed.clear();
      if (key.length < 1000) parsed.set(key, url);
    }
    return url;
  }

  /** Where the page and what it asks for will be once it is deployed. */
  function deployed(url, as) {
    if (url?.origin !== origin) return { origin: as.origin, url };
    const path = url.href.slice(origin.length);
    const route = Object.keys(as.routes ?? {})
      .filter((prefix) => path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`) || path.startsWith(`${prefix}?`))
      .sort((one, other) => other.length - one.length)[0];
    const target = new URL(route === undefined ? as.origin + path : as.routes[route].replace(/\/$/, "") + path);
    return { origin: as.origin, url: { href: target.href, origin: target.origin, port: target.port } };
  }

  function stop() {
    stopped = true;
    queue.length = 0;
  }

  return {
    /** Takes a call as it is made. Cheap. */
    record(call) {
      if (stopped) return;
      if (queue.length >= QUEUE_LIMIT) {
        unreported++;
        return;
      }
      // Written by its index, as the page may have patched push().
      queue[queue.length] = call;
      schedule();
    },
    /** Counts a call that cannot be reported. */
    miss() {
      unreported++;
    },
    on(callback) {
      const guard = createGuard("A listener");
      const listener = (report) => guard(() => callback(report));
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Makes what is still to be made. */
    flush() {
      process(Infinity);
    },
    reports() {
      process(Infinity);
      return [...reports];
    },
    parse,
    unreported: () => unreported,
    stop,
  };
}

/** URLs in a forecast are shown as those in reports. */
function hidden(forecast, redact) {
  const { preflight, cache } = forecast;
  if (preflight) preflight.url = redact(preflight.url);
  if (cache.entry) cache.entry.url = redact(cache.entry.url);
  return forecast;
}
