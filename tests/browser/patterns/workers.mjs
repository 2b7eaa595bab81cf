// Dedicated workers and service workers, where the package is imported by the worker itself.

import { topic } from "./pattern.mjs";

const dedicated = topic("in a worker", { place: "worker" });
const service = topic("in a service worker", { place: "service-worker" });

for (const { pattern } of [dedicated, service]) {
  pattern("a method, headers and a body", () =>
    lab.outcome(() => fetch(lab.api("/a"), { method: "PUT", headers: { "X-A": "1" }, body: "x" })));

  pattern("what fetch is, and where", () => ({
    anatomy: lab.anatomy(fetch),
    places: [Object.hasOwn(self, "fetch"), Object.hasOwn(WorkerGlobalScope.prototype, "fetch")],
    descriptor: lab.descriptor(WorkerGlobalScope.prototype, "fetch"),
    same: [fetch === self.fetch, fetch === globalThis.fetch, fetch === WorkerGlobalScope.prototype.fetch],
    names: Object.getOwnPropertyNames(self).sort(),
  }));

  pattern("with this and without", async () => {
    const unbound = fetch;
    return [
      await lab.outcome(() => unbound(lab.api("/a"))),
      await lab.outcome(() => fetch.call(self, lab.api("/b"), { method: "DELETE" })),
      await lab.outcome(() => fetch.call({}, lab.api("/c"))),
      lab.attempt(() => new fetch(lab.api("/d"))).thrown?.name,
    ];
  });

  pattern("a Request, a generator of headers, and an init that is a class's instance", async () => {
    class Options { get method() { return "PUT"; } }
    return [
      await lab.outcome(() => fetch(new Request(lab.api("/a"), { method: "POST", headers: { "X-A": "1" }, body: "x" }))),
      await lab.outcome(() => fetch(lab.api("/b"), { headers: (function* () { yield ["X-A", "1"]; })() })),
      await lab.outcome(() => fetch(lab.api("/c"), new Options())),
    ];
  });

  pattern("errors, and rejections that nobody handles", async () => {
    const events = [];
    const error = new RangeError("mine");
    addEventListener("unhandledrejection", (event) => {
      events.push([event.reason?.name, event.reason === error]);
      event.preventDefault();
    });
    fetch("http://[");
    fetch(lab.api("/a"), { get method() { throw error; } });
    const results = [
      await lab.outcome(() => fetch()),
      await lab.outcome(() => fetch(lab.api("/a"), { get headers() { throw error; } }), error),
      await lab.outcome(() => fetch(lab.api("/forbidden"))),
    ];
    await lab.until(() => events.length === 2);
    await lab.wait(50);
    return [results, events];
  }, { unreported: 2 });
}

dedicated.pattern("relative URLs are the worker's", async () => [
  await lab.outcome(() => fetch("own/a", { headers: { "X-A": "1" } })),
  await lab.outcome(() => fetch("/own/b")),
]);

dedicated.pattern("XMLHttpRequest, synchronous and not", async () => {
  const log = [];
  const xhr = new XMLHttpRequest();
  lab.listen(xhr, log);
  lab.listen(xhr.upload, log, "upload ");
  const first = await lab.xhr(xhr, "POST", lab.api("/a"), "x");
  const second = new XMLHttpRequest();
  second.open("PUT", lab.api("/b"), false);
  second.setRequestHeader("X-A", "1");
  second.send("x");
  return [first, lab.summary(second), log, lab.anatomy(XMLHttpRequest), Object.keys(XMLHttpRequest.prototype)];
}, { apis: ["xhr"] });

dedicated.pattern("EventSource", async () => {
  const source = new EventSource(lab.api("/events"));
  const data = await new Promise((resolve) => (source.onmessage = (event) => resolve(event.data)));
  source.close();
  return [data, lab.anatomy(EventSource), lab.attempt(() => EventSource("/"))];
}, { apis: ["EventSource"] });

dedicated.pattern("installed, left and installed again", async () => {
  const native = fetch;
  const first = lab.install();
  const second = lab.install();
  const during = await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT" }));
  first.uninstall();
  second.uninstall();
  const back = [fetch === native, Object.hasOwn(self, "fetch")];
  const third = lab.install();
  const again = await lab.outcome(() => fetch(lab.api("/b"), { method: "PUT" }));
  third.uninstall();
  return [during, back, again, fetch === native];
}, { installs: true });

// Last, as a list that is spread before it is filled stays empty.
export default [...dedicated.patterns, ...service.patterns];
