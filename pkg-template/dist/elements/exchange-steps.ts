// An exchange as a sequence: who says what to whom, which headers matter in it, and where it fails.

import type { Forecast, ForecastError, Simulation, WireRequest, WireResponse } from "../../index.d.ts";
import { outcomeOf, type Sky } from "./sky.ts";

export type Lane = "page" | "browser" | "cache" | "server";

export interface ExchangeHeader {
  name: string;
  value: string;
  /** `asks` for permission, `grants` it, is what it `fails` by, or would have been needed and is `missing`. */
  mark?: "asks" | "grants" | "fails" | "missing";
}

export interface ExchangeStep {
  from: Lane;
  to: Lane;
  title: string;
  sky: Sky;
  headers: ExchangeHeader[];
  text?: string;
  /** The step of the standard that decides. */
  step?: string;
}

export interface Exchange {
  /** The call as the page writes it, for example `fetch("…", { method: "PUT" })`. */
  call: string;
  forecast: Forecast;
  simulation: Simulation;
  /** What the server has answered to each of the requests of the simulation; `null` is no answer. */
  answers: readonly (WireResponse | null)[];
}

const ASKS = /^(origin|access-control-request-)/;

export function stepsOf({ call, forecast, simulation, answers }: Exchange): ExchangeStep[] {
  const steps: ExchangeStep[] = [{ from: "page", to: "browser", title: call, sky: "home", headers: [] }];
  steps.push(...lookup(forecast));
  simulation.requests.forEach((request, index) => {
    const isLast = index === simulation.requests.length - 1;
    steps.push(asked(request));
    steps.push(answered(request, answers[index] ?? null, isLast ? simulation.error : undefined));
  });
  const { sky, title, text } = outcomeOf(simulation);
  const { error } = simulation;
  steps.push({ from: "browser", to: "page", title, sky, text, headers: [], ...(error && { step: error.step }) });
  return steps;
}

/** What passes between the browser and its preflight cache. */
function lookup({ verdict, cache, triggers }: Forecast): ExchangeStep[] {
  if (verdict !== "preflight") {
    return [];
  }
  const needed = [...new Set(triggers.map(({ name, code }) => name ?? code))].join(", ");
  const question: ExchangeStep = { from: "browser", to: "cache", title: `Permission for ${needed}?`, sky: "home", headers: [] };
  const held = cache.state === "hit";
  const answer: ExchangeStep = {
    from: "cache",
    to: "browser",
    title: held ? "Held" : "Not held",
    sky: held ? "spared" : "rain",
    headers: [],
    text: held ? "No OPTIONS is needed." : (cache.reason?.text ?? "It has to be asked for."),
  };
  return [question, answer];
}

function asked({ kind, method, url, headers }: WireRequest): ExchangeStep {
  return {
    from: "browser",
    to: "server",
    title: `${method} ${url}`,
    sky: kind === "preflight" ? "rain" : "clear",
    headers: headers.map(([name, value]) => ({
      name,
      value: kind === "preflight" || ASKS.test(name.toLowerCase()) ? value : hidden(value),
      ...(ASKS.test(name.toLowerCase()) && { mark: "asks" as const }),
    })),
  };
}

/** A value that is the page's own business: its beginning at most. */
const hidden = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

function answered(request: WireRequest, answer: WireResponse | null, error: ForecastError | undefined): ExchangeStep {
  if (answer === null) {
    return { from: "server", to: "browser", title: "No answer", sky: "storm", headers: [], ...(error && { step: error.step }) };
  }
  const fault = error ? faultOf(error.code) : undefined;
  const headers = answer.headers.map(([name, value]): ExchangeHeader => {
    const is = name.toLowerCase();
    const mark = is === fault ? "fails" : is.startsWith("access-control-") ? "grants" : undefined;
    return mark ? { name, value, mark } : { name, value };
  });
  if (fault && !headers.some(({ mark }) => mark === "fails")) {
    headers.push({ name: fault, value: "is missing", mark: "missing" });
  }
  const fine = request.kind === "preflight" ? "rain" : "clear";
  return {
    from: "server",
    to: "browser",
    title: `${answer.status}`,
    sky: error ? "storm" : fine,
    headers,
    ...(error && { text: error.message, step: error.step }),
  };
}

/** The header that a failure is about, by the failure's code; none if it is about something else. */
export function faultOf(code: string): string | undefined {
  if (code.startsWith("allow-origin-")) return "access-control-allow-origin";
  if (code.startsWith("allow-credentials-")) return "access-control-allow-credentials";
  if (code === "method-not-allowed" || code.startsWith("allow-methods-")) return "access-control-allow-methods";
  if (code.endsWith("header-not-allowed") || code.startsWith("allow-headers-") || code === "non-wildcard-header-not-listed") {
    return "access-control-allow-headers";
  }
  return undefined;
}
