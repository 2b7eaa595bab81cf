// Served as testharnessreport.js: leaves the results in the document, where whoever drives the browser finds them.

{
  /** Milliseconds in which the other documents and the workers of the test can tell what their wrappers have seen. */
  const OTHERS = 8000;
  const STEP = 20;
  /** Milliseconds: three times what a harness gives. Others may use the machine, and a test without time tells nothing. */
  const LIMIT = document.querySelector("meta[name=timeout][content=long]") ? 180_000 : 30_000;
  // A test may put others in their places.
  const { setTimeout, BroadcastChannel, JSON, Map, timeout } = globalThis;
  /** Of each that has begun since this document has: what it has told. */
  const others = new Map();
  let channel;
  try {
    channel = new BroadcastChannel("__own__");
    channel.addEventListener("message", ({ data: { begun, seen } }) => {
      if (begun) others.set(begun, undefined);
      else if (seen && others.has(seen.id)) others.set(seen.id, seen);
    });
  } catch {
    // As in witness.js.
  }

  function leave(tests, { status, message }) {
    const own = globalThis[Symbol.for("wpt.seen")]?.();
    const results = document.createElementNS("http://www.w3.org/1999/xhtml", "script");
    results.type = "application/json";
    results.id = "__results__";
    results.textContent = JSON.stringify({
      harness: { status, message },
      tests: tests.map(({ name, status, message }) => ({ name, status, message })),
      wrapper: own?.active === undefined ? undefined : own,
      others: [...others].map(([id, seen]) => seen ?? { id, kind: id.split(" ")[0] }),
    });
    document.documentElement.append(results);
  }

  function whenTold(left, then) {
    if (left <= 0 || [...others.values()].every(Boolean)) return then();
    setTimeout(() => whenTold(left - STEP, then), STEP);
  }

  if (timeout) {
    setup({ explicit_timeout: true });
    setTimeout(timeout, LIMIT);
  }
  add_completion_callback((tests, status) => {
    for (const id of others.keys()) others.set(id, undefined);
    channel?.postMessage("tell");
    whenTold(OTHERS, () => leave(tests, status));
  });
}
