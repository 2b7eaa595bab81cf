// Plays a card's calls in each engine, and compares what the core says with what the card states.

import { createForecaster, type Engine, type WireRequest } from "cors-forecast/standalone";
import { BROWSERS } from "../../../pkg-template/dist/elements/words.ts";
import { describe, urlOf } from "../describe.ts";
import { mirror, resolve } from "../policy.ts";
import { groups } from "../presets/index.ts";
import type { Origins, Step } from "../types.ts";
import type { By, Card, Played } from "./types.ts";

/** Where the calls of the page's text come from and go to. */
export const ORIGINS: Origins = { page: "https://app.example", api: "https://api.example", other: "https://other.example" };

/** How long a person would wait for a call to be sent, in milliseconds. */
const PATIENCE = 10_000;
/** From one call to the next, in milliseconds. */
const MOMENT = 100;

const presets = new Map(groups.flatMap(({ presets }) => presets).map(({ id, steps }) => [id, steps]));

export function stepsOf({ calls }: Card): readonly Step[] {
  if (typeof calls !== "string") {
    return calls;
  }
  const steps = presets.get(calls);
  if (!steps) {
    throw new Error(`There is no preset ${calls}.`);
  }
  return steps;
}

/** Why it can't be sent from this page; `undefined` if it can. */
export function unsendable(card: Card): string | undefined {
  if (card.origin === "null") {
    return "This page is no sandboxed frame, so it is only played.";
  }
  const isLong = stepsOf(card).some(({ wait = 0 }) => wait > PATIENCE);
  return isLong ? "Nobody waits for that long, so it is only played." : undefined;
}

export function play(card: Card, engine: Engine): Played[] {
  const forecaster = createForecaster({ origin: card.origin ?? ORIGINS.page, engine });
  let at = 0;
  return stepsOf(card).map((step) => {
    at += (step.wait ?? 0) + MOMENT;
    const url = urlOf(step.call, ORIGINS, "");
    const request = describe(step.call, url);
    const server = mirror(resolve(step.policy ?? {}, ORIGINS, ""), ORIGINS, "");
    const answers: Played["answers"] = [];
    const forecast = forecaster.predict(request, at);
    const simulation = forecaster.simulate(
      request,
      (asked) => {
        const answer = server(asked);
        answers.push(answer);
        return answer;
      },
      at,
    );
    return { step, url, forecast, simulation, answers };
  });
}

/** A call in a few words, for example `OPTIONS, PUT → 200`. */
export function sequenceOf({ step, simulation }: Played): string {
  const { requests, outcome, status, error } = simulation;
  const sent = requests.map(({ method }) => method).join(", ") || "nothing";
  const read = status === 0 ? "opaque" : String(status);
  const got = step.call.api === "beacon" ? (error ? "lost" : "queued") : read;
  return `${sent} → ${outcome === "response" ? got : outcome === "throws" ? "throws" : "fails"}`;
}

const sequencesOf = (all: readonly Played[]): string => all.map(sequenceOf).join("; ");

function askedBy(all: readonly Played[]): string {
  const preflight = all.flatMap(({ simulation }) => simulation.requests).find(({ kind }) => kind === "preflight");
  return headerOf(preflight, "access-control-request-headers") ?? "";
}

function headerOf(request: WireRequest | undefined, name: string): string | undefined {
  return request?.headers.find(([own]) => own.toLowerCase() === name)?.[1];
}

function codesOf({ forecast, simulation }: Played): (string | undefined)[] {
  const { triggers, error, cache } = forecast;
  return [...triggers.map(({ code }) => code), error?.code, simulation.error?.code, cache.reason?.code];
}

export const statedFor = (by: By, engine: Engine): string | undefined => (typeof by === "string" ? by : by[engine]);

/** The engines that a card says something about, with what became of its calls. */
export type Outcome = ReadonlyMap<Engine, Played[]>;

export function outcomeOf(card: Card): Outcome {
  const ofStandard = typeof card.expects === "object" && card.expects.standard !== undefined;
  const engines: Engine[] = ofStandard ? [...BROWSERS, "standard"] : [...BROWSERS];
  return new Map(engines.map((engine) => [engine, play(card, engine)]));
}

/** All that the card states and the core does not say; empty if the text holds. */
export function differencesOf(card: Card, outcome: Outcome): string[] {
  const differences: string[] = [];
  for (const [engine, all] of outcome) {
    const compare = (what: string, stated: By | undefined, said: string) => {
      const own = stated && statedFor(stated, engine);
      if (own !== undefined && own !== said) differences.push(`${engine}, ${what}: stated ${own}, said ${said}`);
    };
    compare("exchange", card.expects, sequencesOf(all));
    compare("asks", card.asks, askedBy(all));
  }
  const codes = new Set([...outcome.values()].flat().flatMap(codesOf));
  const missing = card.because.filter((code) => !codes.has(code));
  return missing.length > 0 ? [...differences, `no browser says ${missing.join(", ")}, but ${[...codes].join(", ")}`] : differences;
}
