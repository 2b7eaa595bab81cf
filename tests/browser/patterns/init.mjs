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

pattern("a Proxy as init, and every trap that is called", async () => {
  const traps = [];
  const handler = new Proxy({}, {
    get: (_, trap) => (target, ...rest) => {
      traps.push(typeof rest[0] === "string" ? `${trap} ${rest[0]}` : trap);
      return Reflect[trap](target, ...rest);
    },
  });
  return [await lab.outcome(() => fetch(lab.api("/a"), new Proxy({ method: "PUT" }, handler))), traps];
});

pattern("a Proxy as init of a Request, and every trap that is called", async () => {
  const traps = [];
  const handler = new Proxy({}, {
    get: (_, trap) => (target, ...rest) => {
      traps.push(`${trap} ${String(rest[0])}`);
      return Reflect[trap](target, ...rest);
    },
  });
  const init = new Proxy({ method: "PUT", headers: new Proxy({ "X-A": "1" }, handler) }, handler);
  return [await lab.outcome(() => fetch(new Request(lab.api("/a"), init))), traps];
});

pattern("errors of a Request's init are the very same, and stop the reading", () => {
  const error = new RangeError("mine");
  const reads = [];
  const init = { get mode() { reads.push("mode"); return "nonsense"; }, get redirect() { reads.push("redirect"); throw error; } };
  return [
    lab.attempt(() => new Request(lab.api("/a"), init), error),
    lab.attempt(() => new Request(lab.api("/a"), { get method() { throw error; } }), error),
    lab.attempt(() => new Request(lab.api("/a"), 1)),
    lab.attempt(() => new Request("http://[", { method: "PUT" })),
    lab.attempt(() => new Request(lab.api("/a"), { body: "x" })),
    reads,
  ];
});

pattern("a member that is refused stops the reading, and one that converts itself comes in its turn", async () => {
  const order = [];
  const text = (name, value) => ({ toString: () => (order.push(`convert ${name}`), value) });
  const init = {};
  for (const [name, value] of Object.entries({
    cache: text("cache", "no-store"), headers: { "X-A": text("header", "1") }, method: text("method", "PUT"),
    mode: text("mode", "nonsense"), redirect: text("redirect", "follow"), signal: null,
  })) {
    Object.defineProperty(init, name, { get: () => (order.push(name), value), enumerable: true });
  }
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), order];
});

pattern("a body that converts itself, among members that notice", async () => {
  const order = [];
  const init = {
    get body() { order.push("body"); return { toString: () => (order.push("convert"), "abc") }; },
    get headers() { order.push("headers"); return [["X-A", "1"]]; },
    get method() { order.push("method"); return "PUT"; },
  };
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), order];
});

pattern("a revoked Proxy as init rejects", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return lab.outcome(() => fetch(lab.api("/a"), proxy));
}, { unreported: 1 });

pattern("members that fetch does not know are not read", async () => {
  let count = 0;
  const init = { method: "PUT", get unknown() { return count++; }, get url() { return count++; } };
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), count];
});

pattern("a getter that throws stops the reading", async () => {
  const reads = [];
  const error = new Error("mine");
  const init = {};
  for (const name of ["body", "headers", "method", "mode", "signal"]) {
    Object.defineProperty(init, name, {
      get() {
        reads.push(name);
        if (name === "method") throw error;
        return undefined;
      },
    });
  }
  return [await lab.outcome(() => fetch(lab.api("/a"), init), error), reads];
}, { unreported: 1 });

pattern("a getter that calls fetch, and one that changes what is read next", async () => {
  let inner;
  const init = {
    get headers() {
      inner = lab.outcome(() => fetch(lab.api("/inner")));
      init.method = "DELETE";
      return undefined;
    },
    method: "PUT",
  };
  return [await lab.outcome(() => fetch(lab.api("/outer"), init)), await inner];
}, { inOrder: false });

pattern("all is read before fetch returns", async () => {
  const order = [];
  const init = { get method() { order.push("read"); return "PUT"; } };
  const promise = fetch(lab.api("/a"), init);
  order.push("returned");
  await promise;
  return order;
});

pattern("an array, a Map, a Date and a regular expression as init", async () => {
  const results = [];
  for (const init of [[], new Map([["method", "PUT"]]), new Date(0), /x/]) {
    results.push(await lab.outcome(() => fetch(lab.api("/a"), Object.assign(init, { method: "PUT" }))));
  }
  return results;
});

pattern("an init of another frame", () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const init = frame.contentWindow.eval('({ method: "PUT", headers: [["X-A", "1"], ["X-B", "2"]], body: "x" })');
  return lab.outcome(() => fetch(lab.api("/a"), init));
});

pattern("window must be null", async () => [
  await lab.outcome(() => fetch(lab.api("/a"), { window: null })),
  await lab.outcome(() => fetch(lab.api("/a"), { window: {} })),
], { preflights: false }); // Nothing of it can be said by a preflight.

pattern("texts that are String objects", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), {
      method: new String("put"),
      mode: new String("cors"),
      credentials: new String("omit"),
      headers: { "X-A": new String("1") },
    })));

pattern("a symbol among the members, and a setter without a getter", () => {
  const init = { [Symbol("x")]: 1, method: "PUT" };
  Object.defineProperty(init, "headers", { set() {}, enumerable: true });
  return lab.outcome(() => fetch(lab.api("/a"), init));
});

pattern("a frozen instance of a class whose members are inherited accessors", () => {
  class Base { get method() { return "PUT"; } }
  class Options extends Base { constructor() { super(); this.headers = { "X-A": "1" }; Object.freeze(this); } }
  return lab.outcome(() => fetch(lab.api("/a"), new Options()));
});
