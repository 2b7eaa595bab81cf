// Stands behind the first script in each document and worker, natively as well: tells whether a wrapper is at work there and
// how many calls it has seen, when the test's document asks, and when a document is left.

{
  const { document, parent } = globalThis;
  const kind = document ? (parent === globalThis ? "document" : "frame") : "worker";
  const id = `${kind} ${Math.random()}`;

  function seen() {
    const { installation } = globalThis[Symbol.for("cors-forecast.v1")] ?? {};
    if (!installation) return { id, kind };
    const reports = installation.reports().length;
    return { id, kind, active: installation.active, reports, calls: reports + installation.unreported + installation.sameOrigin };
  }

  // For report.js, and in nobody's way.
  Object.defineProperty(globalThis, Symbol.for("wpt.seen"), { value: seen });
  try {
    const channel = new BroadcastChannel("__own__");
    const tell = () => channel.postMessage({ seen: seen() });
    channel.addEventListener("message", ({ data }) => data === "tell" && tell());
    if (document) addEventListener("pagehide", tell);
    channel.postMessage({ begun: id });
  } catch {
    // A document without an origin has no channel.
  }
}
