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
  const entries = () => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/timed"));
  await fetch(lab.api("/timed"), { method: "PUT" });
  await lab.until(() => entries().length > 0);
  await lab.wait(50);
  return entries().length;
});

pattern("each way to read a body", async () => {
  const read = async (path, method) => {
    const response = await fetch(lab.api(path));
    const before = response.bodyUsed;
    const value = await response[method]();
    return [before, response.bodyUsed, Object.prototype.toString.call(value), value.size ?? value.byteLength ?? value];
  };
  return [
    await read("/binary", "arrayBuffer"),
    await read("/binary", "blob"),
    await read("/a", "json"),
    await read("/a", "text"),
    await read("/a", "formData").catch((error) => error.name),
  ];
});

pattern("no body, another status, HEAD", async () => [
  await lab.outcome(() => fetch(lab.api("/nothing"))),
  await lab.outcome(() => fetch(lab.api("/missing"))),
  await lab.outcome(() => fetch(lab.api("/a"), { method: "HEAD" })),
]);

pattern("a redirect that is not followed, and one without CORS", async () => [
  await lab.outcome(() => fetch(lab.api("/redirect"), { redirect: "manual" })),
  await lab.outcome(() => fetch(lab.api("/redirect"), { mode: "no-cors" })),
]);

pattern("the page's own origin shows all headers", async () => {
  const response = await fetch(lab.own("/a"), { method: "PUT", headers: { "X-A": "1" } });
  return [response.type, [...response.headers.keys()].sort()];
});

pattern("a body that is cancelled, and one that nobody reads", async () => {
  const response = await fetch(lab.api("/stream"));
  await response.body.cancel();
  const { status } = await fetch(lab.api("/stream"));
  return [response.bodyUsed, status];
});

pattern("a response is of this window's class, and has nothing of ours", async () => {
  const response = await fetch(lab.api("/a"));
  return [
    response.constructor === Response,
    Object.getPrototypeOf(response) === Response.prototype,
    Reflect.ownKeys(response).length,
    response.headers.constructor === Headers,
  ];
});

pattern("resource timing names fetch, and sees redirects and failures as natively", async () => {
  await fetch(lab.api("/redirect"));
  await fetch(lab.api("/forbidden")).catch(() => {});
  await fetch(lab.api("/last"));
  const entries = () => performance.getEntriesByType("resource").filter(({ name }) => name.startsWith(lab.api("/")));
  await lab.until(() => entries().some(({ name }) => name.endsWith("/last")));
  return entries().map(({ name, initiatorType }) => [name, initiatorType]);
});
