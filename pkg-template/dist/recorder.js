// Turns described calls into reports, later and off the path of the page's requests.

/** Calls that wait for their forecast. More than these in one turn are not reported. */
const QUEUE_LIMIT = 1000;
/** Reports that are kept. */
const REPORT_LIMIT = 1000;
/** Characters of a `data:` URL that are kept. */
const DATA_URL_LIMIT = 200;
/** Headers of a call; with more it is not reported. */
const HEADER_LIMIT = 500;
/** Forecasts in one go; each takes some tens of microseconds. */
const BATCH = 50;
/** Milliseconds after which reports are made even if the page is never idle. */
const PATIENCE = 500;

/**
 * `predict(description, at)` makes a forecast; `onFailure(error)` hears if it breaks, after which nothing is recorded.
 */
export function createRecorder({ predict, engine, onFailure }) {
  // The page's own at this moment: later patches, for example fake timers in tests, are not for us.
  const { requestIdleCallback, setTimeout, URL, console } = globalThis;
  const { now } = Date;
  const { assign, create } = Object;
  const queue = [];
  const reports = [];
  const listeners = new Set();
  let scheduled = false;
  let stopped = false;
  let lastId = 0;
  let unreported = 0;

  function schedule() {
    if (scheduled) return;
    scheduled = true;
    if (requestIdleCallback) requestIdleCallback(work, { timeout: PATIENCE });
    else setTimeout(work, 0);
  }

  function work() {
    scheduled = false;
    process(BATCH);
    if (queue.length > 0) schedule();
  }

  /** Takes only what is there now, as a listener may call fetch() itself. */
  function process(limit) {
    for (let left = Math.min(limit, queue.length); left > 0 && queue.length > 0; left--) {
      const report = forecast(queue.shift());
      if (!report) continue;
      reports.push(report);
      if (reports.length > REPORT_LIMIT) reports.shift();
      for (const listener of [...listeners]) tell(listener, report);
    }
  }

  function forecast({ at, description }) {
    // Without a prototype: what the page has put on Object.prototype is no part of it.
    const described = assign(create(null), description);
    described.url = absolute(description.url, description.base);
    delete described.base;
    try {
      const forecast = predict(described, at);
      const { method = "GET" } = described;
      const url = withoutUserinfo(described.url);
      return { id: ++lastId, at, api: "fetch", method, url, engine, forecast };
    } catch (error) {
      unreported++;
      // The core refuses a description that it cannot judge by a TypeError with a code. Anything else is a defect.
      if (!(error instanceof TypeError && error.code)) {
        stop();
        onFailure(error);
      }
      return undefined;
    }
  }

  function absolute(url, base) {
    try {
      return new URL(url, base).href;
    } catch {
      return url;
    }
  }

  /** A password in a URL is a secret. */
  function withoutUserinfo(url) {
    try {
      const parsed = new URL(url);
      if (!parsed.username && !parsed.password) return url;
      parsed.username = parsed.password = "";
      return parsed.href;
    } catch {
      return url;
    }
  }

  function tell(listener, report) {
    const { callback } = listener;
    try {
      callback(report);
    } catch (error) {
      if (listener.failed) return;
      listener.failed = true;
      console.error("[cors-forecast] A listener threw; its further errors are not shown.", error);
    }
  }

  function stop() {
    stopped = true;
    queue.length = 0;
  }

  return {
    /** Takes the description of a call as it is made; a relative URL comes with its `base`. Cheap. */
    record(description, context) {
      if (stopped) return;
      // What nobody writes by hand would keep the page waiting when it is forecast.
      if (queue.length >= QUEUE_LIMIT || description.headers?.length > HEADER_LIMIT) {
        unreported++;
        return;
      }
      description.context = context;
      // All that counts of it is its scheme, and it may be as large as a file.
      if (description.url.length > DATA_URL_LIMIT && /^data:/i.test(description.url)) description.url = "data:,";
      queue[queue.length] = { at: now(), description };
      schedule();
    },
    /** Counts a call that cannot be reported. */
    miss() {
      unreported++;
    },
    on(callback) {
      const listener = { callback, failed: false };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    reports() {
      process(Infinity);
      return [...reports];
    },
    unreported: () => unreported,
    stop,
  };
}
