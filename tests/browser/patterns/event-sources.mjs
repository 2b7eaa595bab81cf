// EventSource, the only one of the network's classes that connects when it is made.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("EventSource", { apis: ["EventSource"] });
export default patterns;

pattern("messages, events of its own, ids and origins", async () => {
  const log = [];
  const source = new EventSource(lab.api("/events"));
  const facts = [source.readyState, source.url, source.withCredentials];
  await new Promise((resolve) => {
    source.onopen = ({ type }) => log.push([type, source.readyState]);
    source.onmessage = ({ data, lastEventId, origin }) => log.push([data, lastEventId, origin]);
    source.addEventListener("own", ({ data, lastEventId }) => (log.push([data, lastEventId]), resolve()));
  });
  source.close();
  return [facts, log, source.readyState];
});

pattern("with credentials and without, its own origin and another", async () => {
  const results = [];
  for (const [url, init] of [
    [lab.api("/events"), { withCredentials: true }], [lab.api("/events"), {}], [lab.own("/events"), undefined],
    ["/own/events", null], [new URL(lab.api("/events")), { withCredentials: "yes" }],
  ]) {
    const source = new EventSource(url, init);
    await new Promise((resolve) => (source.onmessage = resolve));
    results.push([source.withCredentials, source.url]);
    source.close();
  }
  return results;
});

pattern("it connects again by itself, with the last id", async () => {
  const source = new EventSource(lab.api("/brief"));
  const data = [];
  await new Promise((resolve) => {
    source.onmessage = (event) => data.push(event.data) === 2 && resolve();
  });
  source.close();
  return data;
}, { preflights: false }); // What the browser asks again is not a call of the page's.

pattern("what can't be connected: another status, another type, no CORS", async () => {
  const log = [];
  for (const path of ["/missing", "/a", "/forbidden", "/nothing"]) {
    const source = new EventSource(lab.api(path));
    await new Promise((resolve) => {
      source.onerror = (event) => {
        log.push([path, event.type, source.readyState]);
        resolve();
      };
    });
    source.close();
  }
  return log;
});

pattern("the class: name, length, constants, prototype and what it inherits from", () => ({
  anatomy: lab.anatomy(EventSource),
  constants: ["CONNECTING", "OPEN", "CLOSED"].map((name) => [
    EventSource[name], EventSource.prototype[name], lab.descriptor(EventSource, name),
  ]),
  parent: Object.getPrototypeOf(EventSource) === EventTarget,
  constructor: EventSource.prototype.constructor === EventSource,
  prototype: lab.descriptor(EventSource, "prototype"),
  members: Reflect.ownKeys(EventSource.prototype).map(String),
  global: lab.descriptor(window, "EventSource"),
}));

pattern("an instance is of the class, and has nothing of its own", async () => {
  const source = new EventSource(lab.api("/events"));
  await new Promise((resolve) => (source.onmessage = resolve));
  const facts = [
    source instanceof EventSource, source.constructor === EventSource, Reflect.ownKeys(source),
    Object.getPrototypeOf(source) === EventSource.prototype, Object.prototype.toString.call(source),
  ];
  source.close();
  return facts;
});

pattern("called without new, without arguments, with wrong ones", () => [
  lab.attempt(() => EventSource(lab.api("/events"))),
  lab.attempt(() => new EventSource()),
  lab.attempt(() => new EventSource("http://[")),
  lab.attempt(() => new EventSource(Symbol("x"))),
  lab.attempt(() => new EventSource(lab.api("/events"), 1)),
  lab.attempt(() => Reflect.apply(EventSource, undefined, [lab.api("/events")])),
]);

pattern("arguments that notice being read: once each, and their errors", async () => {
  const calls = [];
  const error = new RangeError("mine");
  const source = new EventSource(
    { toString: () => (calls.push("url"), lab.api("/events")) },
    {
      get withCredentials() { calls.push("withCredentials"); return true; },
      get other() { calls.push("other"); return 1; },
    },
  );
  await new Promise((resolve) => (source.onmessage = resolve));
  source.close();
  return [
    calls,
    source.withCredentials,
    lab.attempt(() => new EventSource({ toString() { throw error; } }), error),
    lab.attempt(() => new EventSource(lab.api("/a"), { get withCredentials() { throw error; } }), error),
  ];
});

pattern("its patched getters are read by nobody else", async () => {
  const reads = [];
  for (const name of ["url", "withCredentials", "readyState"]) {
    const found = Object.getOwnPropertyDescriptor(EventSource.prototype, name);
    Object.defineProperty(EventSource.prototype, name, { ...found, get() { reads.push(name); return found.get.call(this); } });
  }
  const source = new EventSource(lab.api("/events"));
  await new Promise((resolve) => (source.onmessage = resolve));
  source.close();
  return reads;
});

pattern("a subclass, with fields, overridden methods and new.target", async () => {
  const log = [];
  class Own extends EventSource {
    #secret = 1;
    constructor(...args) { super(...args); this.made = new.target === Own; }
    close() { log.push(["close", this.#secret]); return super.close(); }
    addEventListener(...args) { log.push(["listen", args[0]]); return super.addEventListener(...args); }
  }
  const source = new Own(lab.api("/events"), { withCredentials: true });
  await new Promise((resolve) => (source.onmessage = resolve));
  source.close();
  return [source.made, source instanceof EventSource, source.constructor === Own, Own.name, Own.CLOSED, log];
});

pattern("Reflect.construct with another new.target, and a Proxy of the page's", async () => {
  class Other {}
  const made = Reflect.construct(EventSource, [lab.api("/events?1")], Other);
  const log = [];
  const Native = EventSource;
  window.EventSource = new Proxy(Native, {
    construct: (target, args, own) => (log.push(args.length), Reflect.construct(target, args, own)),
  });
  const source = new EventSource(lab.api("/events?2"));
  await new Promise((resolve) => (source.onmessage = resolve));
  source.close();
  // A setter of the platform's takes it for what it is, although it inherits nothing of it.
  const { set } = Object.getOwnPropertyDescriptor(Native.prototype, "onmessage");
  await Promise.race([new Promise((resolve) => set.call(made, resolve)), lab.wait(3000)]);
  Native.prototype.close.call(made);
  window.EventSource = Native;
  return [made instanceof Other, made instanceof EventSource, source instanceof EventSource, log];
}, { late: 2, inOrder: false, preflights: false });

pattern("handlers: this, order, handleEvent, and the page's own events", async () => {
  const log = [];
  const source = new EventSource(lab.api("/events"));
  source.addEventListener("message", function () { log.push(["first", this === source]); });
  source.onmessage = function (event) { log.push(["on", this === source, event.isTrusted, event.target === source]); };
  const ended = new Promise((resolve) => source.addEventListener("own", { handleEvent: resolve }));
  await ended;
  source.dispatchEvent(new MessageEvent("message", { data: "mine" }));
  source.close();
  return log;
});

pattern("another frame's class", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const Theirs = frame.contentWindow.EventSource;
  const source = new Theirs(lab.api("/events"));
  await new Promise((resolve) => (source.onmessage = resolve));
  source.close();
  return [Theirs === EventSource, source instanceof EventSource, source instanceof Theirs];
}, { preflights: false });
