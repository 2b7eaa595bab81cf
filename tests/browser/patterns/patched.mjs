// What the page has put in the place of the language's own: nobody but the page calls it on the way of a request.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("what the page has patched");
export default patterns;

pattern("Object.prototype with accessors named as members of init", async () => {
  const reads = [];
  for (const name of ["method", "headers", "body", "url", "base", "kind"]) {
    Object.defineProperty(Object.prototype, name, {
      get: () => void reads.push(name),
      set() { reads.push(`set ${name}`); },
      configurable: true,
    });
  }
  const promise = lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }));
  const during = [...reads];
  for (const name of ["method", "headers", "body", "url", "base", "kind"]) delete Object.prototype[name];
  return [await promise, during];
});

pattern("the iterator of arrays", async () => {
  const calls = [];
  const native = Array.prototype[Symbol.iterator];
  Array.prototype[Symbol.iterator] = function () {
    calls.push(this.length);
    return native.call(this);
  };
  const promise = lab.outcome(() => fetch(lab.api("/a"), { method: "PUT", headers: [["X-A", "1"], ["X-B", "2"]] }));
  const during = calls.length;
  Array.prototype[Symbol.iterator] = native;
  return [await promise, during];
});

pattern("methods of arrays, texts and regular expressions, in a plain call", async () => {
  const { called, result } = lab.watchMethods([Array, String, RegExp, Set, Map], () =>
    fetch(lab.api("/a"), { method: "PUT", headers: { "X-A": "1" }, body: "x", keepalive: true }));
  return [(await result).status, called];
});

pattern("methods of arrays, texts and regular expressions, where init can be read but once", async () => {
  class Options {
    get method() { return "PUT"; }
    get headers() { return { *[Symbol.iterator]() { yield ["X-A", "1"]; } }; }
  }
  const init = new Options();
  const { called, result } = lab.watchMethods([Array, String, RegExp, Set, Map], () => fetch(lab.api("/a"), init));
  return [(await result).status, called];
});

pattern("methods of arrays, texts and maps, in what is no fetch", async () => {
  const xhr = new XMLHttpRequest();
  const { called, result } = lab.watchMethods([Array, String, RegExp, Set, Map, WeakMap], () => {
    xhr.upload.addEventListener("load", () => {}, { once: true });
    const ended = lab.xhr(xhr, "POST", lab.own("/a"), "x");
    const source = new EventSource(lab.own("/events"));
    source.close();
    return [ended, navigator.sendBeacon(lab.own("/b"), "x"), new Request(lab.api("/c"), { headers: [["X-A", "1"]] }).url];
  });
  return [(await result[0]).status, result[1], called];
}, { sent: false, preflights: false, apis: ["xhr", "EventSource", "sendBeacon"] });

pattern("the last match of a regular expression stays the page's", async () => {
  /(b)/.exec("abc");
  const promise = fetch(lab.api("/a"), { method: "PUT", headers: { "X-A": "1" }, body: "x" });
  const during = [RegExp.lastMatch, RegExp.$1];
  return [(await promise).status, during];
});

pattern("global functions and classes, where init can be read but once", async () => {
  const noted = Object.create(null);
  const undo = [];
  const names = ["Proxy", "String", "Boolean", "Object", "Array", "URL", "Set", "Map", "Error", "TextEncoder", "Headers"];
  for (const name of names) {
    const native = window[name];
    undo.push(() => (window[name] = native));
    window[name] = watched(native, name);
  }
  function watched(native, name) {
    const result = function (...args) {
      noted[name] = true;
      if (!new.target) return Reflect.apply(native, this, args);
      return Reflect.construct(native, args, new.target === result ? native : new.target);
    };
    Reflect.setPrototypeOf(result, native);
    result.prototype = native.prototype;
    return result;
  }
  const headers = { *[Symbol.iterator]() { yield ["X-A", { toString: () => "1" }]; } };
  const init = { __proto__: { method: "PUT", headers } };
  const promise = fetch(lab.api("/a"), init);
  const during = { ...noted };
  for (const each of undo) each();
  return [(await promise).status, Object.keys(during).sort()];
});

pattern("timers, clocks and idle callbacks, during the call and after it", async () => {
  const calls = [];
  for (const name of ["setTimeout", "setInterval", "queueMicrotask", "requestIdleCallback", "requestAnimationFrame"]) {
    const native = window[name];
    if (native) window[name] = (...args) => (calls.push(name), native(...args));
  }
  for (const [holder, name] of [
    [Date, "now"], [performance, "now"], [performance, "mark"], [JSON, "stringify"], [Math, "random"],
  ]) {
    const native = holder[name];
    holder[name] = (...args) => (calls.push(name), native.apply(holder, args));
  }
  const { status } = await fetch(lab.api("/a"), { method: "PUT", headers: new Map([["X-A", "1"]]) });
  const during = [...calls];
  await lab.wait(600);
  return [status, during, calls.slice(during.length)];
});

pattern("fake timers: a clock that stands still", async () => {
  // As test runners have them: nothing that is set ever comes.
  window.setTimeout = window.setInterval = window.requestIdleCallback = window.requestAnimationFrame = () => 0;
  Date.now = performance.now = () => 0;
  const first = await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }));
  return [first, await lab.outcome(() => fetch(lab.api("/slow")))];
});

pattern("observers of the document, its errors and its policies hear nothing", async () => {
  const heard = [];
  for (const name of ["error", "securitypolicyviolation", "unhandledrejection", "message", "storage"]) {
    addEventListener(name, () => heard.push(name));
  }
  document.addEventListener("securitypolicyviolation", () => heard.push("violation"));
  const observer = new MutationObserver(() => heard.push("mutation"));
  observer.observe(document, { childList: true, subtree: true, attributes: true });
  await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }));
  await lab.wait(100);
  return [heard, document.documentElement.outerHTML, localStorage.length, sessionStorage.length, document.cookie];
});
