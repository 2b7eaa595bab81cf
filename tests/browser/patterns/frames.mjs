// Other frames, which have a fetch of their own.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("frames");
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

pattern("a frame's functions and classes are its own, and as they were", () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const theirs = frame.contentWindow;
  return [
    theirs.fetch === theirs.fetch,
    lab.anatomy(theirs.fetch).name,
    /\{\s*\[native code\]\s*\}/.test(theirs.Function.prototype.toString.call(theirs.fetch)),
    Reflect.ownKeys(theirs.fetch).map(String),
    theirs.Object.getPrototypeOf(theirs.fetch) === theirs.Function.prototype,
    theirs.eval("fetch === window.fetch && fetch instanceof Function"),
    Object.getOwnPropertySymbols(theirs).map(String),
  ];
});

pattern("a frame's calls: its own, ours from within it, and with its base", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  frame.srcdoc = `<base href="${lab.api("/frame/")}">`;
  await new Promise((resolve) => (frame.onload = resolve));
  const theirs = frame.contentWindow;
  const { status, url } = await theirs.eval('fetch("a", { method: "PUT" })');
  return [
    status,
    url,
    await lab.outcome(() => theirs.eval('parent.fetch("/own/a", { headers: { "X-A": "1" } })')),
    await theirs.eval('parent.fetch("http://[").catch((error) => [error.name, error instanceof parent.TypeError])'),
  ];
}, { preflights: false }); // The first is not this window's call.

pattern("a frame that is gone, and its function that is kept", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const { fetch: theirs } = frame.contentWindow;
  frame.remove();
  const ended = lab.attempt(() => theirs(lab.api("/a")));
  const settled = ended.value && (await Promise.race([lab.outcome(() => ended.value), lab.wait(1000).then(() => "never")]));
  return [ended.thrown?.name, settled === "never" ? settled : settled?.rejected?.name, frame.contentWindow];
}, { preflights: false, late: 0 });

pattern("fetch with a window, a frame and other globals as this", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  return [
    await lab.outcome(() => fetch.call(window, lab.api("/a"), { method: "PUT" })),
    await lab.outcome(() => fetch.call(self, lab.api("/b"))),
    await lab.outcome(() => fetch.call(frame.contentWindow, lab.api("/c"))),
    await lab.outcome(() => fetch.call(document, lab.api("/d"))),
    await lab.outcome(() => fetch.call(Object.create(window), lab.api("/e"))),
  ];
}, { preflights: false }); // One of them is the frame's.
