// The events of an XMLHttpRequest and of its upload: which, in what order, and what listening costs.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("XMLHttpRequest: events", { apis: ["xhr"] });
export default patterns;

pattern("their order, for a GET and for a POST", async () => {
  const log = [];
  for (const [method, body] of [["GET"], ["POST", "x"]]) {
    const xhr = new XMLHttpRequest();
    lab.listen(xhr, log);
    await lab.xhr(xhr, method, lab.api("/a"), body);
  }
  return log;
});

pattern("upload listeners by addEventListener, and their order among the others", async () => {
  const xhr = new XMLHttpRequest();
  const log = [];
  lab.listen(xhr, log);
  lab.listen(xhr.upload, log, "upload ");
  return [await lab.xhr(xhr, "POST", lab.api("/a"), "x".repeat(100)), log];
});

pattern("upload listeners as properties, each of them alone", async () => {
  const log = [];
  for (const name of ["loadstart", "progress", "load", "loadend", "error", "abort", "timeout"]) {
    const xhr = new XMLHttpRequest();
    let count = 0;
    xhr.upload[`on${name}`] = ({ type }) => count++ || log.push(type);
    await lab.xhr(xhr, "POST", lab.api(`/${name}`), "x");
  }
  return log;
});

pattern("upload listeners that are removed again before sending", async () => {
  const [one, two, three] = [new XMLHttpRequest(), new XMLHttpRequest(), new XMLHttpRequest()];
  const listener = () => {};
  one.upload.addEventListener("progress", listener);
  one.upload.removeEventListener("progress", listener);
  two.upload.onprogress = listener;
  two.upload.onprogress = null;
  three.upload.addEventListener("progress", listener, true);
  three.upload.removeEventListener("progress", listener); // Another one: not removed.
  const results = [];
  for (const xhr of [one, two, three]) results.push(await lab.xhr(xhr, "POST", lab.api("/a"), "x"));
  return results;
});

pattern("upload listeners that come before opening, between, and after sending", async () => {
  const log = [];
  const listen = (xhr, label) => xhr.upload.addEventListener("load", () => log.push(label));
  const before = new XMLHttpRequest();
  listen(before, "before");
  await lab.xhr(before, "POST", lab.api("/before"), "x");
  const between = new XMLHttpRequest();
  between.open("POST", lab.api("/between"));
  listen(between, "between");
  await lab.xhr(between, undefined, undefined, "x");
  const after = new XMLHttpRequest();
  const ended = lab.xhr(after, "POST", lab.api("/after"), "x");
  listen(after, "after");
  await ended;
  return log;
});

pattern("an upload that is asked for only after sending tells what it would have told", async () => {
  const log = [];
  for (const [method, url] of [["POST", lab.api("/simple")], ["PUT", lab.api("/put")], ["POST", "own/relative"]]) {
    const xhr = new XMLHttpRequest();
    xhr.open(method, url);
    const ended = new Promise((resolve) => (xhr.onloadend = resolve));
    xhr.send("x".repeat(100));
    lab.listen(xhr.upload, log, `${method} `);
    await ended;
  }
  return log;
});

pattern("upload listeners with once, a signal, handleEvent, and for events that nobody knows", async () => {
  const log = [];
  const controller = new AbortController();
  const ways = [
    (upload) => upload.addEventListener("load", () => log.push("once"), { once: true }),
    (upload) => upload.addEventListener("load", { handleEvent(event) { log.push(["object", this === own, event.type]); } }),
    (upload) => upload.addEventListener("load", () => log.push("signal"), { signal: controller.signal }),
    (upload) => upload.addEventListener("load", () => log.push("aborted"), { signal: AbortSignal.abort() }),
    (upload) => upload.addEventListener("own", () => log.push("own")),
    (upload) => upload.addEventListener("load", null),
    (upload) => upload.addEventListener("load", {}),
    (upload) => (upload.onload = {}),
    (upload) => (upload.onload = "text"),
  ];
  const own = undefined;
  for (const [i, way] of ways.entries()) {
    const xhr = new XMLHttpRequest();
    way(xhr.upload);
    await lab.xhr(xhr, "POST", lab.api(`/${i}`), "x");
    await lab.xhr(xhr, "POST", lab.api(`/${i}/again`), "x");
  }
  controller.abort();
  return log;
});

pattern("an upload listener through the prototype's own method, and a subclass's", async () => {
  const log = [];
  const xhr = new XMLHttpRequest();
  EventTarget.prototype.addEventListener.call(xhr.upload, "load", () => log.push("prototype"));
  const { set } = Object.getOwnPropertyDescriptor(XMLHttpRequestEventTarget.prototype, "onloadend");
  set.call(xhr.upload, () => log.push("setter"));
  return [await lab.xhr(xhr, "POST", lab.api("/a"), "x"), log];
});

pattern("a patched addEventListener is called by nobody but the page", async () => {
  let calls = 0;
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (...args) {
    if (this instanceof XMLHttpRequestEventTarget) calls++;
    return addEventListener.apply(this, args);
  };
  const xhr = new XMLHttpRequest();
  xhr.open("POST", lab.api("/a"));
  xhr.setRequestHeader("X-A", "1");
  const ended = new Promise((resolve) => (xhr.onloadend = resolve));
  xhr.send("x");
  await ended;
  EventTarget.prototype.addEventListener = addEventListener;
  return [lab.summary(xhr), calls];
});

pattern("a synchronous one has fewer events, and none of its upload", () => {
  const log = [];
  const xhr = new XMLHttpRequest();
  lab.listen(xhr, log);
  lab.listen(xhr.upload, log, "upload ");
  xhr.open("POST", lab.api("/a"), false);
  xhr.send("x");
  return [lab.summary(xhr), log];
});

pattern("abort, at each stage", async () => {
  const log = [];
  const make = (label) => {
    const xhr = new XMLHttpRequest();
    lab.listen(xhr, log, `${label} `);
    return xhr;
  };
  make("new").abort();
  const opened = make("opened");
  opened.open("GET", lab.api("/a"));
  opened.abort();
  const sent = make("sent");
  sent.open("POST", lab.api("/never"));
  sent.send("x");
  await lab.arrived(1);
  sent.abort();
  log.push(`state ${sent.readyState}`);
  const done = make("done");
  await lab.xhr(done, "GET", lab.api("/b"));
  done.abort();
  log.push(`state ${done.readyState} ${done.status}`);
  return log;
});

pattern("abort inside a handler, and sending again inside one", async () => {
  const log = [];
  const xhr = new XMLHttpRequest();
  lab.listen(xhr, log);
  const again = new Promise((resolve) => {
    xhr.onabort = () => {
      xhr.onabort = null;
      xhr.open("PUT", lab.api("/again"));
      xhr.onload = resolve;
      xhr.send("x");
    };
  });
  xhr.onreadystatechange = () => { if (xhr.readyState === 2) { xhr.onreadystatechange = null; xhr.abort(); } };
  xhr.open("GET", lab.api("/stream"));
  xhr.send();
  await again;
  return [log, xhr.status, xhr.responseURL]; // Not the text: some put what was there of the first before it.
});

pattern("a timeout, set before sending and after it", async () => {
  const log = [];
  const early = new XMLHttpRequest();
  lab.listen(early, log, "early ");
  early.open("GET", lab.api("/never"));
  early.timeout = 100;
  const results = [await lab.xhr(early)];
  const late = new XMLHttpRequest();
  lab.listen(late, log, "late ");
  const ended = lab.xhr(late, "GET", lab.api("/slow")); // WebKit waits for the answer.
  late.timeout = 100;
  results.push(await ended);
  return [results, log];
}, { sent: false });

pattern("errors: refused by CORS, by the preflight, by the connection", async () => {
  const log = [];
  for (const [method, url] of [
    ["GET", lab.api("/forbidden")], ["PUT", lab.api("/forbidden")], ["GET", "http://127.0.0.1:1/"],
  ]) {
    const xhr = new XMLHttpRequest();
    lab.listen(xhr, log);
    log.push(await lab.xhr(xhr, method, url));
  }
  return log;
});

pattern("this, target and order of handlers, and one that throws", async () => {
  const log = [];
  const errors = [];
  addEventListener("error", (event) => (errors.push(event.error === mine), event.preventDefault()));
  const mine = new Error("mine");
  const xhr = new XMLHttpRequest();
  xhr.addEventListener("load", function (event) { log.push(["first", this === xhr, event.currentTarget === xhr]); });
  xhr.onload = function (event) { log.push(["on", this === xhr, event.isTrusted]); throw mine; };
  xhr.addEventListener("load", { handleEvent() { log.push(["object", this === xhr]); } });
  xhr.addEventListener("load", (event) => (log.push("stops"), event.stopImmediatePropagation()));
  xhr.addEventListener("load", () => log.push("never"));
  await lab.xhr(xhr, "GET", lab.api("/a"));
  return [log, errors];
});

pattern("events that the page dispatches itself", () => {
  const log = [];
  const xhr = new XMLHttpRequest();
  lab.listen(xhr, log);
  lab.listen(xhr.upload, log, "upload ");
  xhr.dispatchEvent(new ProgressEvent("load", { loaded: 1 }));
  xhr.dispatchEvent(new Event("readystatechange"));
  xhr.upload.dispatchEvent(new ProgressEvent("loadend"));
  return log;
});

pattern("what can be read at each readystatechange", async () => {
  const log = [];
  const xhr = new XMLHttpRequest();
  xhr.onreadystatechange = () => {
    const { readyState, status, responseText } = xhr;
    if (readyState !== 3) log.push([readyState, status, responseText, xhr.getResponseHeader("x-exposed")]);
  };
  await lab.xhr(xhr, "GET", lab.api("/a"));
  return log;
});

pattern("open and send in microtasks and timers: the same order among the page's own", async () => {
  const order = [];
  const xhr = new XMLHttpRequest();
  xhr.onreadystatechange = () => order.push(xhr.readyState);
  Promise.resolve().then(() => order.push("microtask 1"));
  xhr.open("GET", "data:,a");
  order.push("opened");
  const ended = lab.xhr(xhr);
  order.push("sent");
  Promise.resolve().then(() => order.push("microtask 2"));
  await ended;
  return order;
});
