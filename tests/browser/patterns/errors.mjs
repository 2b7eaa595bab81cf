// Errors: the very same ones, at the same moment, and reported where nobody handles them.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: errors");
export default patterns;

pattern("no argument rejects", () => lab.outcome(() => fetch()));

pattern("an invalid URL rejects", () => lab.outcome(() => fetch("http://[")));

pattern("a URL with credentials rejects", () => lab.outcome(() => fetch("http://user:secret@127.0.0.1/")));

pattern("a symbol as URL, and as method, rejects", async () => [
  await lab.outcome(() => fetch(Symbol("x"))),
  await lab.outcome(() => fetch(lab.api("/a"), { method: Symbol("x") })),
  await lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": Symbol("x") } })),
], { unreported: 3 });

pattern("invalid and forbidden methods reject", async () => [
  await lab.outcome(() => fetch(lab.api("/a"), { method: "BAD METHOD" })),
  await lab.outcome(() => fetch(lab.api("/a"), { method: "TRACE" })),
]);

pattern("invalid headers reject", async () => [
  await lab.outcome(() => fetch(lab.api("/a"), { headers: { "bad name": "1" } })),
  await lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": "a\nb" } })),
  await lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": "\u2603" } })),
  await lab.outcome(() => fetch(lab.api("/a"), { headers: [["X-A"]] })),
  await lab.outcome(() => fetch(lab.api("/a"), { headers: null })),
  await lab.outcome(() => fetch(lab.api("/a"), { headers: "X-A: 1" })),
], { unreported: 3 });

pattern("invalid members reject", async () => [
  await lab.outcome(() => fetch(lab.api("/a"), { mode: "nonsense" })),
  await lab.outcome(() => fetch(lab.api("/a"), { mode: "navigate" })),
  await lab.outcome(() => fetch(lab.api("/a"), { credentials: null })),
  await lab.outcome(() => fetch(lab.api("/a"), { cache: "only-if-cached" })),
  await lab.outcome(() => fetch(lab.api("/a"), { redirect: "" })),
]);

pattern("an init that is no object rejects", async () => [
  await lab.outcome(() => fetch(lab.api("/a"), "PUT")),
  await lab.outcome(() => fetch(lab.api("/a"), 1)),
], { unreported: 2 });

pattern("a throwing getter rejects with its very error", async () => {
  const error = new RangeError("mine");
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { get method() { throw error; } }), error),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: { get "X-A"() { throw error; } } }), error),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: (function* () { throw error; })() }), error),
    await lab.outcome(() => fetch({ toString() { throw error; } }), error),
  ];
}, { unreported: 4 });

pattern("a failed request rejects", () => lab.outcome(() => fetch("http://127.0.0.1:1/")));

pattern("for the page's own origin a rejection settles as many microtasks later as natively", async () => {
  let ticks = 0;
  let done = false;
  const rejected = fetch(lab.own("/a"), { method: "BAD METHOD" }).catch(() => (done = true));
  while (!done && ticks < 100) {
    await null;
    ticks++;
  }
  await rejected;
  return ticks;
});

pattern("an unhandled rejection is reported", async () => {
  const events = [];
  addEventListener("unhandledrejection", (event) => {
    events.push([event.reason.name, event.promise === promise]);
    event.preventDefault();
  });
  const promise = fetch("http://127.0.0.1:1/");
  await lab.until(() => events.length > 0);
  await lab.wait(50);
  return events;
});

pattern("a handled rejection is not reported", async () => {
  const events = [];
  addEventListener("unhandledrejection", (event) => events.push(event.reason.name));
  await fetch("http://127.0.0.1:1/").catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  return events;
});

pattern("a rejection settles at most one microtask later than natively", async () => {
  const ticksUntil = async (promise) => {
    let done = false;
    promise.catch(() => (done = true));
    let ticks = 0;
    for (; !done && ticks < 100; ticks++) await null;
    return ticks;
  };
  return [
    await ticksUntil(fetch()),
    await ticksUntil(fetch(lab.api("/a"), { method: "BAD METHOD" })),
    await ticksUntil(fetch(lab.api("/a"), { signal: AbortSignal.abort() })),
    await ticksUntil(fetch.call({}, lab.api("/a"))),
  ];
}, {
  agree(wrapped, native) {
    const late = wrapped.map((ticks, i) => ticks - native[i]);
    if (late.some((ticks) => ticks < 0 || ticks > 1)) throw new Error(`later by ${late} microtasks`);
  },
});

pattern("what was aborted before it was called rejects as many microtasks later as natively", async () => {
  const ticksUntil = async (promise) => {
    let done = false;
    promise.catch(() => (done = true));
    let ticks = 0;
    for (; !done && ticks < 100; ticks++) await null;
    return ticks;
  };
  const signal = AbortSignal.abort();
  return [
    await ticksUntil(fetch(lab.api("/a"), { signal })),
    await ticksUntil(fetch(new Request(lab.api("/a"), { signal }))),
    await ticksUntil(fetch("relative", { signal, method: "PUT" })),
  ];
});

pattern("calls that reject do so in the order in which they were made, and before timers", async () => {
  const order = [];
  const ended = ["http://[", "http://a:b@c/", "http://]"].map((url, i) => fetch(url).catch(() => order.push(i)));
  setTimeout(() => order.push("timer"));
  order.push("returned");
  await Promise.all(ended);
  await lab.wait(20);
  return order;
});

pattern("nothing is called on the promise, and none is made beside it", async () => {
  const calls = [];
  for (const name of ["then", "catch", "finally"]) {
    const original = Promise.prototype[name];
    Promise.prototype[name] = function (...args) {
      calls.push(name);
      return original.apply(this, args);
    };
  }
  for (const name of ["resolve", "reject"]) {
    const original = Promise[name];
    Promise[name] = function (...args) {
      calls.push(name);
      return original.apply(this, args);
    };
  }
  const promises = [fetch(lab.api("/a")), fetch("http://["), fetch(lab.api("/a"), { get method() { throw 1; } })];
  const during = [...calls];
  await lab.wait(100);
  const after = [...calls];
  await Promise.allSettled(promises);
  return [during, after];
}, { unreported: 1 });

pattern("an unhandled rejection has the page's own error, and is taken back as natively", async () => {
  const events = [];
  const error = new RangeError("mine");
  addEventListener("unhandledrejection", (event) => {
    events.push(["unhandled", event.reason === error, event.promise === promise]);
    event.preventDefault();
  });
  addEventListener("rejectionhandled", (event) => events.push(["handled", event.promise === promise]));
  const promise = fetch(lab.api("/a"), { get headers() { throw error; } });
  await lab.until(() => events.length === 1);
  promise.catch(() => {});
  await lab.until(() => events.length === 2);
  await lab.wait(50);
  return events;
}, { unreported: 1 });

pattern("an unhandled rejection in an async function is reported once, and by no error event", async () => {
  const events = [];
  addEventListener("unhandledrejection", (event) => (events.push(event.reason.name), event.preventDefault()));
  addEventListener("error", (event) => events.push(["error", event.message]));
  (async () => { await fetch("http://["); })();
  (async () => (await fetch("http://127.0.0.1:1/")).status)();
  await lab.until(() => events.length === 2);
  await lab.wait(50);
  return events.sort();
});

pattern("what is thrown need not be an Error", async () => {
  const results = [];
  for (const thrown of ["text", 1, null, undefined, Symbol.iterator, { own: true }]) {
    const promise = fetch(lab.api("/a"), { get method() { throw thrown; } });
    results.push(await promise.then(() => "fulfilled", (reason) => [typeof reason, reason === thrown]));
  }
  return results;
}, { unreported: 6 });

pattern("refused by CORS, by the preflight, by the connection", async () => [
  await lab.outcome(() => fetch(lab.api("/forbidden"))),
  await lab.outcome(() => fetch(lab.api("/forbidden"), { method: "PUT" })),
  await lab.outcome(() => fetch("http://127.0.0.1:1/", { method: "POST", body: "x" })),
  await lab.outcome(() => fetch("http://127.0.0.1:6666/")),
  await lab.outcome(() => fetch("nothing:at-all")),
]);

pattern("nothing is written to the console", async () => {
  const written = [];
  for (const name of ["log", "info", "warn", "error", "debug", "trace"]) console[name] = () => written.push(name);
  await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT", headers: { "X-A": "1" } }));
  await lab.outcome(() => fetch("http://["));
  await lab.wait(700);
  return written;
});
