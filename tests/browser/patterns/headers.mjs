// Headers in every shape that fetch() takes; some can be read but once.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: headers");
export default patterns;

pattern("headers as an array of pairs, repeated names included", () =>
  lab.outcome(() => fetch(lab.api("/a"), { headers: [["X-B", "1"], ["x-a", "2"], ["X-B", "3"]] })));

pattern("headers as a Headers object", () =>
  lab.outcome(() => {
    const headers = new Headers({ "X-A": "1" });
    headers.append("x-a", "2");
    headers.append("Accept", "text/plain");
    return fetch(lab.api("/a"), { headers });
  }));

pattern("header values that are numbers, booleans, null or undefined", () =>
  lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-N": 1, "X-T": true, "X-Z": null, "X-U": undefined } })));

pattern("headers from a generator", () =>
  lab.outcome(() => {
    function* headers() {
      yield ["X-A", "1"];
      yield ["X-B", "2"];
    }
    return fetch(lab.api("/a"), { method: "PUT", headers: headers() });
  }));

pattern("a generator that is stopped by a bad header runs no further", async () => {
  const steps = [];
  function* headers() {
    try {
      steps.push("first");
      yield ["X-A", "1"];
      steps.push("second");
      yield ["X B", "2", "3"];
      steps.push("third");
    } finally {
      steps.push("closed");
    }
  }
  return [await lab.outcome(() => fetch(lab.api("/a"), { headers: headers() })), steps];
}, { unreported: 1 });

pattern("headers from a Map", () =>
  lab.outcome(() => fetch(lab.api("/a"), { headers: new Map([["X-A", "1"], ["X-B", "2"]]) })));

pattern("header pairs that are one-shot iterables", () =>
  lab.outcome(() => {
    const pair = (...parts) => parts[Symbol.iterator]();
    return fetch(lab.api("/a"), { headers: [pair("X-A", "1"), pair("X-B", "2")] });
  }));

pattern("headers with getters are read once", async () => {
  let count = 0;
  const headers = { get "X-A"() { return String(++count); } };
  return [await lab.outcome(() => fetch(lab.api("/a"), { headers })), count];
});

pattern("header names and values that convert themselves", async () => {
  let count = 0;
  const text = (value) => ({ toString: () => (count++, value) });
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { headers: [[text("X-A"), text("1")]] })),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-B": text("2") } })),
    count,
  ];
});

pattern("a subclass of Headers with its own iterator", async () => {
  let count = 0;
  class Counted extends Headers {
    *[Symbol.iterator]() {
      count++;
      yield* super[Symbol.iterator]();
    }
  }
  return [await lab.outcome(() => fetch(lab.api("/a"), { headers: new Counted({ "X-A": "1" }) })), count];
});

pattern("a patched iterator of Headers", async () => {
  let count = 0;
  const native = Headers.prototype[Symbol.iterator];
  Headers.prototype[Symbol.iterator] = function () {
    count++;
    return native.call(this);
  };
  const result = await lab.outcome(() => fetch(lab.api("/a"), { headers: new Headers({ "X-A": "1" }) }));
  Headers.prototype[Symbol.iterator] = native;
  return [result, count];
});

pattern("a patched step of the iterator of Headers", async () => {
  let count = 0;
  const steps = Object.getPrototypeOf(new Headers()[Symbol.iterator]());
  const { next } = steps;
  steps.next = function () { count++; return next.call(this); };
  const result = await lab.outcome(() => fetch(lab.api("/a"), { headers: new Headers({ "X-A": "1" }) }));
  steps.next = next;
  return [result.body, count];
});

pattern("Headers with names that are numbers or forbidden, and with cookies", () => {
  const headers = new Headers([["10", "a"], ["9", "b"], ["X-B", "1"], ["x-b", "2"], ["Set-Cookie", "a"], ["Set-Cookie", "b"]]);
  headers.append("Cookie", "c");
  headers.append("constructor", "d");
  headers.append("__proto__", "e");
  return lab.outcome(() => fetch(lab.api("/a"), { headers }));
});

pattern("inherited and hidden headers are not sent", () => {
  const headers = Object.create({ "X-Inherited": "1" });
  headers["X-Own"] = "2";
  Object.defineProperty(headers, "X-Hidden", { value: "3", enumerable: false });
  return lab.outcome(() => fetch(lab.api("/a"), { headers }));
});

pattern("headers of another frame", () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const { Headers, Object, Array } = frame.contentWindow;
  return lab.outcome(() => {
    const headers = new Headers({ "X-A": "1" });
    return fetch(lab.api("/a"), Object.assign(new Object(), { method: "PUT", headers }));
  });
});

pattern("headers changed after the call are not sent", () =>
  lab.outcome(() => {
    const headers = new Headers({ "X-A": "1" });
    const init = { method: "PUT", headers };
    const promise = fetch(lab.api("/a"), init);
    headers.set("X-A", "2");
    headers.set("X-B", "3");
    init.method = "DELETE";
    return promise;
  }));

pattern("a Proxy as a record of headers, and every trap that is called", async () => {
  const traps = [];
  const handler = new Proxy({}, {
    get: (_, trap) => (target, ...rest) => {
      traps.push(`${trap} ${String(rest[0])}`);
      return Reflect[trap](target, ...rest);
    },
  });
  const headers = new Proxy({ "X-A": "1", "X-B": "2" }, handler);
  return [await lab.outcome(() => fetch(lab.api("/a"), { headers })), traps];
});

pattern("a revoked Proxy as headers, as a pair and as an iterator's result rejects", async () => {
  const revoked = (target) => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };
  const iterable = (result) => ({ [Symbol.iterator]: () => ({ next: () => result }) });
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { headers: revoked({}) })),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: [revoked([])] })),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: iterable(1) })),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: { [Symbol.iterator]: () => 1 } })),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: iterable({ done: false, value: 1 }) })),
  ];
}, { unreported: 5 });

pattern("names that are numbers, __proto__ and constructor", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), { headers: { 2: "b", 1: "a", ["__proto__"]: "p", constructor: "c", toString: "t" } })));

pattern("URLSearchParams and FormData are iterables of pairs", async () => {
  const form = new FormData();
  form.append("X-A", "1");
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { headers: new URLSearchParams("X-A=1&X-B=2") })),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: form })),
  ];
});

pattern("an iterable whose Symbol.iterator is a getter that is read once", async () => {
  let count = 0;
  const headers = { get [Symbol.iterator]() { count++; return () => [["X-A", "1"]][Symbol.iterator](); } };
  return [await lab.outcome(() => fetch(lab.api("/a"), { headers })), count];
});

pattern("a record whose Symbol.iterator is undefined", () =>
  lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": "1", [Symbol.iterator]: undefined } })), { unreported: 1 });

pattern("a record whose Symbol.iterator is no function", () =>
  lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": "1", [Symbol.iterator]: 1 } })), {
  unreported: 1,
});

pattern("a record with a symbol in it rejects", () =>
  lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": "1", [Symbol("x")]: "2" } })), { unreported: 1 });

pattern("an async iterable, a set of strings and a typed array", async () => [
  await lab.outcome(() => fetch(lab.api("/a"), { headers: (async function* () { yield ["X-A", "1"]; })() })),
  await lab.outcome(() => fetch(lab.api("/a"), { headers: new Set(["ab"]) })),
  await lab.outcome(() => fetch(lab.api("/a"), { headers: new Uint8Array(2) })),
], { unreported: 2 });

pattern("arrays with a getter, and with holes", async () => {
  let count = 0;
  const read = [["X-A", "1"]];
  Object.defineProperty(read, 0, { get: () => (count++, ["X-A", String(count)]), enumerable: true });
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { headers: read })),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: [["X-A", "1"], , ["X-B", "2"]] })),
    count,
  ];
}, { unreported: 1 });

pattern("an array with an iterator of its own", async () => {
  let count = 0;
  const headers = Object.assign([["X-A", "1"]], { *[Symbol.iterator]() { count++; yield ["X-B", "2"]; } });
  return [await lab.outcome(() => fetch(lab.api("/a"), { headers })), count];
});

pattern("errors of an iterator, of its items and of their texts are the very same", async () => {
  const error = new RangeError("mine");
  const fail = () => { throw error; };
  const iterable = (next) => ({ [Symbol.iterator]: () => ({ next }) });
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { headers: iterable(fail) }), error),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: { get [Symbol.iterator]() { return fail(); } } }), error),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: iterable(() => ({ get done() { return fail(); } })) }), error),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: [iterable(fail)] }), error),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: [["X-A", { toString: fail }]] }), error),
    await lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": { toString: fail } } }), error),
  ];
}, { unreported: 6 });

pattern("a record of texts, numbers and values that convert themselves, each once and in order", async () => {
  const steps = [];
  const text = (value) => ({ toString: () => (steps.push(value), value) });
  const headers = { "X-B": text("1"), "X-A": "2", 7: text("3"), "X-C": 4, "X-D": null, ["__proto__"]: text("5"), "X-E": ["6", 7] };
  return [await lab.outcome(() => fetch(lab.api("/a"), { headers })), steps];
});

pattern("a value that is a symbol, after one that converts itself", async () => {
  const steps = [];
  const headers = { "X-A": { toString: () => (steps.push("X-A"), "1") }, "X-B": Symbol("b") };
  return [await lab.outcome(() => fetch(lab.api("/a"), { headers })), steps];
}, { unreported: 1 });

pattern("what all objects inherit is not in a record", async () => {
  let count = 0;
  Object.defineProperty(Object.prototype, "X-B", { get: () => String(++count), enumerable: true, configurable: true });
  const promise = fetch(lab.api("/a"), { headers: { "X-A": "1" } });
  delete Object.prototype["X-B"];
  return [await lab.outcome(() => promise), count];
});

pattern("a record that inherits nothing, where all other objects are iterable", async () => {
  let count = 0;
  const headers = Object.assign(Object.create(null), { "X-A": "1" });
  const iterate = () => (count++, [["X-B", "2"]][Symbol.iterator]());
  Object.defineProperty(Object.prototype, Symbol.iterator, { get: () => (count++, iterate), configurable: true });
  const promise = fetch(lab.api("/a"), { headers });
  delete Object.prototype[Symbol.iterator];
  return [await lab.outcome(() => promise), count];
});

pattern("forbidden headers are dropped, and others as they are", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), {
      headers: { Cookie: "a=b", Host: "x", "Sec-Own": "1", "Proxy-Own": "1", Origin: "http://x", "X-A": "1" },
    })));

pattern("values are trimmed, may be empty, and may be Latin-1", () =>
  lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": " \t1 ", "X-B": "", "X-C": "\u00e4" } })));

pattern("a record that has one name in two spellings", () =>
  lab.outcome(() => fetch(lab.api("/a"), { headers: { "X-A": "1", "x-a": "2", "X-a": "3" } })));

pattern("a record that is an instance of a class with getters", () => {
  class Own {
    constructor() { this["X-A"] = "1"; Object.defineProperty(this, "X-B", { get: () => "2", enumerable: true }); }
    get "X-C"() { return "3"; }
  }
  return lab.outcome(() => fetch(lab.api("/a"), { headers: new Own() }));
});

pattern("two hundred headers", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), { headers: Array.from({ length: 200 }, (_, i) => [`X-${i}`, String(i)]) })));
