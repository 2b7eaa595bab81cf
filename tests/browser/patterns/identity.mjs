// What fetch itself is, and how it is called.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: identity");
export default patterns;

pattern("unbound, bound and with this window or nothing", async () => {
  const unbound = fetch;
  return [
    await lab.outcome(() => unbound(lab.api("/a"))),
    await lab.outcome(() => fetch.bind(window)(lab.api("/a"))),
    await lab.outcome(() => fetch.call(undefined, lab.api("/a"))),
    await lab.outcome(() => fetch.call(null, lab.api("/a"))),
    await lab.outcome(() => window.fetch(lab.api("/a"))),
    await lab.outcome(() => Reflect.apply(fetch, self, [lab.api("/a")])),
  ];
});

pattern("with a foreign this it rejects", async () => [
  await lab.outcome(() => fetch.call({}, lab.api("/a"))),
  await lab.outcome(() => ({ fetch }).fetch(lab.api("/a"))),
  await lab.outcome(() => fetch.call(1, lab.api("/a"))),
]);

pattern("it is no constructor", () => {
  try {
    return new fetch(lab.api("/a"));
  } catch (error) {
    return [error.name, error.constructor === TypeError];
  }
});

pattern("name, length, own keys and descriptors", () => ({
  name: fetch.name,
  length: fetch.length,
  type: typeof fetch,
  keys: Reflect.ownKeys(fetch).map(String),
  prototype: "prototype" in fetch,
  parent: Object.getPrototypeOf(fetch) === Function.prototype,
  extensible: Object.isExtensible(fetch),
  native: /\{\s*\[native code\]\s*\}/.test(fetch.toString()),
  tag: Object.prototype.toString.call(fetch),
  descriptor: { ...Object.getOwnPropertyDescriptor(window, "fetch"), value: undefined },
  order: Object.keys(window).filter((key) => !key.startsWith("lab")).indexOf("fetch") > -1,
  holders: [Object.hasOwn(window, "fetch"), Object.hasOwn(Window.prototype, "fetch")],
}));

pattern("no new name on the window", () => Object.getOwnPropertyNames(window).sort());

pattern("the promise is a plain native one", () => {
  const promise = fetch(lab.api("/a"));
  const facts = [promise.constructor === Promise, Reflect.ownKeys(promise).length, promise instanceof Promise];
  return promise.then(() => facts);
});

pattern("it returns before anything settles", async () => {
  const order = [];
  const promise = fetch("data:,a").then(() => order.push("settled"));
  order.push("returned");
  await promise;
  return order;
});

pattern("it is one and the same function wherever it is read", () => [
  fetch === window.fetch,
  fetch === self.fetch,
  fetch === globalThis.fetch,
  fetch === Object.getOwnPropertyDescriptor(window, "fetch").value,
  fetch === window.fetch,
  fetch.call === Function.prototype.call,
  fetch.constructor === Function,
  fetch instanceof Function,
]);

pattern("its source text, to the letter", () => [fetch.toString(), Function.prototype.toString.call(fetch), `${fetch}`], {
  defect: { what: "the text of a Proxy has no name; only a patched Function.prototype.toString would, which is worse" },
});

pattern("it can be neither extended nor constructed nor asked for instances", () => [
  lab.attempt(() => new (class extends fetch {})()).thrown?.name,
  lab.attempt(() => Reflect.construct(fetch, [lab.api("/a")])).thrown?.name,
  lab.attempt(() => Reflect.construct(Object, [], fetch)).thrown?.name,
  lab.attempt(() => ({}) instanceof fetch).thrown?.name,
  lab.attempt(() => structuredClone(fetch)).thrown?.name,
]);

pattern("bound, it has the name and length of a bound one", async () => {
  const bound = fetch.bind(undefined, lab.api("/a"));
  return [bound.name, bound.length, "prototype" in bound, await lab.outcome(() => bound({ method: "PUT" }))];
});

pattern("properties that the page puts on it stay, also a name of its own", () => {
  fetch.own = { a: 1 };
  Object.defineProperty(fetch, "name", { value: "other" });
  const found = [fetch.own.a, fetch.name, Object.keys(fetch)];
  return [...found, delete fetch.own, "own" in fetch];
});

pattern("frozen by the page, it goes on", async () => {
  Object.freeze(window.fetch);
  return [Object.isFrozen(fetch), await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }))];
});

pattern("locked by the page, it goes on, and can't be replaced", async () => {
  Object.defineProperty(window, "fetch", { writable: false, configurable: false });
  const kept = fetch;
  const thrown = lab.attempt(() => { "use strict"; window.fetch = () => 1; }).thrown?.name;
  return [thrown, fetch === kept, await lab.outcome(() => fetch(lab.api("/a")))];
});

pattern("deleted by the page, it is gone", () => [
  delete window.fetch,
  typeof window.fetch,
  "fetch" in window,
  lab.attempt(() => fetch(lab.api("/a"))).thrown?.name,
]);

pattern("as a template's tag, a callback and an argument of Reflect.apply", async () => [
  await lab.outcome(() => fetch`/own/a`),
  (await Promise.all([lab.api("/a"), lab.api("/b")].map((url) => fetch(url)))).map(({ status }) => status),
  await lab.outcome(() => Reflect.apply(fetch, undefined, { length: 1, 0: lab.api("/c") })),
  lab.attempt(() => Reflect.apply(fetch, undefined)).thrown?.name,
], { inOrder: false, unreported: 1 });

pattern("the globals that are there, in their order", () => Object.keys(window).filter((key) => key !== "lab"));

pattern("every function and class of the network is what it was", () => {
  const found = {};
  for (const [name, holder] of [
    ["fetch", window], ["fetchLater", window], ["sendBeacon", Navigator.prototype], ["EventSource", window],
    ["XMLHttpRequest", window], ["XMLHttpRequestUpload", window], ["Request", window], ["Headers", window],
  ]) {
    found[name] = [lab.descriptor(holder, name), holder[name] && lab.anatomy(holder[name])];
  }
  return found;
});
