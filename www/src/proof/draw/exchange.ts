// The exchange, request by request: what was forecast beside what the server received.

import type { WireRequest } from "cors-forecast/standalone";
import { combined, comparedHeaders } from "../../compare.ts";
import type { Difference, Header, LogEntry, StepResult } from "../../types.ts";
import { el } from "../../site/dom.ts";

/** What a preflight's receiver looks at, in the order of the standard; the rest is the browser's own. */
const LEADING = ["origin", "access-control-request-method", "access-control-request-headers"];

/** Names whose values may belong to other programs on this machine. */
const PRIVATE = new Set(["cookie", "authorization"]);

export function drawExchange(result: StepResult): HTMLElement {
  const { simulation } = result.expectation;
  const { requests, page } = result.observation;
  const said = simulation?.requests ?? [];
  const rows = Array.from({ length: Math.max(said.length, requests.length) }, (_, index) =>
    drawPair(result, index, said[index], requests[index]),
  );
  const isOther = (what: string) => result.differences.some((difference) => difference.what === what);
  const outcome = simulation ? [simulation.outcome, simulation.status, simulation.error?.message] : ["no forecast"];
  return el(
    "div",
    "exchange",
    el("h5", "", "Forecast, before anything was sent"),
    el("h5", "", "What the server received"),
    ...rows.flat(),
    el(
      "p",
      isOther("outcome") || isOther("status") ? "outcome different" : "outcome",
      ...joined("The page gets: ", outcome),
    ),
    el(
      "p",
      isOther("outcome") || isOther("status") ? "outcome different" : "outcome",
      `The page got: ${page.outcome} (${page.text})`,
    ),
  );
}

function joined(start: string, parts: readonly (string | number | undefined)[]): string[] {
  return [start, parts.filter((part) => part !== undefined).join(", ")];
}

function drawPair(
  result: StepResult,
  index: number,
  said: WireRequest | undefined,
  seen: LogEntry | undefined,
): HTMLElement[] {
  const differences = result.differences.filter(({ request }) => request === index);
  const names = said ? comparedHeaders(result.step.call, said) : LEADING;
  return [
    said ? drawForecast(said, names, differences) : el("p", "nothing different", "Nothing was forecast here."),
    seen ? drawReceived(seen, names, differences) : el("p", "nothing different", "Nothing came."),
  ];
}

function drawForecast(request: WireRequest, names: string[], differences: Difference[]): HTMLElement {
  return el(
    "div",
    "wire said",
    drawStart(request.method, request.url, differences),
    drawHeaders(request.headers, names, differences),
  );
}

function drawReceived(entry: LogEntry, names: string[], differences: Difference[]): HTMLElement {
  const rest = entry.headers.filter(([name]) => !names.includes(name));
  const more = el("details", "", el("summary", "", `${rest.length} more headers`), drawAll(rest));
  return el(
    "div",
    "wire seen",
    drawStart(entry.method, entry.url, differences),
    drawHeaders(entry.headers, names, differences),
    rest.length > 0 && more,
    el("p", "answer", entry.status === null ? "closed without an answer" : `answered with ${entry.status}`),
  );
}

function drawStart(method: string, url: string, differences: Difference[]): HTMLElement {
  const wrong = differences.some(({ what }) => ["request", "kind", "method", "URL"].includes(what));
  return el("pre", wrong ? "start different" : "start", `${method} ${url}`);
}

/** The compared headers; one that is absent is said to be, as that may be the difference. */
function drawHeaders(headers: readonly Header[], names: string[], differences: Difference[]): HTMLElement {
  const lines = names.map((name) => {
    const value = combined(headers, name);
    const wrong = differences.some(({ what }) => what === name);
    if (value === undefined && !wrong) {
      return undefined;
    }
    return el("pre", wrong ? "different" : "", `${name}: ${value ?? "(absent)"}`);
  });
  return el("div", "headers", ...lines);
}

function drawAll(headers: readonly Header[]): HTMLElement {
  return el(
    "div",
    "headers",
    ...headers.map(([name, value]) =>
      el("pre", "", `${name}: ${PRIVATE.has(name) ? `(${value.length} bytes)` : value}`),
    ),
  );
}
