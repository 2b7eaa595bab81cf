// XMLHttpRequest as a class and its instances as objects: what they are, and what pages make of them.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("XMLHttpRequest: objects", { apis: ["xhr"] });
export default patterns;

pattern("the class: name, length, constants, what it inherits from", () => ({
  anatomy: lab.anatomy(XMLHttpRequest),
  constants: ["UNSENT", "OPENED", "HEADERS_RECEIVED", "LOADING", "DONE"].map((name) => [
    XMLHttpRequest[name], XMLHttpRequest.prototype[name], lab.descriptor(XMLHttpRequest, name),
  ]),
  parent: Object.getPrototypeOf(XMLHttpRequest) === XMLHttpRequestEventTarget,
  constructor: XMLHttpRequest.prototype.constructor === XMLHttpRequest,
  prototype: lab.descriptor(XMLHttpRequest, "prototype"),
  global: lab.descriptor(window, "XMLHttpRequest"),
}));

pattern("the prototype: each member's descriptor and anatomy, in their order", () =>
  Reflect.ownKeys(XMLHttpRequest.prototype).map((name) => {
    const { value, get, set } = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, name);
    const functions = [value, get, set].filter((each) => typeof each === "function" && each !== XMLHttpRequest);
    return [String(name), lab.descriptor(XMLHttpRequest.prototype, name), functions.map(lab.anatomy)];
  }));

pattern("an instance has nothing of its own, before and after", async () => {
  const xhr = new XMLHttpRequest();
  const facts = () => [
    Reflect.ownKeys(xhr), Object.keys(xhr.upload), Object.prototype.toString.call(xhr), xhr instanceof XMLHttpRequest,
    xhr.constructor === XMLHttpRequest, Object.getPrototypeOf(xhr) === XMLHttpRequest.prototype,
  ];
  const before = facts();
  xhr.open("PUT", lab.api("/a"));
  xhr.setRequestHeader("X-A", "1");
  const during = facts();
  await lab.xhr(xhr, undefined, undefined, "x");
  const names = [];
  for (const name in xhr) names.push(name);
  return [before, during, facts(), names];
});

pattern("upload is one object, of its class, and empty", () => {
  const xhr = new XMLHttpRequest();
  const { upload } = xhr;
  xhr.open("GET", "/own/a");
  return [
    upload === xhr.upload,
    upload instanceof XMLHttpRequestUpload,
    Reflect.ownKeys(upload).length,
    lab.attempt(() => { "use strict"; xhr.upload = {}; }).thrown?.name,
    lab.attempt(() => new XMLHttpRequestUpload()).thrown?.name,
  ];
});

pattern("called without new, and methods without their object", () => {
  const { open, send, setRequestHeader } = XMLHttpRequest.prototype;
  return [
    lab.attempt(() => XMLHttpRequest()),
    lab.attempt(() => open("GET", "/")),
    lab.attempt(() => open.call({}, "GET", "/")),
    lab.attempt(() => send.call(null)),
    lab.attempt(() => setRequestHeader.call(Object.create(XMLHttpRequest.prototype), "X-A", "1")),
    lab.attempt(() => XMLHttpRequest.prototype.open("GET", "/")),
    lab.attempt(() => XMLHttpRequest.prototype.readyState).thrown?.name,
    lab.attempt(() => new Proxy(new XMLHttpRequest(), {}).open("GET", "/")),
    lab.attempt(() => new open()).thrown?.name,
  ];
});

pattern("with a foreign this nothing is converted", () => {
  const calls = [];
  const text = { toString: () => (calls.push("text"), "/own/a") };
  const { open, setRequestHeader } = XMLHttpRequest.prototype;
  return [
    lab.attempt(() => open.call({}, text, text)),
    lab.attempt(() => setRequestHeader.call({}, text, text)),
    lab.attempt(() => navigator.sendBeacon.call({}, text)),
    calls,
  ];
});

pattern("by call, apply, bind and Reflect", async () => {
  const { prototype } = XMLHttpRequest;
  const xhr = new XMLHttpRequest();
  const returned = [
    prototype.open.call(xhr, "PUT", lab.api("/a")),
    prototype.setRequestHeader.apply(xhr, ["X-A", "1"]),
    prototype.setRequestHeader.bind(xhr, "X-B")("2"),
  ];
  const ended = new Promise((resolve) => (xhr.onloadend = resolve));
  returned.push(Reflect.apply(prototype.send, xhr, ["x"]));
  await ended;
  return [returned, lab.summary(xhr)];
});

pattern("a subclass: overridden methods, super, fields, new.target", async () => {
  const log = [];
  class Own extends XMLHttpRequest {
    #secret = "1";
    constructor() { super(); this.made = new.target === Own; }
    open(...args) { log.push(["open", args.length]); return super.open(...args); }
    send(...args) {
      log.push(["send", args.length]);
      this.setRequestHeader("X-A", this.#secret);
      return super.send(...args);
    }
    setRequestHeader(...args) { log.push(["set", args.length]); return super.setRequestHeader(...args); }
    get upload() { log.push("upload"); return super.upload; }
    get withCredentials() { log.push("withCredentials"); return super.withCredentials; }
    get readyState() { log.push("readyState"); return super.readyState; }
    addEventListener(...args) { log.push(["listen", args[0]]); return super.addEventListener(...args); }
  }
  const xhr = new Own();
  const ended = new Promise((resolve) => (xhr.onloadend = resolve));
  xhr.open("PUT", lab.api("/a"), true);
  xhr.send("x");
  await ended;
  const kind = [xhr instanceof Own, xhr instanceof XMLHttpRequest, xhr.constructor === Own, xhr.made];
  return [kind, Object.keys(xhr), log, xhr.status];
});

pattern("Reflect.construct with another new.target, and a function in the old style", async () => {
  class Other {}
  const made = Reflect.construct(XMLHttpRequest, [], Other);
  function Old() {
    const xhr = new XMLHttpRequest();
    xhr.own = true;
    return xhr;
  }
  Old.prototype = XMLHttpRequest.prototype;
  const old = new Old();
  XMLHttpRequest.prototype.open.call(made, "GET", lab.api("/a"));
  return [made instanceof Other, made instanceof XMLHttpRequest, await lab.xhr(old, "PUT", lab.api("/b")), old.own];
});

pattern("an instance's own open and send, put there by the page", async () => {
  const log = [];
  const xhr = new XMLHttpRequest();
  for (const name of ["open", "send", "setRequestHeader"]) {
    const original = xhr[name];
    xhr[name] = function (...args) { log.push([name, args.length, this === xhr]); return original.apply(this, args); };
  }
  xhr.open("PUT", lab.api("/a"));
  xhr.setRequestHeader("X-A", "1");
  const result = await lab.xhr(xhr, undefined, undefined, "x");
  return [result, log, Object.keys(xhr)];
});

pattern("the prototype's methods replaced by the page, in both ways, and put back", async () => {
  const log = [];
  const { prototype } = XMLHttpRequest;
  const { open, send } = prototype;
  prototype.open = function (...args) {
    log.push(["open", args.length]);
    this.own = args[1];
    return open.apply(this, args);
  };
  Object.defineProperty(prototype, "send", {
    ...Object.getOwnPropertyDescriptor(prototype, "send"),
    value(body) { log.push(["send", body]); return send.call(this, body); },
  });
  const first = await lab.xhr(new XMLHttpRequest(), "PUT", lab.api("/a"), "x");
  prototype.open = open;
  prototype.send = send;
  return [first, log, prototype.open === open, await lab.xhr(new XMLHttpRequest(), "GET", lab.api("/b"))];
});

pattern("the class itself replaced by the page: by a Proxy, and by a class that holds one", async () => {
  const Native = XMLHttpRequest;
  const log = [];
  window.XMLHttpRequest = new Proxy(Native, {
    construct: (target, args, own) => (log.push("construct"), Reflect.construct(target, args, own)),
  });
  const first = await lab.xhr(new XMLHttpRequest(), "PUT", lab.api("/a"));
  window.XMLHttpRequest = function () {
    const inner = new Native();
    this.send = (...args) => (log.push("send"), inner.send(...args));
    this.open = inner.open.bind(inner);
    this.inner = inner;
  };
  const outer = new XMLHttpRequest();
  outer.open("PUT", lab.api("/b"));
  const ended = new Promise((resolve) => (outer.inner.onloadend = resolve));
  outer.send();
  await ended;
  window.XMLHttpRequest = Native;
  return [first, log, outer.inner.status, XMLHttpRequest === Native];
});

pattern("patched getters are read by nobody but the page", async () => {
  const reads = [];
  for (const name of ["readyState", "status", "upload", "withCredentials", "responseURL", "timeout", "responseType"]) {
    const found = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, name);
    Object.defineProperty(XMLHttpRequest.prototype, name, {
      ...found,
      get() { reads.push(name); return found.get.call(this); },
    });
  }
  const xhr = new XMLHttpRequest();
  const ended = new Promise((resolve) => (xhr.onloadend = resolve));
  xhr.open("PUT", lab.api("/a"));
  xhr.withCredentials = true;
  xhr.setRequestHeader("X-A", "1");
  xhr.send("x");
  await ended;
  await lab.wait(100);
  return reads;
});

pattern("frozen, sealed and not extensible ones go on", async () => {
  const results = [];
  for (const lock of [Object.freeze, Object.seal, Object.preventExtensions]) {
    results.push(await lab.xhr(lock(new XMLHttpRequest()), "PUT", lab.api("/a"), "x"));
  }
  return results;
});

pattern("each responseType, and what its getters give", async () => {
  const results = [];
  for (const [type, path] of [
    ["json", "/a"], ["blob", "/binary"], ["arraybuffer", "/binary"], ["document", "/xml"], ["document", "/html"],
    ["", "/xml"], ["text", "/a"], ["nonsense", "/a"],
  ]) {
    const xhr = new XMLHttpRequest();
    xhr.open("GET", lab.api(path));
    xhr.responseType = type;
    const summary = await lab.xhr(xhr);
    const { response } = xhr;
    results.push([
      summary,
      Object.prototype.toString.call(response),
      xhr.response === response,
      response?.byteLength ?? response?.size ?? response?.documentElement?.outerHTML ?? response?.method,
      lab.attempt(() => xhr.responseText.length),
      lab.attempt(() => xhr.responseXML?.documentElement.nodeName),
    ]);
  }
  return results;
});

pattern("response headers, one by one and all", async () => {
  const xhr = new XMLHttpRequest();
  await lab.xhr(xhr, "GET", lab.api("/a"));
  return ["X-Exposed", "content-type", "Date", "nothing", ""].map((name) => xhr.getResponseHeader(name));
});

pattern("one of another frame, and another frame's methods on one of ours", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const Theirs = frame.contentWindow.XMLHttpRequest;
  const theirs = new Theirs();
  const ours = new XMLHttpRequest();
  Theirs.prototype.open.call(ours, "PUT", lab.api("/ours"));
  Theirs.prototype.setRequestHeader.call(ours, "X-A", "1");
  return [
    Theirs === XMLHttpRequest,
    theirs instanceof XMLHttpRequest,
    await lab.xhr(theirs, "PUT", lab.api("/theirs"), "x"),
    await lab.xhr(ours),
  ];
}, { preflights: false }); // Only half of it is this window's.

pattern("many at once, each with its own answer", async () => {
  const one = async (i) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", lab.api(`/${i}`));
    if (i % 2) xhr.setRequestHeader("X-I", String(i));
    const { text } = await lab.xhr(xhr, undefined, undefined, String(i));
    return JSON.parse(text).url === `/${i}`;
  };
  return (await Promise.all(Array.from({ length: 20 }, (_, i) => one(i)))).every(Boolean);
}, { inOrder: false, preflights: false }); // In which order preflights arrive is left to chance.
