// Runs in the page before the wrapper: a fetch that costs nothing, and requests of which no two have the same URL.

const { Response } = globalThis;
const memories = [];
const next = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 100 }));

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"];
const NAMES = ["Authorization", "X-Request-Id", "X-Tenant", "X-Client-Version", "If-None-Match", "Traceparent"];
const BODY = '{"a":1}';

/** How many calls have been made, and how many the wrapper has reported or counted as unreported. */
let made = 0;
let reports = 0;
let installation;

function start(install) {
  const done = Promise.resolve(new Response(null, { status: 204 }));
  globalThis.fetch = function fetch() {
    return done;
  };
  // The module keeps its memory to itself.
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, args) {
      const instance = Reflect.construct(target, args);
      if (instance.exports.memory) memories.push(instance.exports.memory);
      return instance;
    },
  });
  installation = install();
  installation.on(() => void reports++);
  if (!installation.active) throw new Error("cors-forecast is not active");
}

/** Half of the requests are preflighted, with one to three headers and each method. */
function request(i) {
  const url = `https://api.example/users/${i}/items?page=${i % 97}`;
  if (i % 4 === 0) return fetch(url);
  if (i % 4 === 2) return fetch(url, { method: "POST", headers: { "Content-Type": "text/plain" }, body: BODY });
  const method = METHODS[i % METHODS.length];
  const headers = { "Content-Type": "application/json" };
  for (let left = 1 + (i % 3), at = i >> 2; left > 0; left--, at += 5) headers[NAMES[at % NAMES.length]] = `value-${i % 1009}`;
  return fetch(url, method === "GET" ? { headers } : { method, headers, body: BODY });
}

/**
 * `count` requests, `chunk` in one turn. What the wrapper puts off is done in idle time after some of the turns; after the
 * others it is asked for, as idle time comes twenty times in a second at most and a million requests would take a quarter of
 * an hour.
 */
async function run({ count, chunk, idleAfter }) {
  for (let turn = 1, left = count; left > 0; turn++, left -= chunk) {
    for (let i = Math.min(left, chunk); i > 0; i--) request(made++);
    if (turn % idleAfter === 0) await drain();
    else await new Promise((resolve) => setTimeout(resolve, 0));
    installation.reports();
  }
  return counts();
}

/** Until every call is accounted for, or nothing has moved for five seconds. */
async function drain() {
  let last = -1;
  let since = performance.now();
  while (accounted() < made && performance.now() - since < 5000) {
    if (accounted() !== last) since = performance.now();
    last = accounted();
    await next();
  }
}

const accounted = () => reports + installation.unreported;

function counts() {
  return {
    requests: made,
    reports,
    unreported: installation.unreported,
    active: installation.active,
    wasm: memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  };
}

globalThis.soak = { start, run, counts };
