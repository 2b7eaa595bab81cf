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
