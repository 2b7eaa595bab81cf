// The second argument of fetch(), which notices being read.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: init");
export default patterns;

pattern("init undefined", () => lab.outcome(() => fetch(lab.api("/a"), undefined)));

pattern("init null", () => lab.outcome(() => fetch(lab.api("/a"), null)));

pattern("an empty init", () => lab.outcome(() => fetch(lab.api("/a"), {})));

pattern("more arguments than fetch knows", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }, { method: "DELETE" })));

pattern("a method, headers and a string as body", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-Request-Id": "1" },
      body: '{"a":1}',
    })));

pattern("a lower-case method that is normalised, and one that is not", async () => [
  await lab.outcome(() => fetch(lab.api("/a"), { method: "put" })),
  await lab.outcome(() => fetch(lab.api("/a"), { method: "patch" })),
]);

pattern("an init without a prototype", () =>
  lab.outcome(() => fetch(lab.api("/a"), Object.assign(Object.create(null), { method: "PUT" }))));

pattern("a frozen init with frozen headers", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), Object.freeze({ method: "PUT", headers: Object.freeze({ "X-A": "1" }) }))));

pattern("mode no-cors gives an opaque response", () =>
  lab.outcome(() => fetch(lab.api("/a"), { mode: "no-cors", method: "POST", body: "x" })));

pattern("credentials, cache, redirect, referrer and priority", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), {
      credentials: "include",
      cache: "no-store",
      redirect: "manual",
      referrer: "",
      priority: "low",
      headers: { "X-A": "1" },
    })));

pattern("each getter of init is read once, in the native order", async () => {
  const reads = [];
  const init = {};
  const values = {
    body: "x", cache: "no-store", credentials: "omit", headers: { "X-A": "1" }, integrity: "", keepalive: false,
    method: "PUT", mode: "cors", redirect: "follow", referrer: "", referrerPolicy: "no-referrer", signal: null,
    window: null,
  };
  for (const name of Object.keys(values)) {
    Object.defineProperty(init, name, { enumerable: true, get: () => (reads.push(name), values[name]) });
  }
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), reads];
});

pattern("a getter that gives another value each time", async () => {
  let count = 0;
  const init = { method: "PUT", get headers() { return { "X-Count": String(++count) }; } };
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), count];
});

pattern("init is a class instance with accessors and private state", () => {
  class Options {
    #method = "PUT";
    get method() { return this.#method; }
    get headers() { return new Headers({ "X-A": this.#method }); }
  }
  return lab.outcome(() => fetch(lab.api("/a"), new Options()));
});

pattern("init inherits its members", () =>
  lab.outcome(() => fetch(lab.api("/a"), Object.create({ method: "PUT", headers: { "X-A": "1" } }))));

pattern("init is a function with members", () =>
  lab.outcome(() => fetch(lab.api("/a"), Object.assign(() => {}, { method: "PUT" }))));

pattern("init is a Proxy that counts what is got from it", async () => {
  const reads = [];
  const init = new Proxy({ method: "PUT" }, {
    get: (target, name) => (reads.push(String(name)), target[name]),
    has: () => (reads.push("has"), true),
  });
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), reads];
});

pattern("a member set on Object.prototype counts", async () => {
  Object.prototype.method = "PUT";
  const promise = lab.outcome(() => fetch(lab.api("/a"), {}));
  delete Object.prototype.method;
  return promise;
});

pattern("a method that converts itself does so once", async () => {
  let count = 0;
  const method = { toString: () => (count++, "put") };
  return [await lab.outcome(() => fetch(lab.api("/a"), { method })), count];
});
