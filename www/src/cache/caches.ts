// Three preflight caches, of one page that calls one API, on a clock that is ours.

import { createForecaster, type Engine, type Forecast, type Forecaster, type RequestDescription, type WireResponse } from "cors-forecast/standalone";
import type { CacheLife } from "../../../pkg-template/dist/elements/index.ts";
import { BROWSERS } from "../../../pkg-template/dist/elements/words.ts";

const PAGE = "https://app.example";
export const API = "https://api.example/items/";

/** How the server lists what it permits. */
export type Lists = "asked" | "all" | "stars";

export interface Answers {
  /** In seconds; `undefined` is no header. */
  maxAge: number | undefined;
  lists: Lists;
}

/** What became of a call in one engine. */
export interface Said {
  engine: Engine;
  forecast: Forecast;
}

export interface Called {
  id: number;
  at: number;
  request: RequestDescription;
  said: Said[];
}

export interface Counted {
  engine: Engine;
  preflights: number;
  hits: number;
  lives: CacheLife[];
  /** Permissions beyond those that are listed. */
  more: number;
}

/** Permissions that are listed one by one. */
const LISTED = 6;

/** A server that permits whatever a page asks for, and says it in one of three ways. */
function answerOf({ maxAge, lists }: Answers, request: RequestDescription, asked: (name: string) => string): WireResponse {
  const credentials = request.credentials === "include";
  const stars = lists === "stars" && !credentials;
  const headers: [string, string][] = [
    ["Access-Control-Allow-Origin", stars ? "*" : PAGE],
    ["Access-Control-Allow-Methods", stars ? "*" : lists === "all" ? "GET, HEAD, POST, PUT, PATCH, DELETE" : asked("access-control-request-method")],
    [
      "Access-Control-Allow-Headers",
      stars ? "*" : lists === "all" ? "authorization, content-type, x-request-id, x-tenant" : asked("access-control-request-headers"),
    ],
  ];
  if (credentials) headers.push(["Access-Control-Allow-Credentials", "true"]);
  if (maxAge !== undefined) headers.push(["Access-Control-Max-Age", String(maxAge)]);
  return { status: 204, headers };
}

export class Caches {
  readonly calls: Called[] = [];
  #forecasters = BROWSERS.map((engine): [Engine, Forecaster] => [engine, createForecaster({ origin: PAGE, engine })]);
  #counts = new Map(BROWSERS.map((engine) => [engine as Engine, { preflights: 0, hits: 0 }]));
  /** Each request once, by which the caches are looked into. */
  #asked = new Map<string, RequestDescription>();
  #last = 0;

  /** The page makes a call; `silent` ones are counted and not listed. */
  call(request: RequestDescription, answers: Answers, at: number, silent = false): Called {
    const said = this.#forecasters.map(([engine, forecaster]): Said => {
      const forecast = forecaster.predict(request, at);
      forecaster.simulate(
        request,
        (sent) => {
          const asked = (name: string) => sent.headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? "";
          const permitted = answerOf(answers, request, asked);
          return sent.kind === "preflight" ? permitted : { ...permitted, status: 200 };
        },
        at,
      );
      const count = this.#counts.get(engine);
      if (count && forecast.verdict === "preflight") count[forecast.cache.state === "hit" ? "hits" : "preflights"] += 1;
      return { engine, forecast };
    });
    this.#asked.set(JSON.stringify(request), request);
    const called = { id: (this.#last += 1), at, request, said };
    if (!silent) this.calls.push(called);
    return called;
  }

  /** What each engine has counted, and what it holds. */
  look(now: number): Counted[] {
    return this.#forecasters.map(([engine, forecaster]) => {
      const held = new Map<string, CacheLife>();
      for (const request of this.#asked.values()) {
        const { cache } = forecaster.predict(request, now);
        const { entry } = cache;
        if (!entry || entry.expiresAt <= now) continue;
        const key = JSON.stringify([entry.url, entry.credentials, entry.methods, entry.headers]);
        const permits = [...entry.methods, ...entry.headers].join(", ");
        const { storedAt, expiresAt, credentials, url } = entry;
        held.set(key, { key, engine, label: url.replace("https://api.example", ""), storedAt, expiresAt, permits, credentials, basis: "recorded" });
      }
      const all = [...held.values()];
      const counts = this.#counts.get(engine) ?? { preflights: 0, hits: 0 };
      return { engine, ...counts, lives: all.slice(-LISTED), more: Math.max(0, all.length - LISTED) };
    });
  }
}
