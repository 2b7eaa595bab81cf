// What is fetched: URLs in every form, and Requests.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: inputs");
export default patterns;

pattern("a call with a URL alone", () => lab.outcome(() => fetch(lab.api("/a"))));

pattern("a URL object", () => lab.outcome(() => fetch(new URL(lab.api("/a?b=c#d")), { method: "DELETE" })));

pattern("relative URLs, and a base element", async () => {
  const first = await lab.outcome(() => fetch(lab.own("/a")));
  const base = document.createElement("base");
  base.href = lab.api("/base/");
  document.head.append(base);
  return [first, await lab.outcome(() => fetch("relative", { method: "PUT" }))];
});

pattern("data: and blob: URLs", async () => [
  await lab.outcome(() => fetch("data:text/plain,abc", { method: "GET", headers: { "X-A": "1" } })),
  await lab.outcome(() => fetch(URL.createObjectURL(new Blob(["abc"])))),
]);

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

pattern("a URL in upper case, with dots, spaces and letters of all kinds", () =>
  lab.outcome(() => fetch(`  ${lab.api("/x/../ä ü?q=ö#f").replace("http", "HTTP")}\t`)));

pattern("an empty string is the page itself", async () => {
  const { status, url } = await fetch("");
  return [status, url === location.href];
});

pattern("null, undefined and a number as URL", async () => [
  await lab.outcome(() => fetch(null)),
  await lab.outcome(() => fetch(undefined)),
  await lab.outcome(() => fetch(7)),
]);

pattern("an anchor, and a String object, as URL", async () => {
  const anchor = Object.assign(document.createElement("a"), { href: lab.api("/a") });
  return [await lab.outcome(() => fetch(anchor)), await lab.outcome(() => fetch(new String(lab.api("/b"))))];
}, { unreported: 2 }); // Only a conversion tells the URL.

pattern("Symbol.toPrimitive of a URL is called once, with the native hint", async () => {
  const hints = [];
  const url = { [Symbol.toPrimitive]: (hint) => (hints.push(hint), lab.api("/a")) };
  return [await lab.outcome(() => fetch(url)), hints];
}, { unreported: 1 });

pattern("a Proxy around a Request is no Request", async () => {
  const reads = [];
  const request = new Proxy(new Request(lab.api("/a"), { method: "PUT" }), {
    get: (target, name) => (reads.push(String(name)), Reflect.get(target, name, target)),
  });
  const { rejected } = await lab.outcome(() => fetch(request));
  return [rejected?.name, reads];
}, { unreported: 1 });

pattern("a frozen Request, and one with properties of its own", async () => {
  const own = Object.assign(new Request(lab.api("/a"), { method: "PUT" }), { tag: 1 });
  Object.defineProperty(own, "url", { value: lab.api("/b") });
  return [
    await lab.outcome(() => fetch(Object.freeze(new Request(lab.api("/a"), { headers: { "X-A": "1" } })))),
    await lab.outcome(() => fetch(own)),
    own.tag,
  ];
});

pattern("a Request without a body can be used again, a clone of one with a body too", async () => {
  const plain = new Request(lab.api("/a"), { method: "DELETE" });
  const request = new Request(lab.api("/b"), { method: "POST", body: "x" });
  const clone = request.clone();
  const results = [];
  for (const each of [plain, plain, request, clone]) results.push(await lab.outcome(() => fetch(each)));
  return [results, request.bodyUsed, clone.bodyUsed];
});

pattern("a subclass of Request with private state and a method that counts", async () => {
  class Own extends Request {
    #calls = 0;
    clone() { this.#calls++; return super.clone(); }
    get calls() { return this.#calls; }
  }
  const request = new Own(lab.api("/a"), { method: "POST", body: "x", headers: { "X-A": "1" } });
  return [await lab.outcome(() => fetch(request)), request.calls, request.constructor === Own];
});
