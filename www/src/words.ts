// Verdicts, calls, cache states and outcomes in words.

import type { CacheForecast, Simulation, Verdict } from "cors-forecast/standalone";
import { sequence } from "./compare.ts";
import type { Call, Expectation, Observation } from "./types.ts";

/** The longest header value that is shown whole in a list. */
const SHORT = 40;

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  "same-origin": "same origin",
  simple: "no preflight",
  preflight: "preflight",
  "no-cors": "no-cors",
  local: "stays local",
  rejected: "refused",
  blocked: "blocked",
};

export const VERDICT_MEANINGS: Readonly<Record<Verdict, string>> = {
  "same-origin": "The URL is of the page's own origin, which needs no permission.",
  simple: "The browser sends it to the other origin without asking first.",
  preflight: "The browser asks the other origin for permission first.",
  "no-cors": "It is sent without asking; the page can't read the answer.",
  local: "Nothing leaves the browser.",
  rejected: "The call throws before anything is sent.",
  blocked: "The request fails before anything is sent.",
};

/** The call in a line, for example `PUT · X-A: 1`. */
export function callInWords(call: Call): string {
  const api = { fetch: "", xhr: "XHR ", beacon: "beacon ", eventsource: "EventSource " }[call.api ?? "fetch"];
  const method = call.method ?? (call.api === "beacon" ? "POST" : "GET");
  const { mode, credentials, redirect, cache } = call;
  return [
    `${api}${method}${call.path === undefined ? "" : ` ${call.path}`}`,
    ...(call.headers ?? []).map(([name, value]) => `${name}: ${shortened(value)}`),
    ...(call.body ? [call.body.type === undefined ? call.body.kind : `${call.body.kind} of ${call.body.type}`] : []),
    ...(call.to === "other" ? ["to another site"] : call.to === "page" ? ["to the page's own origin"] : []),
    ...Object.entries({ mode, credentials, redirect, cache })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}: ${value}`),
    ...(call.uploadListener ? ["upload listener"] : []),
    ...(call.sync ? ["synchronous"] : []),
    ...(call.keepalive ? ["keepalive"] : []),
    ...(call.url === undefined ? [] : [shortened(call.url)]),
  ].join(" · ");
}

function shortened(value: string): string {
  return value.length > SHORT ? `${value.slice(0, SHORT / 2)}… (${value.length} bytes)` : value.replace(/\s/g, " ");
}

export function forecastInWords({ simulation, failure }: Expectation): string {
  return simulation ? `${sequence(simulation.requests)} → ${outcomeInWords(simulation)}` : (failure ?? "no forecast");
}

export function observationInWords({ requests, page }: Observation): string {
  return `${sequence(requests)} → ${outcomeInWords(page)}`;
}

function outcomeInWords({ outcome, status }: { outcome: Simulation["outcome"] | "unseen"; status?: number }): string {
  switch (outcome) {
    case "response":
      return status === 0 ? "opaque response" : `${status}`;
    case "network-error":
      return "network error";
    case "throws":
      return "throws";
    case "unseen":
      return "not told";
  }
}

/** What the statement rests on: a page never sees what is really cached. */
function basisInWords(basis: CacheForecast["basis"]): string {
  switch (basis) {
    case "configured":
      return " This rests on the policy that the server was told to follow.";
    case "probed":
      return " This rests on what the server answered when it was asked.";
    case "recorded":
      return " This rests on a recording.";
    case "assumed":
      return " Nothing is known of the server: the standard's defaults are assumed.";
    case "none":
      return "";
  }
}

export function cacheInWords(cache: CacheForecast): string {
  const of = cache.reason ? ` ${cache.reason.text}` : "";
  switch (cache.state) {
    case "not-needed":
      return "No preflight is due, so the preflight cache is not asked.";
    case "hit":
      return `The preflight cache spares the OPTIONS.${basisInWords(cache.basis)}`;
    case "miss":
      return `The preflight cache does not spare the OPTIONS.${of}${basisInWords(cache.basis)}`;
    case "unknown":
      return `What the preflight cache holds is not known.${of}`;
  }
}
