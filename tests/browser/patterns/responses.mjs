// What comes back, redirects included.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("fetch: responses");
export default patterns;

pattern("a redirect is followed", () =>
  lab.outcome(() => fetch(lab.api("/redirect"), { method: "PUT", body: "x" })), {
  preflights: false, // The one after the redirect is not among a call's forecast.
});

pattern("a redirect that is an error", () =>
  lab.outcome(() => fetch(lab.api("/redirect"), { redirect: "error" })));

pattern("responses can be cloned, streamed and read once", async () => {
  const response = await fetch(lab.api("/a"));
  const clone = response.clone();
  const text = await response.text();
  const again = await response.text().catch((error) => error.name);
  return [text === (await clone.text()), again, response.constructor === Response];
});

pattern("many calls at once", async () => {
  const calls = Array.from({ length: 30 }, (_, i) => fetch(lab.api(`/a?${i}`)).then((response) => response.status));
  return (await Promise.all(calls)).every((status) => status === 200);
}, { inOrder: false });

pattern("resource timing sees one entry", async () => {
  await fetch(lab.api("/timed"), { method: "PUT" });
  return performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/timed")).length;
});
