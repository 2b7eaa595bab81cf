// Plays requests against a policy, each with an empty preflight cache. Whether one passes is the core's to say.

import { createForecaster, type Engine, type Forecast, type Forecaster, type ForecastError, type Simulation } from "cors-forecast/standalone";
import type { HeaderLine } from "../../../pkg-template/dist/elements/index.ts";
import { BROWSERS } from "../../../pkg-template/dist/elements/words.ts";
import { messageOf, type Seen } from "./seen.ts";

/** What a server lets pages do. */
export interface Permit {
  origins: readonly string[];
  /** Whether it answers OPTIONS at all. */
  preflight: boolean;
  methods: readonly string[];
  headers: readonly string[];
  credentials: boolean;
  /** Seconds. */
  maxAge: number;
}

export type Kind = "preflight" | "actual";

/** The header lines that a page of `origin` gets. */
export function linesOf(permit: Permit, kind: Kind, origin: string): HeaderLine[] {
  const { methods, headers, credentials, maxAge } = permit;
  const lines: HeaderLine[] = [["Access-Control-Allow-Origin", origin]];
  if (credentials) lines.push(["Access-Control-Allow-Credentials", "true"]);
  if (kind === "preflight") {
    if (methods.length > 0) lines.push(["Access-Control-Allow-Methods", methods.join(", ")]);
    if (headers.length > 0) lines.push(["Access-Control-Allow-Headers", headers.join(", ")]);
    lines.push(["Access-Control-Max-Age", String(maxAge)]);
  }
  lines.push(["Vary", "Origin"]);
  return lines;
}

const forecasters = new Map<string, Forecaster>();

export function forecasterOf(origin: string, engine: Engine): Forecaster {
  const key = `${engine} ${origin}`;
  const known = forecasters.get(key) ?? createForecaster({ origin, engine });
  forecasters.set(key, known);
  known.clear();
  return known;
}

const forecasts = new WeakMap<Seen, Map<Engine, Forecast | string>>();

/** What an engine makes of a request; a sentence if no page can make it. */
export function forecastOf(seen: Seen, engine: Engine): Forecast | string {
  const known = forecasts.get(seen) ?? new Map<Engine, Forecast | string>();
  forecasts.set(seen, known);
  const forecast = known.get(engine) ?? predicted(seen, engine);
  known.set(engine, forecast);
  return forecast;
}

function predicted({ origin, description }: Seen, engine: Engine): Forecast | string {
  try {
    return forecasterOf(origin, engine).predict(description, 0);
  } catch (error) {
    return messageOf(error);
  }
}

/** The request's way in an engine, against a server that does what the permit says and no more. */
export function play({ origin, description }: Seen, engine: Engine, permit: Permit): Simulation | string {
  try {
    return forecasterOf(origin, engine).simulate(
      description,
      ({ kind }) => {
        if (kind === "preflight" && !permit.preflight) return { status: 404, headers: [] };
        const headers = permit.origins.includes(origin) ? linesOf(permit, kind, origin) : [["Vary", "Origin"] as const];
        return { status: kind === "preflight" ? 204 : 200, headers };
      },
      0,
    );
  } catch (error) {
    return messageOf(error);
  }
}

/** Why a request does not pass; `undefined` if it does. */
export function refusalOf(seen: Seen, engine: Engine, permit: Permit): string | undefined {
  const played = play(seen, engine, permit);
  if (typeof played === "string") return played;
  return played.error || played.outcome !== "response" ? sentenceOf(played.error) : undefined;
}

const sentenceOf = (error: ForecastError | undefined): string => error?.message ?? "The page is not told why.";

/** What a request's preflights ask for, in all engines together. */
export function asksOf(seen: Seen): { methods: Set<string>; headers: Set<string> } {
  const [methods, headers] = [new Set<string>(), new Set<string>()];
  for (const engine of BROWSERS) {
    const forecast = forecastOf(seen, engine);
    if (typeof forecast === "string" || !forecast.preflight) continue;
    for (const [name, value] of forecast.preflight.headers) if (name.toLowerCase() === "access-control-request-method") methods.add(value);
    for (const name of listOf(forecast.preflight.headers)) headers.add(name);
  }
  return { methods, headers };
}

/** The header names that a preflight asks for. */
export function listOf(headers: readonly (readonly [string, string])[] = []): string[] {
  const [, list = ""] = headers.find(([name]) => name.toLowerCase() === "access-control-request-headers") ?? [];
  return list.split(",").map((name) => name.trim()).filter((name) => name !== "");
}
