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
  /** How many of the other URLs were held when they had been called. */
  others: number;
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

/** Milliseconds of work after which the page gets its turn. */
const SLICE = 8;

interface Engined {
  engine: Engine;
  forecaster: Forecaster;
  preflights: number;
  hits: number;
  /** How many of the other URLs are held. */
  others: number;
}

export class Caches {
  readonly calls: Called[] = [];
  #engines = BROWSERS.map((engine): Engined => {
    return { engine, forecaster: createForecaster({ origin: PAGE, engine }), preflights: 0, hits: 0, others: 0 };
  });
  /** Each request once, by which the caches are looked into. */
  #asked = new Map<string, RequestDescription>();
  #others: RequestDescription[] = [];
  #lives: CacheLife[] | undefined;

  /** The page makes a call. */
  call(request: RequestDescription, answers: Answers, at: number): void {
    const said = this.#engines.map((one): Said => {
      const forecast = one.forecaster.predict(request, at);
      this.#play(one, request, answers, at);
      return { engine: one.engine, forecast };
    });
    this.#asked.set(JSON.stringify(request), request);
    this.calls.push({ id: this.calls.length, at, request, said });
    this.#lives = undefined;
  }

  /** Calls of other URLs, which are counted only. Yields now and then, so that a page can be drawn. */
  async *callOthers(requests: readonly RequestDescription[], answers: Answers, at: number): AsyncGenerator<void> {
    const pause = pausing();
    for (const request of requests) {
      for (const one of this.#engines) this.#play(one, request, answers, at);
      this.#others.push(request);
      if (await pause()) yield;
    }
    for (const one of this.#engines) {
      let held = 0;
      for (const request of this.#others) {
        if (one.forecaster.predict(request, at).cache.state === "hit") held += 1;
        if (await pause()) yield;
      }
      one.others = held;
    }
    this.#lives = undefined;
  }

  #play(one: Engined, request: RequestDescription, answers: Answers, at: number): void {
    const { requests } = one.forecaster.simulate(
      request,
      (sent) => {
        const asked = (name: string) => sent.headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? "";
        const permitted = answerOf(answers, request, asked);
        return sent.kind === "preflight" ? permitted : { ...permitted, status: 200 };
      },
      at,
    );
    if (requests.length > 0) one[requests[0]?.kind === "preflight" ? "preflights" : "hits"] += 1;
  }

  /** What each engine has counted, and what it holds. */
  look(now: number): Counted[] {
    this.#lives ??= this.#engines.flatMap((one) => this.#held(one, now));
    const lives = this.#lives.filter(({ expiresAt }) => expiresAt > now);
    return this.#engines.map(({ engine, preflights, hits, others }) => {
      const own = lives.filter((life) => life.engine === engine);
      return { engine, preflights, hits, lives: own.slice(-LISTED), more: Math.max(0, own.length - LISTED), others };
    });
  }

  #held({ engine, forecaster }: Engined, now: number): CacheLife[] {
    const held = new Map<string, CacheLife>();
    for (const request of this.#asked.values()) {
      const { entry } = forecaster.predict(request, now).cache;
      if (!entry || entry.expiresAt <= now) continue;
      const { url, methods, headers, storedAt, expiresAt, credentials } = entry;
      const key = JSON.stringify([url, credentials, methods, headers]);
      const label = url.replace("https://api.example", "");
      const permits = [...methods, ...headers].join(", ");
      held.set(key, { key, engine, label, storedAt, expiresAt, permits, credentials, basis: "configured" });
    }
    return [...held.values()];
  }
}

/** A function that waits for the page's turn if it has not had one for a while, and tells so. */
function pausing(): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE) return false;
    await new Promise((resume) => setTimeout(resume, 0));
    since = performance.now();
    return true;
  };
}
