// Ways in which pages call fetch(), and what they can observe of it. Each runs in a page with `lab` (see wrapper.test.mjs)
// and returns what it has observed; it must be the same with and without the wrapper.
//
// `preflights: false`: what the reports say is not compared with what the endpoint received, for the reason given.
// `unreported`: how many of its calls can have no report.

const patterns = [];
const pattern = (name, run, facts = {}) => patterns.push({ name, run, ...facts });
export default patterns;

// Plain calls.

pattern("a call with a URL alone", () => lab.outcome(() => fetch(lab.api("/a"))));

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

pattern("an init without a prototype", () =>
  lab.outcome(() => fetch(lab.api("/a"), Object.assign(Object.create(null), { method: "PUT" }))));

pattern("a frozen init with frozen headers", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), Object.freeze({ method: "PUT", headers: Object.freeze({ "X-A": "1" }) }))));

pattern("a URL object", () => lab.outcome(() => fetch(new URL(lab.api("/a?b=c#d")), { method: "DELETE" })));

pattern("relative URLs, and a base element", async () => {
  const first = await lab.outcome(() => fetch("/__demo/blank"));
  const base = document.createElement("base");
  base.href = lab.api("/base/");
  document.head.append(base);
  return [first, await lab.outcome(() => fetch("relative", { method: "PUT" }))];
});

pattern("data: and blob: URLs", async () => [
  await lab.outcome(() => fetch("data:text/plain,abc", { method: "GET", headers: { "X-A": "1" } })),
  await lab.outcome(() => fetch(URL.createObjectURL(new Blob(["abc"])))),
]);

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

pattern("a redirect is followed", () =>
  lab.outcome(() => fetch(lab.api("/redirect"), { method: "PUT", body: "x" })), {
  preflights: false, // The one after the redirect is not among a call's forecast.
});

pattern("a redirect that is an error", () =>
  lab.outcome(() => fetch(lab.api("/redirect"), { redirect: "error" })));

// Arguments that notice being read.

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

pattern("a method that converts itself does so once", async () => {
  let count = 0;
  const method = { toString: () => (count++, "put") };
  return [await lab.outcome(() => fetch(lab.api("/a"), { method })), count];
});

pattern("a URL that converts itself does so once", async () => {
  let count = 0;
  const url = { toString: () => (count++, lab.api("/a")) };
  return [await lab.outcome(() => fetch(url, { method: "PUT" })), count];
}, { unreported: 1, preflights: false }); // Only the page's code knows the URL.

pattern("a URL object with its own toString", async () => {
  let count = 0;
  const url = new URL(lab.api("/a"));
  url.toString = () => (count++, lab.api("/b"));
  return [await lab.outcome(() => fetch(url, { method: "PUT" })), count];
}, { unreported: 1, preflights: false }); // As above.

pattern("window.location as a URL", () => lab.outcome(() => fetch(location)), { unreported: 1 });

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

// Requests as input.

pattern("a Request is used, and its body with it", async () => {
  const request = new Request(lab.api("/a"), { method: "POST", body: "x", headers: { "X-A": "1" } });
  const result = await lab.outcome(() => fetch(request));
  return [result, request.bodyUsed, await lab.outcome(() => fetch(request))];
}, { preflights: false }); // The second call is refused, which no getter tells beforehand.

pattern("the body of a Request is not touched before the native function does", async () => {
  const request = new Request(lab.api("/a"), { method: "POST", body: "abc" });
  const clone = request.clone();
  return [await lab.outcome(() => fetch(request)), clone.bodyUsed, await clone.text()];
});

pattern("a Request with an init that overrides it", async () => {
  const request = new Request(lab.api("/a"), { method: "POST", body: "x", headers: { "X-A": "1" } });
  return [
    await lab.outcome(() => fetch(request, { method: "PUT", headers: { "X-B": "2" }, body: "y" })),
    request.bodyUsed,
  ];
});

pattern("a Request with an empty init, and with undefined members", async () => {
  const make = () => new Request(lab.api("/a"), { method: "PUT", headers: { "X-A": "1" } });
  return [
    await lab.outcome(() => fetch(make(), {})),
    await lab.outcome(() => fetch(make(), { method: undefined, headers: undefined, signal: undefined })),
  ];
});

pattern("a Request as init", () =>
  lab.outcome(() =>
    fetch(lab.api("/b"), new Request(lab.api("/a"), { method: "DELETE", headers: { "X-A": "1" } }))));

pattern("a subclass of Request with its own getters", async () => {
  let count = 0;
  class Own extends Request {
    get url() { count++; return super.url; }
    get headers() { count++; return super.headers; }
  }
  return [await lab.outcome(() => fetch(new Own(lab.api("/a"), { method: "PUT" }))), count];
});

pattern("patched getters of Request.prototype", async () => {
  let count = 0;
  const native = Object.getOwnPropertyDescriptor(Request.prototype, "url");
  Object.defineProperty(Request.prototype, "url", { ...native, get() { count++; return native.get.call(this); } });
  const result = await lab.outcome(() => fetch(new Request(lab.api("/a"), { method: "PUT" })));
  Object.defineProperty(Request.prototype, "url", native);
  return [result, count];
});

pattern("a Request of another frame", () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  return lab.outcome(() => fetch(new frame.contentWindow.Request(lab.api("/a"), { method: "PUT" })));
});

// Bodies.

pattern("FormData keeps its boundary", () =>
  lab.outcome(() => {
    const body = new FormData();
    body.append("a", "b");
    return fetch(lab.api("/a"), { method: "POST", body });
  }));

pattern("URLSearchParams, and what is appended after the call", () =>
  lab.outcome(() => {
    const body = new URLSearchParams({ a: "b" });
    const promise = fetch(lab.api("/a"), { method: "POST", body });
    body.append("c", "d");
    return promise;
  }));

pattern("a Blob with a type", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: new Blob(["{}"], { type: "application/json" }) })));

pattern("a File without a type", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: new File(["x"], "name") })));

pattern("buffers and views", async () => {
  const bytes = new TextEncoder().encode("abc");
  const results = [];
  for (const body of [bytes, bytes.buffer, new DataView(bytes.buffer, 1)]) {
    results.push(await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })));
  }
  return results;
});

pattern("an object as body converts itself once", async () => {
  let count = 0;
  const body = { toString: () => (count++, "abc") };
  return [await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })), count];
});

pattern("a body whose Symbol.toStringTag notices", async () => {
  let count = 0;
  const body = { get [Symbol.toStringTag]() { count++; return "FormData"; } };
  return [await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })), count];
});

pattern("a stream without duplex is refused", async () => {
  const body = new Blob(["abc"]).stream();
  return [await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })), body.locked];
});

pattern("a stream is taken, and refused over HTTP/1.1", async () => {
  const body = new Blob(["abc"]).stream();
  return [await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body, duplex: "half" })), body.locked];
});

pattern("a body with GET is refused", () => lab.outcome(() => fetch(lab.api("/a"), { body: "x" })));

pattern("keepalive", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", keepalive: true, body: "x", headers: { "X-A": "1" } })));

pattern("keepalive with a body over the limit is refused", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", keepalive: true, body: "x".repeat(70_000) })));

// Errors.

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

// What is called, and how.

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

// Aborting.

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
  setTimeout(() => controller.abort(reason), 50);
  return lab.outcome(() => fetch(lab.api("/slow"), { signal: controller.signal }), reason);
});

pattern("no listener is added to the signal", async () => {
  let listeners = 0;
  const controller = new AbortController();
  controller.signal.addEventListener = () => listeners++;
  return [await lab.outcome(() => fetch(lab.api("/a"), { signal: controller.signal })), listeners];
});

// Rejections that nobody handles.

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

// Surroundings.

pattern("another frame's fetch is its own", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const other = frame.contentWindow.fetch;
  return [
    other === fetch,
    Object.getPrototypeOf(other) === Function.prototype,
    await lab.outcome(() => other(lab.api("/a"), { method: "PUT" })),
    await lab.outcome(() => fetch.call(frame.contentWindow, lab.api("/a"), { method: "PUT" })),
  ];
}, { preflights: false }); // They are not this window's calls.

pattern("responses can be cloned, streamed and read once", async () => {
  const response = await fetch(lab.api("/a"));
  const clone = response.clone();
  const text = await response.text();
  const again = await response.text().catch((error) => error.name);
  return [text === (await clone.text()), again, response.constructor === Response];
});

pattern("many calls at once", async () => {
  const calls = Array.from({ length: 30 }, (_, i) => fetch(lab.api(`/a?${i}`)).then((response) => response.status));
  return (await Promise.all(calls)).every((status) => status === 200);
}, { inOrder: false });

pattern("resource timing sees one entry", async () => {
  await fetch(lab.api("/timed"), { method: "PUT" });
  return performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/timed")).length;
});
