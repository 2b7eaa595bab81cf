// Where other wrappers have broken pages: each thread's case, by the name under which it was reported.

import { topic } from "./pattern.mjs";

const { patterns, pattern } = topic("what has broken others");
export default patterns;

pattern("headers, mode and credentials of init arrive (elastic/apm-agent-rum-js#1281)", () =>
  lab.outcome(() =>
    fetch(lab.api("/a"), {
      method: "POST",
      mode: "cors",
      credentials: "include",
      referrerPolicy: "origin",
      headers: { Authorization: "Bearer token", Accept: "application/json", "Content-Type": "application/json" },
      body: "{}",
    })), { thread: "https://github.com/elastic/apm-agent-rum-js/issues/1281" });

pattern("a URL object keeps the method and headers beside it (elastic/apm-agent-rum-js#1288, #1396)", () =>
  lab.outcome(() =>
    fetch(new URL(lab.api("/a")), { method: "POST", headers: { Authorization: "Bearer token" }, body: "x" })), {
  thread: "https://github.com/elastic/apm-agent-rum-js/issues/1288",
});

pattern("headers held in a Request survive an empty init (google-gemini/gemini-cli#23481)", () => {
  // As the library ky calls it.
  const request = new Request(lab.api("/a"), {
    method: "POST",
    headers: { Authorization: "Bearer token", Accept: "application/vnd.own+json" },
    body: "x",
  });
  return lab.outcome(() => fetch(request, {}));
}, { thread: "https://github.com/google-gemini/gemini-cli/issues/23481" });

pattern("an interceptor that came first gets URL and options, not a Request (PostHog/posthog-js#1326)", async () => {
  const native = window.fetch;
  const seen = [];
  window.fetch = (...args) => {
    seen.push(args.length, typeof args[0], args[1] === options);
    return native(args[0].replace("{{region}}", "eu"), args[1]);
  };
  const options = { method: "PUT", body: "x" };
  lab.install();
  return [await lab.outcome(() => fetch(lab.api("/{{region}}"), options)), seen];
}, { installs: true, thread: "https://github.com/PostHog/posthog-js/issues/1326" });

pattern("a Request with a body is used by fetch alone (PostHog/posthog#24471)", async () => {
  const request = new Request(lab.api("/a"), { method: "POST", body: '{"a":1}' });
  const before = request.bodyUsed;
  const result = await lab.outcome(() => fetch(request));
  return [before, result, request.bodyUsed];
}, { thread: "https://github.com/PostHog/posthog/issues/24471" });

pattern("a streamed response is there before its end (PostHog/posthog#20053)", async () => {
  const response = await fetch(lab.api("/stream"));
  const reader = response.body.getReader();
  const { value } = await reader.read();
  const first = new TextDecoder().decode(value);
  let rest = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) rest += new TextDecoder().decode(read.value);
  return [first, rest];
}, { thread: "https://github.com/PostHog/posthog/issues/20053" });

pattern("text as body stays text where streams can't be sent (PostHog/posthog-js#3679)", () =>
  lab.outcome(() =>
    fetch(lab.own("/a"), { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"a":1}' })), {
  thread: "https://github.com/PostHog/posthog-js/issues/3679",
});

pattern("duplex in init, and in a Request, is passed on (PostHog/posthog-js#2902, jpillora/xhook#167)", async () => {
  const stream = () => new Blob(["abc"]).stream();
  const request = lab.attempt(() => new Request(lab.api("/a"), { method: "POST", body: stream(), duplex: "half" })).value;
  return [
    await lab.outcome(() => fetch(lab.api("/a"), { method: "POST", body: stream(), duplex: "half" })),
    request && (await lab.outcome(() => fetch(request))),
  ];
}, {
  preflights: false, // That a Request's body is a stream can't be seen.
  thread: "https://github.com/PostHog/posthog-js/pull/2902",
});

pattern("keepalive with a body, in a Request and beside it (PostHog/posthog#20352)", async () => [
  await lab.outcome(() => fetch(new Request(lab.api("/a"), { method: "POST", keepalive: true, body: "x" }))),
  await lab.outcome(() => fetch(new Request(lab.api("/a"), { method: "POST", body: "x" }), { keepalive: true })),
], { thread: "https://github.com/PostHog/posthog/issues/20352" });

pattern("bodyUsed of request and response is what it is natively, at each step (mswjs/interceptors#402)", async () => {
  const request = new Request(lab.api("/a"), { method: "POST", body: "x" });
  const steps = [request.bodyUsed];
  const promise = fetch(request);
  steps.push(request.bodyUsed);
  const response = await promise;
  steps.push(request.bodyUsed, response.bodyUsed);
  await response.text();
  steps.push(request.bodyUsed, response.bodyUsed);
  return steps;
}, { thread: "https://github.com/mswjs/interceptors/issues/402" });

pattern("a response is not read yet when the page gets it (mswjs/interceptors#138)", async () => {
  const response = await fetch(lab.api("/a"));
  const before = [response.bodyUsed, response.body?.locked];
  const value = await response.json();
  return [before, value.method, await response.json().catch(({ name }) => name)];
}, { thread: "https://github.com/mswjs/interceptors/issues/138" });

pattern("a clone made before can be sent again (mlegenhausen/fetch-intercept#70)", async () => {
  const request = new Request(lab.api("/missing"), { method: "POST", headers: { "X-A": "1" }, body: "x" });
  const spare = request.clone();
  const first = await fetch(request);
  return [first.status, await lab.outcome(() => fetch(request)), await lab.outcome(() => fetch(spare))];
}, {
  preflights: false, // The second call is refused, which no getter tells beforehand.
  thread: "https://github.com/mlegenhausen/fetch-intercept/pull/70",
});

pattern("no Request is made or cloned, so DevTools show the payload (whatwg/fetch#498, 500tech/mimic#177)", async () => {
  // Chromium's network panel shows no body of a Request that was cloned.
  const calls = [];
  const Native = Request;
  window.Request = new Proxy(Native, {
    construct: (target, args, own) => (calls.push("new Request"), Reflect.construct(target, args, own)),
  });
  for (const name of ["clone", "text", "arrayBuffer", "blob", "bytes", "json", "formData"]) {
    for (const { prototype } of [Native, Response]) {
      const original = prototype[name];
      prototype[name] = function () { calls.push(name); return original.call(this); };
    }
  }
  for (const { prototype } of [Native, Response]) {
    const { get } = Object.getOwnPropertyDescriptor(prototype, "body") ?? {};
    if (get) Object.defineProperty(prototype, "body", { get() { calls.push("body"); return get.call(this); } });
  }
  lab.install();
  const init = { method: "POST", body: "x", headers: { "X-A": "1" } };
  const responses = [await fetch(lab.api("/a"), init), await fetch(new Native(lab.api("/b"), init))];
  return [responses.map(({ status }) => status), calls];
}, { installs: true, thread: "https://github.com/whatwg/fetch/issues/498" });

pattern("no listener on upload: a plain POST stays without preflight (pretenderjs/pretender#304)", async () => {
  const xhr = new XMLHttpRequest();
  const result = await lab.xhr(xhr, "POST", lab.api("/a"), "x");
  return [result, xhr.upload.onprogress, xhr.upload.onload];
}, { apis: ["xhr"], thread: "https://github.com/pretenderjs/pretender/pull/304" });

pattern("a page's upload listeners hear all there is (mswjs/interceptors#187)", async () => {
  const xhr = new XMLHttpRequest();
  const log = [];
  lab.listen(xhr.upload, log, "upload ");
  return [await lab.xhr(xhr, "POST", lab.api("/a"), "x".repeat(1000)), log];
}, { apis: ["xhr"], thread: "https://github.com/mswjs/interceptors/issues/187" });
