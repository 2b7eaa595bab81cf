// What an XMLHttpRequest is told before it sends: in every form, once, and in the native order.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("XMLHttpRequest: requests", { apis: ["xhr"] });
export default patterns;

pattern("a method and a URL", () => lab.xhr(new XMLHttpRequest(), "GET", lab.api("/a")));

pattern("methods that are normalised, and others", async () => {
  const results = [];
  for (const method of ["put", "Post", "patch", "own", "dElEtE"]) {
    results.push(await lab.xhr(new XMLHttpRequest(), method, lab.api("/a")));
  }
  return results;
});

pattern("async that is left out is true, and one that is undefined is false", () => {
  // Whoever passes on three arguments where the page gave two makes every request wait.
  const sent = (...more) => {
    const xhr = new XMLHttpRequest();
    xhr.open("GET", lab.own("/a"), ...more);
    xhr.send();
    return xhr.readyState;
  };
  return [sent(), sent(undefined), sent(null), sent(0), sent(""), sent("false"), sent({}), sent(true)];
}, { late: 8, inOrder: false });

pattern("a user and a password, undefined and null among them", async () => {
  const results = [];
  for (const more of [["name", "secret"], ["name"], [null, null], [undefined, undefined], ["", ""], ["n", "p", "q"]]) {
    const xhr = new XMLHttpRequest();
    xhr.open("GET", lab.own("/a"), true, ...more);
    results.push(await lab.xhr(xhr));
  }
  return results;
});

pattern("a user and a password for another origin", async () => {
  const xhr = new XMLHttpRequest();
  xhr.open("GET", lab.api("/a"), true, "name", "secret");
  return lab.xhr(xhr);
});

pattern("synchronous requests return when they have ended", () => {
  const order = [];
  const xhr = new XMLHttpRequest();
  lab.listen(xhr, order);
  xhr.open("PUT", lab.api("/a"), false);
  xhr.setRequestHeader("X-A", "1");
  xhr.send("x");
  order.push("returned");
  const failed = new XMLHttpRequest();
  failed.open("GET", lab.api("/forbidden"), false);
  return [
    order,
    lab.summary(xhr),
    lab.attempt(() => failed.send()),
    lab.attempt(() => { xhr.open("GET", lab.own("/a"), false); xhr.responseType = "json"; }),
    lab.attempt(() => { const x = new XMLHttpRequest(); x.timeout = 1; x.open("GET", "/", false); }),
  ];
});

pattern("URLs: an object, relative ones, a base, none", async () => {
  const results = [];
  for (const url of [new URL(lab.api("/a?b#c")), "/own/a", "own/b", `//${location.host}/own/c`, " /own/d "]) {
    results.push(await lab.xhr(new XMLHttpRequest(), "GET", url));
  }
  const base = Object.assign(document.createElement("base"), { href: lab.api("/base/") });
  const xhr = new XMLHttpRequest();
  xhr.open("PUT", "before");
  document.head.append(base);
  results.push(await lab.xhr(xhr), await lab.xhr(new XMLHttpRequest(), "PUT", "after"));
  return results;
});

pattern("a method and a URL that convert themselves, each once and in order", async () => {
  const calls = [];
  const text = (value) => ({ toString: () => (calls.push(value), value) });
  const xhr = new XMLHttpRequest();
  xhr.open(text("PUT"), text(lab.api("/a")), true, text("user"), text("password"));
  xhr.setRequestHeader(text("X-A"), text("1"));
  return [await lab.xhr(xhr), calls];
});

pattern("errors of the page's conversions are the very same, and stop the rest", () => {
  const error = new RangeError("mine");
  const calls = [];
  const fail = { toString() { throw error; } };
  const note = { toString: () => (calls.push("read"), "/own/a") };
  const xhr = new XMLHttpRequest();
  const opened = new XMLHttpRequest();
  opened.open("GET", "/own/a");
  return [
    lab.attempt(() => xhr.open(fail, note), error),
    lab.attempt(() => xhr.open("GET", fail), error),
    lab.attempt(() => xhr.open("GET", note, true, fail), error),
    lab.attempt(() => opened.setRequestHeader("X-A", fail), error),
    lab.attempt(() => opened.setRequestHeader(fail, note), error),
    calls,
    xhr.readyState,
  ];
});

pattern("bad methods, bad URLs, too few arguments", () => {
  const open = (...args) => lab.attempt(() => new XMLHttpRequest().open(...args));
  return [
    open(), open("GET"), open("BAD METHOD", "/"), open("TRACE", "/"), open("connect", "/"), open("", "/"),
    open("GET", "http://["), open(Symbol("x"), "/"), open("GET", Symbol("x")), open("GET", "nothing:x"),
  ];
});

pattern("headers: repeated, forbidden, invalid, of every type", async () => {
  const xhr = new XMLHttpRequest();
  xhr.open("GET", lab.api("/a"));
  const set = (...args) => lab.attempt(() => xhr.setRequestHeader(...args));
  const attempts = [
    set("X-A", "1"), set("x-a", "2"), set("Accept", "text/plain"), set("Accept", "text/html"), set("X-N", 1),
    set("X-U", undefined), set("X-Z", null), set("X-E", ""), set("X-S", "  a "), set("Cookie", "a"), set("Host", "a"),
    set("Sec-Own", "a"), set("Origin", "a"), set("bad name", "a"), set("X-B", "a\nb"), set("X-B", "\u2603"), set("X-B"),
    set("", "a"), set(Symbol("x"), "a"), set("X-L", "\u00e4"), set("X-M", "a", "more"),
  ];
  return [attempts, await lab.xhr(xhr)];
});

pattern("headers before opening, and after sending", async () => {
  const xhr = new XMLHttpRequest();
  const before = lab.attempt(() => xhr.setRequestHeader("X-A", "1"));
  xhr.open("GET", lab.api("/a"));
  const ended = lab.xhr(xhr);
  const during = lab.attempt(() => xhr.setRequestHeader("X-A", "1"));
  await ended;
  return [before, during, lab.attempt(() => xhr.setRequestHeader("X-A", "1"))];
});

pattern("withCredentials before opening, after it, and too late", async () => {
  const [early, opened] = [new XMLHttpRequest(), new XMLHttpRequest()];
  early.withCredentials = true;
  early.open("PUT", lab.api("/a"));
  opened.open("PUT", lab.api("/b"));
  opened.withCredentials = "yes";
  const results = [await lab.xhr(early), await lab.xhr(opened)];
  const late = new XMLHttpRequest();
  late.open("GET", lab.api("/c"));
  const ended = lab.xhr(late);
  return [results, lab.attempt(() => (late.withCredentials = true)), (await ended).withCredentials];
});

pattern("bodies of every kind", async () => {
  const form = new FormData();
  form.append("a", "b");
  const page = document.implementation.createHTMLDocument("t");
  const xml = new DOMParser().parseFromString("<a>ä</a>", "application/xml");
  const results = [];
  for (const body of [
    "text", "", null, undefined, form, new URLSearchParams("a=b"), new Blob(["{}"], { type: "application/json" }),
    new Blob(["x"]), new TextEncoder().encode("abc"), new ArrayBuffer(2), new DataView(new ArrayBuffer(2)), page, xml,
    7, true, [1, 2], { a: 1 }, new Blob(["stream"]).stream(),
  ]) {
    results.push(await lab.xhr(new XMLHttpRequest(), "POST", lab.api("/a"), body));
  }
  return results;
});

pattern("a body that converts itself once, and one with GET", async () => {
  let count = 0;
  const body = { toString: () => (count++, "abc") };
  return [
    await lab.xhr(new XMLHttpRequest(), "POST", lab.api("/a"), body),
    await lab.xhr(new XMLHttpRequest(), "GET", lab.api("/a"), "ignored"),
    await lab.xhr(new XMLHttpRequest(), "HEAD", lab.api("/a"), "ignored"),
    count,
  ];
});

pattern("a Content-Type of the page's, and the charset that is put into it", async () => {
  const results = [];
  for (const type of ["application/json", "text/plain;charset=latin1", "text/xml; charset=\"x\"", "", "nonsense"]) {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", lab.api("/a"));
    xhr.setRequestHeader("Content-Type", type);
    results.push(await lab.xhr(xhr, undefined, undefined, "ä"));
  }
  return results;
});

pattern("sent twice, before opening, with too much", async () => {
  const xhr = new XMLHttpRequest();
  const before = lab.attempt(() => xhr.send());
  xhr.open("POST", lab.api("/a"));
  const ended = lab.xhr(xhr, undefined, undefined, "x");
  return [before, lab.attempt(() => xhr.send("y")), await ended, lab.attempt(() => xhr.send())];
});

pattern("one for several requests: headers are forgotten, listeners are not", async () => {
  const xhr = new XMLHttpRequest();
  const log = [];
  xhr.open("PUT", lab.api("/1"));
  xhr.setRequestHeader("X-A", "1");
  const results = [await lab.xhr(xhr, undefined, undefined, "x")];
  xhr.upload.onload = () => log.push("upload");
  results.push(await lab.xhr(xhr, "POST", lab.api("/2"), "x"));
  xhr.open("POST", lab.api("/3"));
  xhr.withCredentials = true;
  xhr.upload.onload = null;
  results.push(await lab.xhr(xhr, undefined, undefined, "x"), await lab.xhr(xhr, "GET", lab.api("/4")));
  return [results, log];
});

pattern("opened again before it is sent, and while it is under way", async () => {
  const xhr = new XMLHttpRequest();
  const log = [];
  lab.listen(xhr, log);
  xhr.open("PUT", lab.api("/first"));
  xhr.setRequestHeader("X-A", "1");
  xhr.open("GET", lab.api("/never"));
  xhr.send();
  await lab.arrived(1);
  xhr.open("DELETE", lab.api("/last"));
  return [await lab.xhr(xhr), log];
});

pattern("overrideMimeType, timeout and responseType keep what they were set to", async () => {
  const xhr = new XMLHttpRequest();
  xhr.timeout = 5000;
  xhr.responseType = "text";
  xhr.overrideMimeType("text/plain;charset=latin1");
  const first = await lab.xhr(xhr, "GET", lab.api("/binary"));
  return [first, await lab.xhr(xhr, "GET", lab.api("/html"))];
});

pattern("a redirect, and errors without and with a preflight", async () => {
  const results = [];
  for (const [method, path] of [["GET", "/redirect"], ["PUT", "/redirect"], ["GET", "/forbidden"], ["PUT", "/forbidden"]]) {
    results.push(await lab.xhr(new XMLHttpRequest(), method, lab.api(path)));
  }
  return results;
}, { preflights: false }); // The one after the redirect is not among a call's forecast.

pattern("data: and blob: URLs, and schemes that nobody knows", async () => {
  const results = [];
  for (const url of ["data:text/plain,abc", URL.createObjectURL(new Blob(["abc"])), "nothing:x", "about:blank"]) {
    results.push(await lab.xhr(new XMLHttpRequest(), "GET", url));
  }
  return results;
});
