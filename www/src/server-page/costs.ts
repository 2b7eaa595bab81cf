// What the requests' preflights cost as it is, and what they would cost under the policy.

import { createForecaster, type Difference, type Engine, type MaxAge, type MinimalSet } from "cors-forecast/standalone";
import { BROWSERS } from "../../../pkg-template/dist/elements/words.ts";
import { APART } from "./paste.ts";
import type { Shape } from "./permit.ts";
import { forecasterOf, forecastOf, linesOf, originsOf, type Permit } from "./play.ts";
import type { Input, Seen } from "./seen.ts";

/** How often a call is made of which nobody knows how often it is. */
export const TIMES = 10;

export interface Costs {
  calls: number;
  differences: readonly Difference[];
  /** Whether an answer to one of their preflights was recorded. */
  isRecorded: boolean;
}

export function costsOf(requests: readonly Seen[], { timed }: Input, permit: Permit): Costs {
  const repeated = timed ? requests : Array.from({ length: TIMES }, (_, time) => later(requests, time)).flat();
  const sums = new Map<Engine, Difference>(BROWSERS.map((engine) => [engine, { engine, before: 0, after: 0, refused: 0 }]));
  for (const origin of new Set(repeated.map((seen) => seen.origin))) {
    const forecaster = createForecaster({ origin, engine: "chromium" });
    for (const { description, at, answer } of repeated.filter((seen) => seen.origin === origin)) {
      try {
        if (answer) forecaster.learn(description, answer.response, { basis: "recorded", at: answer.at });
        forecaster.record(description, at);
      } catch {
        // What no page can make costs nothing; it is among the failures.
      }
    }
    const changes = [{ kind: "list-by-name" }, { kind: "max-age", seconds: permit.maxAge }] as const;
    for (const { engine, before, after, refused } of forecaster.whatIf(changes)) {
      const sum = sums.get(engine);
      if (!sum) continue;
      sum.before += before;
      sum.after += after;
      sum.refused += refused;
    }
  }
  return { calls: repeated.length, differences: [...sums.values()], isRecorded: requests.some(({ answer }) => answer !== undefined) };
}

const later = (requests: readonly Seen[], time: number): Seen[] =>
  requests.map((seen) => ({ ...seen, at: seen.at + time * requests.length * APART }));

/** For how long each engine keeps the permission; empty if none needs it. */
export function keptOf(shapes: readonly Shape[], permit: Permit): { engine: Engine; maxAge: MaxAge }[] {
  return BROWSERS.flatMap((engine) => {
    const asks = shapes.find(({ seen }) => {
      const forecast = forecastOf(seen, engine);
      return originsOf(permit).includes(seen.origin) && typeof forecast !== "string" && forecast.preflight !== undefined;
    });
    if (!asks) return [];
    const { origin, description } = asks.seen;
    const response = { status: 204, headers: linesOf(permit, "preflight", origin) };
    return [{ engine, maxAge: forecasterOf(origin, engine).learn(description, response, { basis: "configured" }).maxAge }];
  });
}

export interface Way {
  text: string;
  risk?: string;
  /** Why it is not advised. */
  isWithheld: boolean;
  requests: Seen[];
}

/** What would let requests go without being announced, and what of it is not advised. */
export function waysToSimple(shapes: readonly Shape[]): Way[] {
  const ways = new Map<string, Way>();
  const add = (text: string, seen: Seen, isWithheld: boolean, risk?: string) => {
    const way = ways.get(text) ?? { text, isWithheld, requests: [], ...(risk !== undefined && { risk }) };
    if (!way.requests.includes(seen)) way.requests.push(seen);
    ways.set(text, way);
  };
  for (const { seen } of shapes) {
    for (const engine of BROWSERS) {
      const route = minimalOf(seen, engine)?.toSimple;
      for (const { text, risk } of route?.steps ?? []) add(text, seen, false, risk);
      for (const { text } of route?.withheld ?? []) add(text, seen, true);
    }
  }
  return [...ways.values()].sort((one, other) => Number(one.isWithheld) - Number(other.isWithheld) || other.requests.length - one.requests.length);
}

function minimalOf(seen: Seen, engine: Engine): MinimalSet | undefined {
  const forecast = forecastOf(seen, engine);
  const asks = typeof forecast !== "string" && forecast.preflight !== undefined;
  return asks ? forecasterOf(seen.origin, engine).minimalSet(seen.description, 0) : undefined;
}
