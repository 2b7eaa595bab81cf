// Requests that the page gives up.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: aborts");
export default patterns;

pattern("aborted before the call, with a reason and without", async () => {
  const reason = new Error("mine");
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { method: "PUT", signal: AbortSignal.abort(reason) }), reason),
    await lab.outcome(() => fetch(lab.api("/a"), { signal: AbortSignal.abort() })),
  ];
});

pattern("a Request with an aborted signal", () => {
  const reason = new Error("mine");
  return lab.outcome(() => fetch(new Request(lab.api("/a"), { signal: AbortSignal.abort(reason) })), reason);
});

pattern("aborted after the call", async () => {
  const reason = new Error("mine");
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 50);
  return lab.outcome(() => fetch(lab.api("/slow"), { signal: controller.signal }), reason);
});

pattern("no listener is added to the signal", async () => {
  let listeners = 0;
  const controller = new AbortController();
  controller.signal.addEventListener = () => listeners++;
  return [await lab.outcome(() => fetch(lab.api("/a"), { signal: controller.signal })), listeners];
});
