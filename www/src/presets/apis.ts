// Other APIs than fetch(), and fetch() in other modes.

import type { Call, Group, Policy, Preset } from "../types.ts";

const one = (id: string, title: string, call: Call, policy?: Policy): Preset => ({
  id,
  title,
  steps: [{ call, ...(policy && { policy }) }],
});
const xhr = (id: string, title: string, call: Call, policy?: Policy) => one(id, title, { api: "xhr", ...call }, policy);
const beacon = (id: string, title: string, body?: Call["body"]) =>
  one(id, title, { api: "beacon", ...(body && { body }) });

const events: Policy = {
  actual: {
    headers: [
      ["Access-Control-Allow-Origin", "{origin}"],
      ["Content-Type", "text/event-stream"],
    ],
    body: "data: 1\n\n",
  },
};

export const xhrs: Group = {
  title: "XMLHttpRequest",
  presets: [
    xhr("xhr-get", "GET", {}),
    xhr("xhr-post", "POST of a string", { method: "POST", body: { kind: "string" } }),
    xhr("xhr-upload", "POST with an upload listener", {
      method: "POST",
      body: { kind: "string" },
      uploadListener: true,
    }),
    xhr("xhr-upload-get", "GET with an upload listener", { uploadListener: true }),
    xhr("xhr-custom", "A header of one's own", { headers: [["X-A", "1"]] }),
    xhr("xhr-combined", "The same header twice", {
      headers: [
        ["X-A", "1"],
        ["X-A", "2"],
      ],
    }),
    xhr("xhr-forbidden", "Forbidden names: dropped", {
      headers: [
        ["Cookie", "a=b"],
        ["Sec-A", "1"],
      ],
    }),
    xhr("xhr-credentials", "withCredentials", { credentials: "include", method: "DELETE" }),
    xhr("xhr-document", "POST of an HTML document", { method: "POST", body: { kind: "document" } }),
    xhr("xhr-json", "POST of JSON", {
      method: "POST",
      headers: [["Content-Type", "application/json"]],
      body: { kind: "string", text: "{}" },
    }),
    xhr("xhr-get-body", "GET with a body, which is ignored", { body: { kind: "string" } }),
    xhr("xhr-sync", "A synchronous PUT", { method: "PUT", sync: true }),
    xhr("xhr-trace", "TRACE, which is forbidden", { method: "TRACE" }),
    xhr("xhr-bad-header", "A name with a space", { headers: [["X A", "1"]] }),
  ],
};

export const others: Group = {
  title: "Beacons, event streams, modes and credentials",
  presets: [
    beacon("beacon", "sendBeacon of a string", { kind: "string" }),
    beacon("beacon-empty", "sendBeacon without data"),
    beacon("beacon-form", "sendBeacon of FormData", { kind: "formdata" }),
    beacon("beacon-params", "sendBeacon of URLSearchParams", { kind: "urlsearchparams" }),
    beacon("beacon-json", "sendBeacon of a JSON Blob", { kind: "blob", text: "{}", type: "application/json" }),
    one("eventsource", "EventSource", { api: "eventsource" }, events),
    one("credentials", "PUT with credentials", { method: "PUT", credentials: "include" }),
    one("credentials-omit", "X-A, credentials omitted", { credentials: "omit", headers: [["X-A", "1"]] }),
    one("no-cors", "no-cors", { mode: "no-cors" }),
    one("no-cors-headers", "no-cors with X-A and a JSON type: both dropped", {
      mode: "no-cors",
      method: "POST",
      headers: [
        ["X-A", "1"],
        ["Content-Type", "application/json"],
      ],
    }),
    one("no-cors-put", "no-cors with PUT", { mode: "no-cors", method: "PUT" }),
    one("no-cors-manual", "no-cors with redirect: manual", { mode: "no-cors", redirect: "manual" }),
    one("same-origin", "The page's own origin, with PUT and X-A", {
      to: "page",
      method: "PUT",
      headers: [["X-A", "1"]],
    }),
    one("same-origin-mode", "Mode same-origin to another origin", { mode: "same-origin" }),
    one("navigate", "Mode navigate", { mode: "navigate" }),
    one("cross-site", "PUT to another site", { to: "other", method: "PUT" }),
    one("keepalive", "POST with keepalive and JSON", {
      method: "POST",
      keepalive: true,
      headers: [["Content-Type", "application/json"]],
      body: { kind: "string", text: "{}" },
    }),
    one("data-url", "A data: URL", { url: "data:text/plain,hello", headers: [["X-A", "1"]] }),
  ],
};
