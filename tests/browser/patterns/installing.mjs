// Installing once and again, by one copy of the package and another, and leaving in any order.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("installing and leaving", { installs: true });
export default patterns;

pattern("installed twice, left twice", async () => {
  const native = window.fetch;
  const installations = [lab.install(), lab.install()];
  const during = await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }));
  for (const installation of installations) installation.uninstall();
  return [during, fetch === native, await lab.outcome(() => fetch(lab.api("/b")))];
});

pattern("two copies of the package, the first leaves first", async () => {
  const native = window.fetch;
  const other = await lab.copy();
  const [first, second] = [lab.install(), other()];
  const results = [await lab.outcome(() => fetch(lab.api("/a"), { headers: new Map([["X-A", "1"]]) }))];
  first.uninstall();
  results.push(await lab.outcome(() => fetch(lab.api("/b"))));
  second.uninstall();
  return [results, fetch === native];
});

pattern("two copies of the package, the second leaves first and comes back", async () => {
  const native = window.fetch;
  const other = await lab.copy();
  const first = lab.install();
  other().uninstall();
  const again = other();
  const result = await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }));
  again.uninstall();
  first.uninstall();
  return [result, fetch === native];
});

pattern("hot reload: twenty times installed and left", async () => {
  const native = window.fetch;
  const statuses = [];
  for (let i = 0; i < 20; i++) {
    const installation = lab.install();
    if (i % 5 === 0) statuses.push((await fetch(lab.api(`/${i}`))).status);
    installation.uninstall();
  }
  return [statuses, fetch === native];
});

pattern("hot reload without leaving: installed again by each new copy", async () => {
  const other = await lab.copy();
  let count = 0;
  const init = { get method() { count++; return "PUT"; } };
  for (let i = 0; i < 5; i++) (i % 2 ? other : lab.install)();
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), count];
});

pattern("a function kept from before, and one kept from between, go on", async () => {
  const before = window.fetch;
  const installation = lab.install();
  const between = window.fetch;
  const results = [await lab.outcome(() => before(lab.api("/a")))];
  installation.uninstall();
  results.push(await lab.outcome(() => between(lab.api("/b"), { get method() { return "PUT"; } })));
  return results;
});

pattern("left while a request is under way, and installed while one is", async () => {
  const native = lab.outcome(() => fetch(lab.api("/slow?1")));
  const installation = lab.install();
  const wrapped = lab.outcome(() => fetch(lab.api("/slow?2"), { headers: { "X-A": "1" } }));
  installation.uninstall();
  return [await native, await wrapped];
}, { inOrder: false });

pattern("left by a getter of init, in the middle of a call", async () => {
  const installation = lab.install();
  const init = { get method() { installation.uninstall(); return "PUT"; }, headers: [["X-A", "1"]] };
  return [await lab.outcome(() => fetch(lab.api("/a"), init)), await lab.outcome(() => fetch(lab.api("/b")))];
});

pattern("installed by a getter of init, in the middle of a call", () =>
  lab.outcome(() => fetch(lab.api("/a"), { get method() { lab.install(); return "PUT"; } })));

pattern("the properties are where they were, during and after", () => {
  const places = () =>
    [
      ["fetch", window], ["fetchLater", window], ["EventSource", window], ["XMLHttpRequest", window],
      ["sendBeacon", Navigator.prototype], ["open", XMLHttpRequest.prototype], ["send", XMLHttpRequest.prototype],
      ["setRequestHeader", XMLHttpRequest.prototype], ["abort", XMLHttpRequest.prototype],
    ].map(([name, holder]) => [name, lab.descriptor(holder, name), Object.keys(holder).indexOf(name)]);
  const installation = lab.install();
  const during = places();
  installation.uninstall();
  return [during, places(), Object.hasOwn(navigator, "sendBeacon"), Object.hasOwn(Window.prototype, "fetch")];
});

pattern("everything is the very same afterwards", () => {
  const all = () => [
    fetch, window.fetchLater, EventSource, XMLHttpRequest, EventSource.prototype, EventSource.prototype.constructor,
    XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send, XMLHttpRequest.prototype.setRequestHeader,
    navigator.sendBeacon,
  ];
  const before = all();
  lab.install().uninstall();
  return all().map((each, i) => each === before[i]);
});

pattern("an XMLHttpRequest that was opened before, and one that is sent afterwards", async () => {
  const early = new XMLHttpRequest();
  early.open("PUT", lab.api("/early"));
  const installation = lab.install();
  early.setRequestHeader("X-A", "1");
  const first = await lab.xhr(early);
  const late = new XMLHttpRequest();
  late.open("PUT", lab.api("/late"));
  late.setRequestHeader("X-B", "2");
  installation.uninstall();
  return [first, await lab.xhr(late)];
});

pattern("fetch was frozen before", async () => {
  Object.freeze(window.fetch);
  const installation = lab.install();
  const during = await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }));
  const frozen = Object.isFrozen(window.fetch);
  installation.uninstall();
  return [during, frozen, Object.isFrozen(window.fetch)];
});

pattern("fetch was locked before", async () => {
  Object.defineProperty(window, "fetch", { writable: false, configurable: false });
  const locked = window.fetch;
  const warn = console.warn;
  console.warn = () => {}; // That it is off is said there, and the page may hear that.
  lab.install();
  console.warn = warn;
  return [fetch === locked, await lab.outcome(() => fetch(lab.api("/a")))];
});

pattern("fetch was made read-only before, but can be configured", async () => {
  Object.defineProperty(window, "fetch", { writable: false });
  const installation = lab.install();
  const during = lab.descriptor(window, "fetch");
  const thrown = lab.attempt(() => { "use strict"; window.fetch = 1; }).thrown?.name;
  installation.uninstall();
  return [during, thrown, lab.descriptor(window, "fetch"), await lab.outcome(() => fetch(lab.api("/a")))];
});

pattern("there was no fetch", () => {
  delete window.fetch;
  lab.install().uninstall();
  return ["fetch" in window, typeof window.fetch];
});

pattern("the prototypes of the platform's classes were frozen before", async () => {
  for (const Class of [XMLHttpRequest, EventSource, Navigator, Request, Headers]) Object.freeze(Class.prototype);
  const { warn } = console;
  console.warn = () => {}; // What can't be watched may be said there.
  const installation = lab.install();
  console.warn = warn;
  const results = [
    await lab.outcome(() => fetch(new Request(lab.api("/a"), { method: "PUT" }))),
    await lab.xhr(new XMLHttpRequest(), "PUT", lab.api("/b")),
    lab.attempt(() => navigator.sendBeacon(lab.api("/c"), "x")),
  ];
  installation.uninstall();
  return [results, await lab.outcome(() => fetch(lab.api("/d")))];
}, { late: 6, inOrder: false });

pattern("installed after the page has patched how Headers are iterated", async () => {
  const calls = [];
  const steps = Object.getPrototypeOf(new Headers()[Symbol.iterator]());
  for (const [object, name] of [[Headers.prototype, Symbol.iterator], [steps, "next"]]) {
    const native = object[name];
    object[name] = function () { calls.push(String(name)); return native.call(this); };
  }
  const installation = lab.install();
  const headers = new Headers({ "X-A": "1", "X-B": "2" });
  const results = [];
  for (const call of [() => fetch(lab.api("/a"), { headers }), () => fetch(new Request(lab.api("/b"), { headers: { "X-C": "3" } }))]) {
    calls.length = 0;
    const promise = call();
    results.push([...calls], await lab.outcome(() => promise));
  }
  installation.uninstall();
  return results;
});
