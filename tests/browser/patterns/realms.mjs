// Other frames and workers, which have a fetch of their own.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("other realms");
export default patterns;

pattern("another frame's fetch is its own", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const other = frame.contentWindow.fetch;
  return [
    other === fetch,
    Object.getPrototypeOf(other) === Function.prototype,
    await lab.outcome(() => other(lab.api("/a"), { method: "PUT" })),
    await lab.outcome(() => fetch.call(frame.contentWindow, lab.api("/a"), { method: "PUT" })),
  ];
}, { preflights: false }); // They are not this window's calls.
