// A request and a server by which an error comes about again. What the text does not tell is made up, and said to be; whether it
// is the same error is then the core's to say.

import {
  createForecaster,
  type DecodedError,
  type Engine,
  type Forecast,
  type Simulation,
  type WireRequest,
  type WireResponse,
} from "cors-forecast/standalone";
import type { HeaderLine, ServerPolicy } from "../../../pkg-template/dist/elements/index.ts";
import { describeCall } from "../lab/forecasts.ts";
import type { LabState } from "../lab/state.ts";
import { fill } from "../policy.ts";

export interface Reproduction {
  state: LabState;
  engine: Engine;
  forecast: Forecast;
  simulation: Simulation;
  answers: (WireResponse | null)[];
  /** What was made up, as the text does not tell it. */
  assumed: string[];
  /** Whether the lab's server can answer like that; it always answers something. */
  isForLab: boolean;
}

const PAGE = "//app.example";
const OTHER = "https://other.example";
/** One of those that browsers don't ask. */
const BAD_PORT = ":6000";
const STRANGE = "https://elsewhere.example";

/** Codes of a check that is made of the preflight's answer as well as of the request's own. */
const IS_CHECK = /^allow-(origin|credentials)-/;
const NEEDS_CREDENTIALS = /^(allow-origin-wildcard-with-credentials|allow-credentials-)/;

/** By which a page makes such a request; what HTML itself asks for is shown as a fetch(). */
const APIS: Readonly<Record<string, NonNullable<LabState["call"]["api"]>>> = { fetch: "fetch", xhr: "xhr", "event-source": "eventsource" };

/** The answers of a server that permits what is asked for. */
function permitting(credentials: boolean, names: boolean): Record<"preflight" | "actual", HeaderLine[]> {
  const read: HeaderLine[] = [["Access-Control-Allow-Origin", "{origin}"]];
  if (credentials) read.push(["Access-Control-Allow-Credentials", "true"]);
  const asked: HeaderLine[] = [["Access-Control-Allow-Methods", "{acrm}"]];
  if (names) asked.push(["Access-Control-Allow-Headers", "{acrh}"]);
  return { preflight: [...read, ...asked], actual: read };
}

function put(lines: HeaderLine[], name: string, value: string | undefined): HeaderLine[] {
  const others = lines.filter(([known]) => known !== name);
  return value === undefined ? others : [...others, [name, value]];
}

/** The answer by which it fails. */
function failing(error: DecodedError, lines: HeaderLine[]): HeaderLine[] {
  const allow = (what: string, value: string | undefined) => put(lines, `Access-Control-Allow-${what}`, value);
  switch (error.code) {
    case "allow-origin-missing":
      return allow("Origin", undefined);
    case "allow-origin-wildcard-with-credentials":
      return allow("Origin", "*");
    case "allow-origin-multiple":
      return allow("Origin", error.value ?? `{origin}, ${STRANGE}`);
    case "allow-origin-mismatch":
      return allow("Origin", error.value ?? STRANGE);
    case "allow-credentials-missing":
      return allow("Credentials", undefined);
    case "allow-credentials-not-true":
      return allow("Credentials", error.value ?? "True");
    case "allow-methods-unparsable":
      return allow("Methods", error.value ?? "GET PUT");
    case "allow-headers-unparsable":
      return allow("Headers", error.value ?? "x-a x-b");
    case "method-not-allowed":
      return allow("Methods", "GET, POST");
    case "header-not-allowed":
    case "non-wildcard-header-not-listed":
      return allow("Headers", undefined);
    default:
      return lines;
  }
}

/** The request that is not answered. */
const UNANSWERED: Readonly<Record<string, "preflight" | "actual">> = { "not-answered": "actual", "preflight-not-answered": "preflight" };

const REDIRECTS: Readonly<Record<string, string>> = {
  "redirect-scheme-not-http": "data:,elsewhere",
  "location-includes-credentials": `https://user:password@${new URL(STRANGE).host}/`,
  "redirect-mode-error": STRANGE,
  "too-many-redirects": "{self}",
};

function stateFor(error: DecodedError): { state: LabState; assumed: string[] } {
  const { code, stage, status } = error;
  const assumed: string[] = [];
  const assume = <Value>(told: Value | undefined, value: Value, what: string): Value => {
    if (told === undefined) assumed.push(what);
    return told ?? value;
  };
  const url = assume(error.redirectedFrom ?? error.url, `${OTHER}${code === "bad-port" ? BAD_PORT : ""}/items`, "the URL");
  const isSecure = code === "mixed-content" || !url.startsWith("http:");
  // After a redirect to another origin the text has null in its place.
  const told = error.origin === "null" && error.redirectedFrom ? undefined : error.origin;
  const origin = assume(told, `http${isSecure ? "s" : ""}:${PAGE}`, "the page’s origin");
  const ofPreflight = stage === "preflight";
  const credentials = NEEDS_CREDENTIALS.test(code);
  const call: LabState["call"] = { url, headers: [] };
  const api = APIS[error.kind ?? "fetch"];
  if (api !== undefined && api !== "fetch") call.api = api;
  if (api === undefined) assumed.push("the page’s code, which is HTML’s own");
  if (error.header !== undefined) call.headers = [[error.header, /^content-type$/i.test(error.header) ? "application/json" : "1"]];
  if (error.method !== undefined) call.method = error.method;
  else if (ofPreflight && error.header === undefined) call.method = assume(undefined, "PUT", "the method");
  if (credentials) call.credentials = "include";
  if (code === "mode-same-origin") call.mode = "same-origin";
  if (code === "redirect-mode-error") call.redirect = "error";
  const lines = permitting(credentials, error.header !== undefined);
  const to = REDIRECTS[code]?.replace("{self}", url) ?? (IS_CHECK.test(code) && error.redirectedFrom ? error.url : undefined);
  const where = ofPreflight ? "preflight" : "actual";
  const policy: ServerPolicy = {
    preflight: { status: 204, headers: lines.preflight },
    actual: to === undefined ? { status: (!ofPreflight && status) || 200, headers: lines.actual } : { status: 302, headers: [...lines.actual, ["Location", to]] },
  };
  policy[where] = { ...policy[where], headers: failing(error, [...policy[where].headers]) };
  if (code === "preflight-status-not-ok") policy.preflight = { ...policy.preflight, status: assume(status, 404, "the status") };
  return { state: { origin, call, server: "custom", policy }, assumed };
}

/** `undefined` if it can't be made to happen with one server, or not for sure. */
export function reproduce(error: DecodedError): Reproduction | undefined {
  const engine = error.engine ?? "standard";
  try {
    const { state, assumed } = stateFor(error);
    const forecaster = createForecaster({ origin: state.origin, engine });
    const request = describeCall(state);
    const forecast = forecaster.predict(request, 0);
    const answers: (WireResponse | null)[] = [];
    const unanswered = UNANSWERED[error.code];
    const server = (asked: WireRequest): WireResponse | null => {
      const { status, headers } = state.policy[asked.kind];
      const answer = asked.kind === unanswered ? null : { status, headers: headers.map(([name, value]) => [name, fill(value, asked)] as const) };
      answers.push(answer);
      return answer;
    };
    const simulation = forecaster.simulate(request, server, 0);
    const isSame = simulation.error?.code === error.code;
    return isSame ? { state, engine, forecast, simulation, answers, assumed, isForLab: unanswered === undefined } : undefined;
  } catch {
    // What the text tells is no request that a page can make.
    return undefined;
  }
}
