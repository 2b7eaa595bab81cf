import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { FetchInstrumentation } from "@opentelemetry/instrumentation-fetch";
import { XMLHttpRequestInstrumentation } from "@opentelemetry/instrumentation-xml-http-request";
import { WebTracerProvider } from "@opentelemetry/sdk-trace-web";

function start(instrumentation) {
  new WebTracerProvider().register();
  registerInstrumentations({ instrumentations: [instrumentation] });
}

export function fetch({ api, origin }) {
  start(new FetchInstrumentation({ propagateTraceHeaderCorsUrls: [new RegExp(origin)] }));
  const { fetch } = globalThis;
  const json = (response) => response.json();
  return {
    "GET": () => fetch(`${api}/items`).then(json),
    "PUT with headers": () => fetch(`${api}/items/1`, { method: "PUT", headers: { "X-Own": "1" }, body: "{}" }).then(json),
    "a URL object, with credentials": () => fetch(new URL(`${api}/items`), { credentials: "include" }).then(json),
    "a Request": () =>
      fetch(new Request(`${api}/items`, { method: "POST", body: "{}", headers: { "X-Own": "1" } })).then(json),
    "a Headers object": () => fetch(`${api}/items`, { headers: new Headers({ "X-Own": "1" }) }).then(json),
    "headers as a Map, which is iterable": () => fetch(`${api}/items`, { headers: new Map([["X-Own", "1"]]) }).then(json),
  };
}

export function xhr({ api, origin }) {
  start(new XMLHttpRequestInstrumentation({ propagateTraceHeaderCorsUrls: [new RegExp(origin)] }));
  const send = (method, path, { headers = {}, body, prepare } = {}) =>
    new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      xhr.open(method, api + path);
      for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
      prepare?.(xhr);
      xhr.onload = () => resolve(JSON.parse(xhr.responseText));
      xhr.onerror = reject;
      xhr.send(body);
    });
  return {
    "GET": () => send("GET", "/items"),
    "PUT with headers": () => send("PUT", "/items/1", { headers: { "X-Own": "1" }, body: "{}" }),
    "GET with credentials": () => send("GET", "/me", { prepare: (xhr) => (xhr.withCredentials = true) }),
    "upload with progress": () => {
      const prepare = (xhr) => xhr.upload.addEventListener("progress", () => {});
      return send("POST", "/upload", { body: new Blob(["abc"]), prepare });
    },
  };
}
