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
