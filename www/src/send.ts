// Sends a call for real, by the real API, and tells what the page experienced.

import { makeBody } from "./body.ts";
import type { Call, PageOutcome } from "./types.ts";

/** How long an exchange may take before it counts as failed, in milliseconds. */
const PATIENCE = 15_000;

/** Resolves when the page knows the outcome; never rejects. */
export function send(call: Call, url: string): Promise<PageOutcome> {
  switch (call.api) {
    case "xhr":
      return sendByXhr(call, url);
    case "beacon":
      return Promise.resolve(sendByBeacon(call, url));
    case "eventsource":
      return sendByEventSource(call, url);
    default:
      return sendByFetch(call, url);
  }
}

function initOf(call: Call): RequestInit {
  const { method, headers, mode, credentials, redirect, cache, keepalive, duplex } = call;
  const given = Object.entries({ method, mode, credentials, redirect, cache, keepalive, duplex }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...Object.fromEntries(given),
    ...(headers && { headers: headers.map(([name, value]): [string, string] => [name, value]) }),
    ...(call.body && { body: makeBody(call.body) as BodyInit }),
  };
}

async function sendByFetch(call: Call, url: string): Promise<PageOutcome> {
  const isAccepted = isAcceptedByRequest(call, url);
  try {
    const response = await fetch(url, { ...initOf(call), signal: AbortSignal.timeout(PATIENCE) });
    await response.arrayBuffer();
    const type = response.type === "cors" || response.type === "basic" ? "" : `, ${response.type}`;
    return { outcome: "response", status: response.status, text: `${response.status}${type}` };
  } catch (error) {
    return { outcome: isAccepted ? "network-error" : "throws", text: textOf(error) };
  }
}

/**
 * A promise that rejects does not say whether anything was tried. The constructor runs the steps
 * that fetch() runs before it sends: what it throws, fetch() rejects with.
 */
function isAcceptedByRequest(call: Call, url: string): boolean {
  try {
    new Request(url, initOf(call));
    return true;
  } catch {
    return false;
  }
}

function sendByXhr(call: Call, url: string): Promise<PageOutcome> {
  const xhr = new XMLHttpRequest();
  try {
    xhr.open(call.method ?? "GET", url, !call.sync);
    xhr.withCredentials = call.credentials === "include";
    for (const [name, value] of call.headers ?? []) {
      xhr.setRequestHeader(name, value);
    }
    if (!call.sync) {
      xhr.timeout = PATIENCE;
    }
    if (call.uploadListener) {
      xhr.upload.addEventListener("progress", () => {});
    }
  } catch (error) {
    return Promise.resolve({ outcome: "throws", text: textOf(error) });
  }
  return new Promise((done) => {
    const loaded = () => done({ outcome: "response", status: xhr.status, text: `${xhr.status}` });
    xhr.addEventListener("load", loaded);
    xhr.addEventListener("error", () => done({ outcome: "network-error", text: "error event" }));
    xhr.addEventListener("timeout", () => done({ outcome: "network-error", text: "timeout event" }));
    try {
      xhr.send((call.body ? makeBody(call.body) : null) as XMLHttpRequestBodyInit | Document | null);
    } catch (error) {
      // Only a synchronous call reports the network in this way.
      const isNetwork = error instanceof DOMException && error.name === "NetworkError";
      done({ outcome: isNetwork ? "network-error" : "throws", text: textOf(error) });
    }
  });
}

function sendByBeacon(call: Call, url: string): PageOutcome {
  try {
    const queued = navigator.sendBeacon(url, (call.body ? makeBody(call.body) : null) as BodyInit | null);
    return queued
      ? { outcome: "unseen", text: "queued; a beacon does not tell more" }
      : { outcome: "network-error", text: "not queued" };
  } catch (error) {
    return { outcome: "throws", text: textOf(error) };
  }
}

function sendByEventSource(call: Call, url: string): Promise<PageOutcome> {
  return new Promise((done) => {
    const source = new EventSource(url, { withCredentials: call.credentials === "include" });
    const end = (outcome: PageOutcome) => {
      source.close();
      done(outcome);
    };
    source.addEventListener("open", () => end({ outcome: "response", status: 200, text: "open event" }));
    source.addEventListener("error", () => end({ outcome: "network-error", text: "error event" }));
    setTimeout(() => end({ outcome: "network-error", text: "no answer" }), PATIENCE);
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
