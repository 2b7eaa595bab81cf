// What was called, in bounded memory: a few numbers for each of the latest calls, the latest reports as they are, sums by
// endpoint, and what the preflight caches hold.

import type { Engine, Forecast, ObservedEndpoint, Report } from "../../index.d.ts";
import type { Sky } from "../elements/sky.ts";
import { createLives, untilOf } from "./lives.ts";
import { createSums } from "./sums.ts";

/** Where a report comes from. */
export const SOURCES = ["page", "worker", "frame", "tab"] as const;
export type Source = (typeof SOURCES)[number];

export const ENGINES = ["chromium", "firefox", "webkit", "standard"] as const;
const SKIES: readonly Sky[] = ["clear", "rain", "spared", "storm", "fog", "home"];

/** Calls that are kept in short, how many of them are dropped at once, and reports that are kept as they are. */
export const ROWS = 50_000;
const BLOCK = 1000;
export const WHOLE = 1000;
/** Endpoints and methods that are kept by name. */
const NAMES = 3000;
const NONE = 255;

export interface Row {
  id: number;
  at: number;
  method: string;
  endpoint: string;
  from: Source;
  /** Absent where there is no forecast for the engine. */
  sky: Sky | undefined;
  until: number | undefined;
}

export interface Whole {
  report: Report;
  from: Source;
}

export function skyOf({ verdict, cache }: Forecast): Sky {
  switch (verdict) {
    case "simple":
      return "clear";
    case "no-cors":
      return "fog";
    case "rejected":
    case "blocked":
      return "storm";
    case "preflight":
      return cache.state === "hit" ? "spared" : cache.answer?.error ? "storm" : "rain";
    default:
      return "home";
  }
}

export const forecastOf = (report: Report, engine: Engine): Forecast | undefined =>
  report.engine === engine ? report.forecast : report.forecasts?.[engine as "chromium"];

/** Texts by number, the first of which stands for all that are too many. */
function createNames() {
  const list = ["…"];
  const numbers = new Map<string, number>();
  return {
    of: (number: number): string => list[number] as string,
    number(name: string): number {
      const known = numbers.get(name);
      if (known !== undefined || list.length >= NAMES) {
        return known ?? 0;
      }
      numbers.set(name, list.length);
      return list.push(name) - 1;
    },
  };
}

function columns(capacity: number) {
  return {
    at: new Float64Array(capacity),
    until: new Float64Array(capacity * ENGINES.length),
    sky: new Uint8Array(capacity * ENGINES.length),
    endpoint: new Uint16Array(capacity),
    method: new Uint16Array(capacity),
    from: new Uint8Array(capacity),
  };
}

export function createHistory() {
  let rows = columns(256);
  let names = createNames();
  let sums = createSums();
  let lives = createLives();
  const wholes = new Map<number, Whole>();
  /** The number of the first row that is kept; how many are. */
  let first = 0;
  let length = 0;
  let preflights = 0;

  function each(change: (name: keyof typeof rows, per: number) => void): void {
    for (const name of Object.keys(rows) as (keyof typeof rows)[]) {
      change(name, name === "until" || name === "sky" ? ENGINES.length : 1);
    }
  }

  function makeRoom(): void {
    if (length === ROWS) {
      each((name, per) => rows[name].copyWithin(0, BLOCK * per));
      first += BLOCK;
      length -= BLOCK;
    } else if (length === rows.at.length) {
      const larger = columns(Math.min(ROWS, 2 * length));
      each((name) => larger[name].set(rows[name]));
      rows = larger;
    }
  }

  return {
    add(report: Report, from: Source): void {
      makeRoom();
      const index = length++;
      rows.at[index] = report.at;
      rows.endpoint[index] = names.number(report.endpoint);
      rows.method[index] = names.number(report.method);
      rows.from[index] = SOURCES.indexOf(from);
      for (let place = 0; place < ENGINES.length; place++) {
        const engine = ENGINES[place] as Engine;
        const forecast = forecastOf(report, engine);
        const at = index * ENGINES.length + place;
        rows.sky[at] = forecast ? SKIES.indexOf(skyOf(forecast)) : NONE;
        rows.until[at] = forecast ? untilOf(forecast, report.at) : 0;
        if (forecast) {
          sums.add(engine, report.endpoint, forecast);
          lives.add(engine, forecast, report.at);
        }
      }
      const { preflight, cache } = report.forecast;
      if (from === "page" && preflight && cache.state !== "hit") {
        preflights++;
      }
      wholes.set(first + index, { report, from });
      wholes.delete(first + length - 1 - WHOLE);
    },
    /** By its place among those that are kept. */
    row(index: number, engine: Engine): Row {
      const at = index * ENGINES.length + ENGINES.indexOf(engine);
      return {
        id: first + index,
        at: rows.at[index] as number,
        method: names.of(rows.method[index] as number),
        endpoint: names.of(rows.endpoint[index] as number),
        from: SOURCES[rows.from[index] as number] as Source,
        sky: SKIES[rows.sky[at] as number],
        until: (rows.until[at] as number) || undefined,
      };
    },
    /** The places of an endpoint's calls from a place on. */
    placesOf(endpoint: string, from: number): number[] {
      const number = names.number(endpoint);
      const places = [];
      for (let index = Math.max(0, from); index < length; index++) {
        if (rows.endpoint[index] === number) {
          places.push(index);
        }
      }
      return places;
    },
    whole: (id: number): Whole | undefined => wholes.get(id),
    wholes: (): Whole[] => [...wholes.values()],
    endpoints: (engine: Engine): ObservedEndpoint[] => sums.of(engine),
    lives: (engine: Engine, now: number) => lives.of(engine, now),
    clear(): void {
      first += length;
      length = preflights = 0;
      rows = columns(256);
      names = createNames();
      sums = createSums();
      lives = createLives();
      wholes.clear();
    },
    get first() {
      return first;
    },
    get length() {
      return length;
    },
    get preflights() {
      return preflights;
    },
  };
}

export type History = ReturnType<typeof createHistory>;
