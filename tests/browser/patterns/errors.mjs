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

pattern("a rejection settles as many microtasks later as natively", async () => {
  let ticks = 0;
  let done = false;
  const rejected = fetch("http://[").catch(() => (done = true));
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
  await new Promise((resolve) => setTimeout(resolve, 300));
  return events;
});

pattern("a handled rejection is not reported", async () => {
  const events = [];
  addEventListener("unhandledrejection", (event) => events.push(event.reason.name));
  await fetch("http://127.0.0.1:1/").catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  return events;
});
