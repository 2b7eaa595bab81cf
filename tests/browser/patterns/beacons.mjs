// What is sent without an answer: navigator.sendBeacon, and fetchLater where there is one.

import { topic } from "./pattern.mjs";

const beacon = topic("sendBeacon", { apis: ["sendBeacon"], inOrder: false });
const later = topic("fetchLater", { apis: ["fetchLater"], late: 0 });

beacon.pattern("text, bytes, nothing", () => [
  navigator.sendBeacon(lab.api("/text"), "x"),
  navigator.sendBeacon(lab.api("/empty"), ""),
  navigator.sendBeacon(lab.api("/bytes"), new Uint8Array([65, 66])),
  navigator.sendBeacon(lab.api("/buffer"), new ArrayBuffer(2)),
  navigator.sendBeacon(lab.api("/view"), new DataView(new ArrayBuffer(2))),
  navigator.sendBeacon(lab.api("/nothing")),
  navigator.sendBeacon(lab.api("/undefined"), undefined),
  navigator.sendBeacon(lab.api("/null"), null),
], { late: 8 });

beacon.pattern("a form, parameters, blobs with and without a type", () => {
  const form = new FormData();
  form.append("a", "b");
  return [
    navigator.sendBeacon(lab.api("/form"), form),
    navigator.sendBeacon(lab.api("/parameters"), new URLSearchParams("a=b")),
    navigator.sendBeacon(lab.api("/blob"), new Blob(["x"])),
    navigator.sendBeacon(lab.api("/plain"), new Blob(["x"], { type: "text/plain" })),
  ];
}, { late: 4 });

beacon.pattern("JSON in a Blob, which some send with a preflight", () => {
  const body = new Blob(['{"a":1}'], { type: "application/json" });
  return [navigator.sendBeacon(lab.api("/a"), body), navigator.sendBeacon(lab.own("/b"), body)];
}, { late: 3 });

beacon.pattern("what converts itself does so once", () => {
  const calls = [];
  const text = (value) => ({ toString: () => (calls.push(value), value) });
  return [
    navigator.sendBeacon(text(lab.api("/a")), text("body")),
    navigator.sendBeacon(new URL(lab.api("/b")), 7),
    navigator.sendBeacon("/own/c", ["x", "y"]),
    calls,
  ];
}, { late: 3 });

beacon.pattern("errors: no URL, a bad one, another scheme, a stream, and the page's own", () => {
  const error = new RangeError("mine");
  const fail = { toString() { throw error; } };
  const send = (...args) => lab.attempt(() => navigator.sendBeacon(...args), error);
  const stream = new Blob(["x"]).stream();
  return [
    send(), send("http://["), send("data:,x"), send("blob:x"), send("ftp://127.0.0.1/"), send(Symbol("x")), send(fail),
    send(lab.api("/a"), fail), send(lab.api("/b"), Symbol("x")), send(lab.api("/c"), stream), stream.locked,
  ];
}, { late: 0 });

beacon.pattern("more than may wait is refused by false, and the rest is not", () => {
  const large = "x".repeat(70_000);
  return [
    navigator.sendBeacon(lab.api("/large"), large),
    navigator.sendBeacon(lab.api("/blob"), new Blob([large])),
    navigator.sendBeacon(lab.api("/small"), "x"),
  ];
}, { late: 1 });

beacon.pattern("without its object it throws, with it by call, bind and Reflect it does not", () => {
  const { sendBeacon } = navigator;
  return [
    lab.attempt(() => sendBeacon(lab.api("/unbound"), "x")),
    lab.attempt(() => sendBeacon.call({}, lab.api("/object"), "x")),
    lab.attempt(() => sendBeacon.call(Object.create(navigator), lab.api("/derived"), "x")),
    lab.attempt(() => sendBeacon.call(navigator, lab.api("/call"), "x")),
    lab.attempt(() => sendBeacon.bind(navigator, lab.api("/bind"))("x")),
    lab.attempt(() => Reflect.apply(sendBeacon, navigator, [lab.api("/reflect"), "x"])),
    lab.attempt(() => new sendBeacon(lab.api("/new"))).thrown?.name,
  ];
}, { late: 3 });

beacon.pattern("what it is, and where", () => ({
  anatomy: lab.anatomy(navigator.sendBeacon),
  descriptor: lab.descriptor(Navigator.prototype, "sendBeacon"),
  own: Object.hasOwn(navigator, "sendBeacon"),
  same: navigator.sendBeacon === Navigator.prototype.sendBeacon,
  keys: Object.keys(Navigator.prototype).indexOf("sendBeacon"),
}), { late: 0 });

beacon.pattern("replaced by the page, on the object and on the prototype", () => {
  const log = [];
  const { sendBeacon } = Navigator.prototype;
  navigator.sendBeacon = function (...args) { log.push(["own", args.length]); return sendBeacon.apply(this, args); };
  const first = navigator.sendBeacon(lab.api("/own"), "x");
  delete navigator.sendBeacon;
  Navigator.prototype.sendBeacon = function (...args) { log.push(["prototype"]); return sendBeacon.apply(this, args); };
  const second = navigator.sendBeacon(lab.api("/prototype"), "x");
  Navigator.prototype.sendBeacon = sendBeacon;
  return [first, second, log, navigator.sendBeacon === sendBeacon];
}, { late: 2 });

beacon.pattern("another frame's navigator", () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const theirs = frame.contentWindow.navigator;
  return [
    theirs.sendBeacon === navigator.sendBeacon,
    lab.attempt(() => theirs.sendBeacon(lab.api("/theirs"), "x")),
    lab.attempt(() => navigator.sendBeacon.call(theirs, lab.api("/crossed"), "x")),
  ];
}, { late: 2, preflights: false });

beacon.pattern("a Blob whose getters notice, and a form whose methods do", () => {
  let count = 0;
  class OwnBlob extends Blob { get type() { count++; return "own/type"; } get size() { count++; return 1; } }
  class OwnForm extends FormData { has(...args) { count++; return super.has(...args); } }
  return [
    navigator.sendBeacon(lab.api("/blob"), new OwnBlob(["x"], { type: "text/plain" })),
    navigator.sendBeacon(lab.api("/form"), new OwnForm()),
    count,
  ];
}, { late: 2 });

// Chromium alone has it. Elsewhere nothing may pretend that it is there.

later.pattern("where there is none, there is none", () => [
  "fetchLater" in window, typeof window.fetchLater, Object.hasOwn(window, "fetchLater"),
  lab.descriptor(window, "fetchLater"),
]);

later.pattern("sent at once, and what it gives back", async () => {
  if (!window.fetchLater) return "absent";
  const init = { method: "POST", body: "x", headers: { "X-A": "1" }, activateAfter: 0 };
  const result = lab.attempt(() => fetchLater(lab.api("/a"), init).activated);
  await lab.arrived(2);
  return result;
}, { late: { chromium: 2, firefox: 0, webkit: 0 } });

later.pattern("getters of init are read once each, in the native order", async () => {
  if (!window.fetchLater) return "absent";
  const reads = [];
  const init = {};
  for (const name of ["method", "headers", "body", "mode", "signal", "activateAfter", "credentials"]) {
    // At once: what still waits is sent when the document goes, into the next one's requests.
    const values = { method: "POST", body: "x", activateAfter: 0 };
    Object.defineProperty(init, name, { get: () => (reads.push(name), values[name]) });
  }
  const result = lab.attempt(() => fetchLater(lab.api("/a"), init).activated);
  await lab.arrived(1);
  return [result, reads];
}, { late: { chromium: 1, firefox: 0, webkit: 0 } });

later.pattern("errors are thrown at once: its own and the page's", () => {
  if (!window.fetchLater) return "absent";
  const error = new RangeError("mine");
  const aborted = AbortSignal.abort(error);
  return [
    lab.attempt(() => fetchLater()),
    lab.attempt(() => fetchLater("http://[")),
    lab.attempt(() => fetchLater(lab.api("/a"), { activateAfter: -1 })),
    lab.attempt(() => fetchLater(lab.api("/a"), { get method() { throw error; } }), error),
    lab.attempt(() => fetchLater(lab.api("/a"), { signal: aborted }), error),
    lab.attempt(() => fetchLater.call({}, lab.api("/a"))),
    lab.attempt(() => new fetchLater(lab.api("/a"))).thrown?.name,
  ];
});

// Last, as a list that is spread before it is filled stays empty.
export default [...beacon.patterns, ...later.patterns];
