// Bodies, which nobody but the native function may read.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: bodies");
export default patterns;

pattern("FormData keeps its boundary", () =>
  lab.outcome(() => {
    const body = new FormData();
    body.append("a", "b");
    return fetch(lab.api("/a"), { method: "POST", body });
  }));

pattern("URLSearchParams, and what is appended after the call", () =>
  lab.outcome(() => {
    const body = new URLSearchParams({ a: "b" });
    const promise = fetch(lab.api("/a"), { method: "POST", body });
    body.append("c", "d");
    return promise;
  }));

pattern("a Blob with a type", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: new Blob(["{}"], { type: "application/json" }) })));

pattern("a File without a type", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: new File(["x"], "name") })));

pattern("buffers and views", async () => {
  const bytes = new TextEncoder().encode("abc");
  const results = [];
  for (const body of [bytes, bytes.buffer, new DataView(bytes.buffer, 1)]) {
    results.push(await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })));
  }
  return results;
});

pattern("an object as body converts itself once", async () => {
  let count = 0;
  const body = { toString: () => (count++, "abc") };
  return [await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })), count];
});

pattern("a body whose Symbol.toStringTag notices", async () => {
  let count = 0;
  const body = { get [Symbol.toStringTag]() { count++; return "FormData"; } };
  return [await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })), count];
});

pattern("a stream without duplex is refused", async () => {
  const body = new Blob(["abc"]).stream();
  return [await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })), body.locked];
});

pattern("a stream is taken, and refused over HTTP/1.1", async () => {
  const body = new Blob(["abc"]).stream();
  return [await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body, duplex: "half" })), body.locked];
});

pattern("a body with GET is refused", () => lab.outcome(() => fetch(lab.api("/a"), { body: "x" })));

pattern("keepalive", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", keepalive: true, body: "x", headers: { "X-A": "1" } })));

pattern("keepalive with a body over the limit is refused", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", keepalive: true, body: "x".repeat(70_000) })));

pattern("an empty string, null and undefined as body", async () => {
  const results = [];
  for (const body of ["", null, undefined]) {
    results.push(await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })));
  }
  return results;
});

pattern("numbers, booleans, arrays and dates as body", async () => {
  const results = [];
  for (const body of [0, true, [1, [2, 3]], new Date(NaN), { a: 1 }]) {
    results.push(await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT", body })));
  }
  return results;
});

pattern("a Content-Type that the page sets wins", async () => {
  const headers = { "Content-Type": "application/x-own" };
  const results = [];
  for (const body of [new URLSearchParams("a=b"), new Blob(["x"], { type: "text/plain" }), "x"]) {
    results.push(await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", headers, body })));
  }
  return results;
});

pattern("text with a lone surrogate, and beyond ASCII", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: "\ud800 ä \u{1f600}" })));

pattern("two hundred thousand bytes", () =>
  lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: new Uint8Array(200_000).fill(65) })));

pattern("a detached buffer, and one that can grow", async () => {
  const gone = new ArrayBuffer(8);
  structuredClone(gone, { transfer: [gone] });
  const growing = new ArrayBuffer(3, { maxByteLength: 8 });
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: gone })),
    await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: growing })),
  ];
}, { preflights: false }); // Some engines refuse one of them, which nothing tells beforehand.

pattern("subclasses with getters of their own: nobody reads them", async () => {
  let count = 0;
  class OwnBlob extends Blob { get type() { count++; return "application/own"; } get size() { count++; return 1; } }
  class OwnBytes extends Uint8Array { get byteLength() { count++; return 1; } get length() { count++; return 1; } }
  class OwnForm extends FormData { has(...args) { count++; return super.has(...args); } }
  const results = [];
  for (const body of [new OwnBlob(["abc"], { type: "text/plain" }), new OwnBytes(3), new OwnForm()]) {
    results.push(await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body })));
  }
  return [results, count];
});

pattern("patched getters of Blob, and a patched toString of URLSearchParams", async () => {
  let count = 0;
  for (const name of ["type", "size"]) {
    const { get } = Object.getOwnPropertyDescriptor(Blob.prototype, name);
    Object.defineProperty(Blob.prototype, name, { get() { count++; return get.call(this); }, configurable: true });
  }
  const { toString } = URLSearchParams.prototype;
  URLSearchParams.prototype.toString = function () { count++; return toString.call(this); };
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: new Blob(["x"], { type: "text/plain" }) })),
    await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: new URLSearchParams("a=b") })),
    count,
  ];
});

pattern("a form with a file", () => {
  const form = document.createElement("form");
  form.innerHTML = '<input name="a" value="b"><input name="c" type="checkbox" checked>';
  const body = new FormData(form);
  body.append("file", new File(["abc"], "name.txt", { type: "text/plain" }));
  return lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body }));
});

pattern("a stream is pulled as often, and by nobody else", async () => {
  const calls = [];
  const body = new ReadableStream({
    pull(controller) {
      calls.push("pull");
      controller.enqueue(new TextEncoder().encode("a"));
      controller.close();
    },
    cancel: () => void calls.push("cancel"),
  }, { highWaterMark: 0 });
  const before = calls.length;
  const result = await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body, duplex: "half" }));
  return [before, calls, body.locked, result];
});

pattern("locked and used streams reject", async () => {
  const locked = new Blob(["a"]).stream();
  locked.getReader();
  const used = new Response("a");
  await used.text();
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: locked, duplex: "half" })),
    await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: used.body, duplex: "half" })),
  ];
}, { preflights: false }); // That a stream is used can't be seen without touching it.

pattern("keepalive, several that are over the limit together", async () => {
  const call = (path) =>
    lab.outcome(() => fetch(lab.api(path), { method: "POST", keepalive: true, body: "x".repeat(40_000) }));
  return Promise.all([call("/a"), call("/b")]);
}, { inOrder: false, preflights: false }); // How much is under way is not known.
