// Runs in the page, before what is measured is there: puts the stub in its place, then times calls.

import { scenarios, xhr } from "./scenarios.mjs";

const { Response, performance } = globalThis;
const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How often the stub has been called. */
let passedOn = 0;
/** How many calls whoever is installed should have seen. */
let made = 0;
let competitor;

/** A fetch that costs nothing, so that what remains is what others add. */
function stubFetch() {
  const done = Promise.resolve(new Response(null, { status: 204 }));
  globalThis.fetch = function fetch() {
    passedOn++;
    return done;
  };
}

/** Called once the competitor's script has run: `{ install }` is what it exports. */
function start({ install }) {
  competitor = install() ?? {};
}

/**
 * `n` calls in one go: `sync` until the last of them has returned, `blocked` until the last promise has settled (which over
 * the stub takes microtasks only), both in µs per call. `now`: whether they had been passed on by then.
 */
async function batch({ scenario, n, origins, aborted }) {
  const { prepare, call } = scenarios[scenario](origins, aborted ? AbortSignal.abort() : undefined);
  if (!call) return undefined;
  prepare?.(n);
  competitor.before?.();
  const promises = new Array(n);
  passedOn = 0;
  const start = performance.now();
  for (let i = 0; i < n; i++) promises[i] = call(i);
  const end = performance.now();
  const now = passedOn === n;
  const settled = await Promise.allSettled(promises);
  const quiet = performance.now();
  // An aborted call sends nothing, and need not be seen.
  if (!aborted) made += n;
  if (!aborted && settled.some(({ status }) => status === "rejected")) {
    throw settled.find(({ reason }) => reason).reason;
  }
  return { sync: ((end - start) * 1000) / n, blocked: ((quiet - start) * 1000) / n, now };
}

/** The same for XMLHttpRequest; `open` and `send` in µs per request. */
async function batchXhr({ n, origins }) {
  competitor.before?.();
  const ended = [];
  const begin = performance.now();
  const requests = Array.from({ length: n }, (_, i) => xhr.open(origins, i));
  const opened = performance.now();
  for (const request of requests) ended.push(new Promise((resolve) => (request.onloadend = resolve)));
  const start = performance.now();
  for (const request of requests) xhr.send(request);
  const end = performance.now();
  await Promise.all(ended);
  made += n;
  if (requests.some(({ status }) => status !== 204)) throw new Error("a request has failed");
  return { open: ((opened - begin) * 1000) / n, send: ((end - start) * 1000) / n };
}

/**
 * Until what was put off has been done: the competitor has seen all calls, or sees no more of them for a second, and timers
 * of `milliseconds` have passed.
 */
async function rest(milliseconds = 0) {
  let seenLast = -1;
  let since = performance.now();
  while (competitor.seen && competitor.seen() < made && performance.now() - since < 1000) {
    if (competitor.seen() !== seenLast) since = performance.now();
    seenLast = competitor.seen();
    await idle();
  }
  if (milliseconds > 0) await wait(milliseconds);
  await idle();
}

/** How many of the calls were seen, and how many of those the competitor itself says that it has left out. */
function seen() {
  return { made, seen: competitor.seen?.(), unreported: competitor.unreported?.() };
}

globalThis.bench = { stubFetch, start, batch, batchXhr, rest, seen, scenarios: Object.keys(scenarios) };
