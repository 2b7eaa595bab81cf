// What the core says of requests, and what a server that keeps to a policy answers to them.

import { policyLines, type Changes, type CorsPolicy, type ServerPolicy } from "cors-forecast/server";
import { createForecaster, type Engine, type Forecast, type Forecaster } from "cors-forecast/standalone";
import { namesOf } from "../../../pkg-template/dist/cli/har-seen.js";
import type { HeaderLine } from "../../../pkg-template/dist/elements/index.ts";
import { BROWSERS } from "../../../pkg-template/dist/elements/words.ts";
import { messageOf, type Seen } from "./seen.ts";

/** What a server lets pages do. */
export interface Permit {
  policy: ServerPolicy["policy"];
  /** Whether it is asked by OPTIONS at all. */
  preflight: boolean;
  /** Seconds, in the place of the policy's. */
  maxAge: number;
  /** What it takes so that the recorded answers are enough. */
  changes: Changes | undefined;
}

export type Kind = "preflight" | "actual";

/** The origins that are listed. */
export const originsOf = ({ policy: { origins } }: Permit): readonly string[] => (origins === "*" ? [] : origins);

/** The policy with the time that was chosen. */
export const policyOf = ({ policy: { maxAge: _, ...policy }, preflight, maxAge }: Permit): CorsPolicy =>
  preflight ? { ...policy, maxAge } : policy;

/** The header lines that a page of `origin` gets. */
export function linesOf(permit: Permit, kind: Kind, origin: string): readonly HeaderLine[] {
  return policyLines(policyOf(permit), origin)?.[kind] ?? [["Vary", "Origin"]];
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

/** The header names that a request's preflights ask for, in all engines together. */
export function asksOf(seen: Seen): Set<string> {
  const names = new Set<string>();
  for (const engine of BROWSERS) {
    const forecast = forecastOf(seen, engine);
    if (typeof forecast === "string" || !forecast.preflight) continue;
    for (const name of namesOf(forecast.preflight.headers)) names.add(name);
  }
  return names;
}
