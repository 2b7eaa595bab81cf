// Requests that the page gives up.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: aborts");
export default patterns;

pattern("aborted before the call, with a reason and without", async () => {
  const reason = new Error("mine");
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT", signal: AbortSignal.abort(reason) }), reason),
    await lab.outcome(() => fetch(lab.api("/a"), { signal: AbortSignal.abort() })),
  ];
});

pattern("a Request with an aborted signal", () => {
  const reason = new Error("mine");
  return lab.outcome(() => fetch(new Request(lab.api("/a"), { signal: AbortSignal.abort(reason) })), reason);
});

pattern("aborted after the call", async () => {
  const reason = new Error("mine");
  const controller = new AbortController();
  lab.arrived(1).then(() => controller.abort(reason));
  return lab.outcome(() => fetch(lab.api("/never"), { signal: controller.signal }), reason);
});

pattern("no listener is added to the signal", async () => {
  let listeners = 0;
  const controller = new AbortController();
  controller.signal.addEventListener = () => listeners++;
  return [await lab.outcome(() => fetch(lab.api("/a"), { signal: controller.signal })), listeners];
});

pattern("by a timeout, and by any of several signals", async () => {
  const byTimeout = await lab.outcome(() => fetch(lab.api("/never"), { signal: AbortSignal.timeout(100) }));
  // WebKit collects what nobody else holds, and then nothing aborts.
  const signals = (lab.held = [new AbortController().signal, AbortSignal.timeout(100)]);
  signals.push(AbortSignal.any(signals));
  const byAny = await lab.outcome(() => fetch(lab.api("/never"), { signal: signals[2] }));
  return [byTimeout, byAny, signals.map(({ aborted }) => aborted)];
}, { sent: false });

pattern("with reasons of every kind", async () => {
  const results = [];
  for (const reason of ["text", 1, null, Symbol.iterator, undefined, { own: true }]) {
    const promise = fetch(lab.api("/a"), { signal: AbortSignal.abort(reason) });
    results.push(await promise.then(() => "fulfilled", (error) => [typeof error, error === reason, error?.name]));
  }
  return results;
});

pattern("the order of abort events, the rejection and what the page does next", async () => {
  const order = [];
  const controller = new AbortController();
  controller.signal.addEventListener("abort", () => order.push("before"));
  const ended = fetch(lab.api("/never"), { signal: controller.signal }).catch(() => order.push("rejected"));
  controller.signal.addEventListener("abort", () => order.push("after"));
  controller.signal.onabort = () => order.push("on");
  await lab.arrived(1);
  controller.abort();
  order.push("aborted");
  await ended;
  return order;
});

pattern("while the body is read", async () => {
  const reason = new Error("mine");
  const controller = new AbortController();
  const response = await fetch(lab.api("/stream"), { signal: controller.signal });
  const reading = response.text().then(() => "read", (error) => [error.name, error === reason]);
  controller.abort(reason);
  return [response.status, await reading];
});

pattern("by a getter of init", async () => {
  const controller = new AbortController();
  const reason = new Error("mine");
  const init = { signal: controller.signal, get method() { controller.abort(reason); return "PUT"; } };
  return lab.outcome(() => fetch(lab.api("/a"), init), reason);
});

pattern("what is no signal rejects", async () => [
  await lab.outcome(() => fetch(lab.api("/a"), { signal: {} })),
  await lab.outcome(() => fetch(lab.api("/a"), { signal: "abort" })),
  await lab.outcome(() => fetch(lab.api("/a"), { signal: new EventTarget() })),
], { preflights: false }); // Nothing of it can be said by a preflight.

pattern("neither getters nor listeners of AbortSignal are used", async () => {
  const calls = [];
  for (const name of ["aborted", "reason"]) {
    const { get } = Object.getOwnPropertyDescriptor(AbortSignal.prototype, name);
    Object.defineProperty(AbortSignal.prototype, name, {
      get() { calls.push(name); return get.call(this); },
      configurable: true,
    });
  }
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (...args) {
    calls.push("addEventListener");
    return addEventListener.apply(this, args);
  };
  const { signal } = new AbortController();
  const results = [
    await lab.outcome(() => fetch(lab.api("/a"), { signal })),
    await lab.outcome(() => fetch(new Request(lab.api("/a"), { signal }))),
  ];
  return [results, calls];
});

pattern("a signal of another frame, and of a subclass", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const controller = new frame.contentWindow.AbortController();
  controller.abort();
  return lab.outcome(() => fetch(lab.api("/a"), { signal: controller.signal }));
});
