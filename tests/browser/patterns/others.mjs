// Other code that puts itself in fetch's place, before the wrapper and after it.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("other wrappers", { installs: true });
export default patterns;

pattern("one that came first gets the very arguments, and the page its very promise", async () => {
  const seen = [];
  const native = window.fetch;
  let promise;
  window.fetch = function (...args) {
    seen.push(args.length, args[0] === input, args[1] === init, args[2], this === undefined || this === window);
    return (promise = native.apply(this, args));
  };
  class Options { get method() { return "PUT"; } }
  const input = new URL(lab.api("/a"));
  const init = new Options();
  lab.install();
  const given = window.fetch(input, init, 3);
  return [given === promise, (await given).status, seen];
});

pattern("one that came first and is no function of the platform: a mock", async () => {
  const error = new Error("theirs");
  window.fetch = (url) => {
    if (url.endsWith("/throw")) throw error;
    if (url.endsWith("/value")) return "no promise";
    return Promise.resolve(new Response("mocked", { status: 203 }));
  };
  lab.install();
  return [
    await lab.outcome(() => fetch(lab.api("/a"))),
    lab.attempt(() => fetch(lab.api("/throw")), error),
    lab.attempt(() => fetch(lab.api("/value"))),
  ];
});

pattern("one that came first and looks at who calls it, and with what length and name", async () => {
  const calls = [];
  window.fetch = function fetch(input) {
    calls.push([arguments.length, new.target === undefined, this === window]);
    return Promise.resolve(new Response(String(input)));
  };
  lab.install();
  const results = [await window.fetch("a").then((r) => r.text()), await fetch("b").then((r) => r.text())];
  return [results, calls, window.fetch.name, window.fetch.length, "prototype" in window.fetch];
});

pattern("one that came later calls ours, and puts it back", async () => {
  lab.install();
  const before = window.fetch;
  let calls = 0;
  window.fetch = function (...args) { calls++; return before.apply(this, args); };
  const during = await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }));
  window.fetch = before;
  return [during, await lab.outcome(() => fetch(lab.api("/b"))), calls, fetch === before];
});

pattern("one before, one after, and ours leaves first", async () => {
  const log = [];
  const wrap = (name) => {
    const inner = window.fetch;
    return (window.fetch = (...args) => (log.push(name), inner(...args)));
  };
  wrap("first");
  const installation = lab.install();
  const last = wrap("last");
  await fetch(lab.api("/a"));
  installation.uninstall();
  await fetch(lab.api("/b"));
  return [log, fetch === last];
});

pattern("one before, one after, and the others leave first", async () => {
  const native = window.fetch;
  const first = (window.fetch = (...args) => native(...args));
  const installation = lab.install();
  const between = window.fetch;
  window.fetch = (...args) => between(...args);
  window.fetch = between;
  installation.uninstall();
  const theirs = window.fetch === first;
  window.fetch = native;
  return [theirs, await lab.outcome(() => fetch(lab.api("/a")))];
});

pattern("one that leaves without asking who has come since", async () => {
  const native = window.fetch;
  window.fetch = (...args) => native(...args);
  const installation = lab.install();
  window.fetch = native;
  const during = await lab.outcome(() => fetch(lab.api("/a")));
  installation.uninstall();
  return [during, fetch === native, await lab.outcome(() => fetch(lab.api("/b")))];
});

pattern("a proxy that came first gets what the page gives", async () => {
  const seen = [];
  window.fetch = new Proxy(window.fetch, {
    apply: (target, self, args) => (seen.push(args.length, args[1] === init), Reflect.apply(target, self, args)),
  });
  const init = Object.create({ method: "PUT" });
  lab.install();
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), seen];
});

pattern("one that keeps the original as a property, as Sentry's do", async () => {
  const fill = () => {
    const original = window.fetch;
    window.fetch = function (...args) {
      return original.apply(window, args).then((response) => response, (error) => { throw error; });
    };
    Object.defineProperty(window.fetch, "__original__", { value: original });
    return original;
  };
  const native = fill();
  lab.install();
  fill();
  const original = window.fetch.__original__.__original__;
  return [await lab.outcome(() => fetch(lab.api("/a"))), original === native];
});

pattern("fetch as an accessor that the page has defined: who reads and who sets", async () => {
  let current = window.fetch;
  const log = [];
  Object.defineProperty(window, "fetch", {
    get: () => (log.push("get"), current),
    set: (value) => { log.push("set"); current = value; },
    configurable: true,
    enumerable: true,
  });
  const installation = lab.install();
  log.length = 0;
  const first = await lab.outcome(() => fetch(lab.api("/a")));
  window.fetch = () => Promise.resolve(new Response("theirs"));
  const second = await lab.outcome(() => fetch(lab.api("/b")));
  installation.uninstall();
  return [first, second, log, lab.descriptor(window, "fetch")];
});

pattern("zones: Promise and its then are replaced before and after", async () => {
  const Native = Promise;
  class ZonePromise extends Native {
    then(...args) { calls.push("then"); return super.then(...args); }
  }
  const calls = [];
  window.Promise = ZonePromise;
  lab.install();
  const native = window.fetch;
  window.fetch = (...args) => new ZonePromise((resolve, reject) => native(...args).then(resolve, reject));
  const promise = fetch(lab.api("/a"));
  const kind = promise.constructor === ZonePromise;
  const { status } = await promise;
  window.Promise = Native;
  return [kind, status, calls];
});

pattern("XMLHttpRequest's methods are patched before and after, and taken back", async () => {
  const log = [];
  const patch = (name, label) => {
    const original = XMLHttpRequest.prototype[name];
    XMLHttpRequest.prototype[name] = function (...args) {
      log.push(`${label} ${name} ${args.length} ${this === xhr}`);
      return original.apply(this, args);
    };
    return () => (XMLHttpRequest.prototype[name] = original);
  };
  const xhr = new XMLHttpRequest();
  const undo = [patch("open", "first"), patch("send", "first"), patch("setRequestHeader", "first")];
  const installation = lab.install();
  undo.push(patch("open", "last"), patch("send", "last"));
  xhr.open("PUT", lab.api("/a"));
  xhr.setRequestHeader("X-A", "1");
  const first = await lab.xhr(xhr, undefined, undefined, "x");
  installation.uninstall();
  for (const each of undo.reverse()) each();
  return [first, await lab.xhr(xhr, "GET", lab.api("/b")), log];
});
