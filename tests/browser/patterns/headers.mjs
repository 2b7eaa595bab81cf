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
