// Compares what was said before sending with what was seen after: strictly, to the byte.

import type { Forecast, WireRequest } from "cors-forecast/standalone";
import type { Call, Difference, Expectation, Header, LogEntry, Observation } from "./types.ts";

const NOTHING = "(nothing)";
const ABSENT = "(absent)";

/** What decides whether a preflight is as forecast. */
const PREFLIGHT_HEADERS = ["origin", "access-control-request-method", "access-control-request-headers"];

/** Every disagreement between the two; empty if there is none. */
export function compare(call: Call, expectation: Expectation, observation: Observation): Difference[] {
  const { forecast, simulation } = expectation;
  if (observation.failure !== undefined) {
    return [{ what: "log", forecast: "a complete log", observed: observation.failure }];
  }
  if (forecast === undefined || simulation === undefined) {
    return [{ what: "forecast", forecast: expectation.failure ?? NOTHING, observed: sequence(observation.requests) }];
  }
  return [
    ...compareSequences(call, simulation.requests, observation.requests),
    ...compareOutcomes(expectation, observation),
    ...comparePrediction(forecast, observation),
    ...compareWrapper(forecast, observation),
  ];
}

function compareSequences(call: Call, expected: WireRequest[], received: LogEntry[]): Difference[] {
  const differences: Difference[] = [];
  for (let request = 0; request < Math.max(expected.length, received.length); request += 1) {
    const [said, seen] = [expected[request], received[request]];
    if (said === undefined || seen === undefined) {
      differences.push({
        request,
        what: "request",
        forecast: said ? line(said.method, said.url) : NOTHING,
        observed: seen ? line(seen.method, seen.url) : NOTHING,
      });
      continue;
    }
    const differ = (what: string, forecast: string | undefined, observed: string | undefined) => {
      if (forecast !== observed) {
        differences.push({ request, what, forecast: forecast ?? ABSENT, observed: observed ?? ABSENT });
      }
    };
    differ("kind", said.kind, seen.preflight ? "preflight" : "actual");
    differ("method", said.method, seen.method);
    // A server never sees a fragment.
    differ("URL", said.url.split("#", 1)[0], seen.url);
    for (const name of comparedHeaders(call, said)) {
      differ(name, combined(said.headers, name), arrived(call, said, seen, name));
    }
  }
  return differences;
}

/** The names that are compared: the standard's own, and what the page set or its body brought. */
export function comparedHeaders(call: Call, said: WireRequest): string[] {
  if (said.kind === "preflight") {
    return PREFLIGHT_HEADERS;
  }
  const own = (call.headers ?? []).map(([name]) => name.toLowerCase());
  return [...new Set(["origin", "content-type", ...own])];
}

/**
 * A header as received. One that the page set but the forecast says is dropped counts as absent
 * unless the page's own value came: the browser may send that name with a value of its own.
 */
function arrived(call: Call, said: WireRequest, seen: LogEntry, name: string): string | undefined {
  const value = combined(seen.headers, name);
  const [expected, own] = [combined(said.headers, name), combined(call.headers ?? [], name)];
  if (said.kind === "actual" && expected === undefined && own !== undefined && value !== own) {
    return undefined;
  }
  return expected !== undefined && value !== undefined && isSpeltAnew(name, expected, value) ? expected : value;
}

/** What no standard decides: the boundary is the browser's choice, and Chromium's HTTP cache writes `Bytes=` as `bytes=`. */
function isSpeltAnew(name: string, expected: string, received: string): boolean {
  const boundary = /^multipart\/form-data; ?boundary=/;
  return name === "range"
    ? expected.toLowerCase() === received.toLowerCase()
    : name === "content-type" && boundary.test(expected) && boundary.test(received);
}

function compareOutcomes({ simulation }: Expectation, { page }: Observation): Difference[] {
  if (simulation === undefined) {
    return [];
  }
  // A beacon that was queued tells nothing; one that was refused or threw does.
  const expected = page.outcome === "unseen" && simulation.outcome !== "throws" ? "unseen" : simulation.outcome;
  if (expected !== page.outcome) {
    return [{ what: "outcome", forecast: simulation.outcome, observed: `${page.outcome} (${page.text})` }];
  }
  return page.outcome === "response" && simulation.status !== page.status
    ? [{ what: "status", forecast: `${simulation.status}`, observed: `${page.status}` }]
    : [];
}

/** `predict()` must agree as well, about the first request: it is what the wrapper and others use. */
function comparePrediction(forecast: Forecast, { requests, page }: Observation): Difference[] {
  const first = requests[0];
  const differences: Difference[] = [];
  const sent = forecast.verdict === "preflight" && forecast.cache.state === "miss";
  if (sent !== (first?.preflight ?? false)) {
    differences.push({
      what: "predict(): preflight",
      forecast: `${forecast.verdict}, cache ${forecast.cache.state}`,
      observed: first === undefined ? NOTHING : line(first.method, first.url),
    });
  }
  if (sent && first?.preflight) {
    for (const name of PREFLIGHT_HEADERS) {
      const [said, seen] = [combined(forecast.preflight?.headers ?? [], name), combined(first.headers, name)];
      if (said !== seen) {
        differences.push({
          request: 0,
          what: `predict(): ${name}`,
          forecast: said ?? ABSENT,
          observed: seen ?? ABSENT,
        });
      }
    }
  }
  const silent = forecast.verdict === "rejected" || forecast.verdict === "blocked" || forecast.verdict === "local";
  if (silent !== (requests.length === 0) || (forecast.verdict === "rejected") !== (page.outcome === "throws")) {
    differences.push({
      what: "predict(): verdict",
      forecast: forecast.verdict,
      observed: `${sequence(requests)}, ${page.outcome}`,
    });
  }
  return differences;
}

/** What the wrapper around `fetch` made of the very arguments must be what the description says. */
function compareWrapper(forecast: Forecast, { wrapper }: Observation): Difference[] {
  // Calls to the page's own origin are only counted, and what throws is told by what it throws.
  const untold = ["same-origin", "rejected"].includes(forecast.verdict);
  if (wrapper === undefined || (wrapper === null && untold)) {
    return [];
  }
  const [said, seen] = [judgement(forecast), wrapper === null ? "no report" : judgement(wrapper)];
  return said === seen ? [] : [{ what: "install(): report", forecast: said, observed: seen }];
}

function judgement({ verdict, triggers, preflight }: Forecast): string {
  const headers = PREFLIGHT_HEADERS.map((name) => combined(preflight?.headers ?? [], name) ?? ABSENT);
  const codes = triggers.map(({ code, name }) => (name === undefined ? code : `${code} ${name}`));
  return [verdict, ...codes, ...(preflight ? headers : [])].join("; ");
}

/** The values of a name, joined as they are on the wire. */
export function combined(headers: readonly Header[], name: string): string | undefined {
  const values = headers.filter(([candidate]) => candidate.toLowerCase() === name).map(([, value]) => value);
  return values.length > 0 ? values.join(", ") : undefined;
}

/** A sequence of requests in a few words, for example `OPTIONS, PUT`. */
export function sequence(requests: readonly { method: string }[]): string {
  return requests.length > 0 ? requests.map(({ method }) => method).join(", ") : "no request";
}

function line(method: string, url: string): string {
  return `${method} ${url}`;
}
