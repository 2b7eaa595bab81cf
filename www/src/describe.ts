// A call in the two forms that people and the forecaster read: a description, and the code of a page.

import type { RequestDescription } from "cors-forecast/standalone";
import { bodyAsCode, describeBody } from "./body.ts";
import type { Call, Origins } from "./types.ts";

/** What is below a lab's path at an origin; without an id, all of the origin. */
export const below = (origin: string, id: string): string => (id === "" ? origin : `${origin}/lab/${id}`);

/** The URL that a call goes to. */
export function urlOf(call: Call, origins: Origins, id: string): string {
  return call.url ?? `${below(origins[call.to ?? "api"], id)}/${call.path ?? "m"}`;
}

/** Says what the page is about to ask for, as the package wants to be told. */
export function describe(call: Call, url: string): RequestDescription {
  const { api, method, headers, mode, credentials, redirect, cache, keepalive, duplex, uploadListener, sync } = call;
  return {
    url,
    body: describeBody(call.body),
    ...Object.fromEntries(
      Object.entries({
        api,
        method,
        headers,
        mode,
        credentials,
        redirect,
        cache,
        keepalive,
        duplex,
        uploadListener,
        sync,
      }).filter(([, value]) => value !== undefined),
    ),
  };
}

/** The code by which a page would make the call. Header values are this page's own inventions. */
export function asCode(call: Call, url: string): string {
  switch (call.api) {
    case "xhr":
      return xhrAsCode(call, url);
    case "beacon":
      return `navigator.sendBeacon(${list([quote(url), ...(call.body ? [bodyAsCode(call.body)] : [])])});`;
    case "eventsource":
      return `new EventSource(${quote(url)}${call.credentials === "include" ? ", { withCredentials: true }" : ""});`;
    default:
      return fetchAsCode(call, url);
  }
}

function fetchAsCode(call: Call, url: string): string {
  const { method, mode, credentials, redirect, cache, keepalive, duplex } = call;
  const lines = Object.entries({ method, mode, credentials, redirect, cache, keepalive, duplex })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name}: ${JSON.stringify(value)},`);
  if (call.headers?.length) {
    lines.push(
      "  headers: [",
      ...call.headers.map(([name, value]) => `    [${list([quote(name), quote(value)])}],`),
      "  ],",
    );
  }
  if (call.body) {
    lines.push(`  body: ${bodyAsCode(call.body)},`);
  }
  return lines.length ? [`fetch(${quote(url)}, {`, ...lines, "});"].join("\n") : `fetch(${quote(url)});`;
}

function xhrAsCode(call: Call, url: string): string {
  return [
    "const xhr = new XMLHttpRequest();",
    `xhr.open(${list([quote(call.method ?? "GET"), quote(url), ...(call.sync ? ["false"] : [])])});`,
    ...(call.credentials === "include" ? ["xhr.withCredentials = true;"] : []),
    ...(call.headers ?? []).map(([name, value]) => `xhr.setRequestHeader(${list([quote(name), quote(value)])});`),
    ...(call.uploadListener ? ['xhr.upload.addEventListener("progress", show);'] : []),
    `xhr.send(${call.body ? bodyAsCode(call.body) : ""});`,
  ].join("\n");
}

const list = (items: string[]) => items.join(", ");
const quote = (text: string) => JSON.stringify(text);
