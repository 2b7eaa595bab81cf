// What an engine's preflight cache holds, as far as the forecasts tell: what a hit rests on, and what a miss is expected to bring.

import type { Basis, Engine, Forecast, MaxAge } from "../../index.d.ts";

/** Permissions of an engine. */
const LIMIT = 500;

export interface Life {
  key: string;
  url: string;
  methods: string[];
  headers: string[];
  /** Absent where it is not told. */
  credentials: boolean | undefined;
  storedAt: number;
  expiresAt: number;
  maxAge: MaxAge;
  basis: Basis;
}

/** Until when the permission lasts that a call has used or brought; 0 if it has none. */
export function untilOf({ cache }: Forecast, at: number): number {
  if (cache.state === "hit") {
    return cache.expiresAt ?? 0;
  }
  const { keptFor } = cache.answer?.maxAge ?? {};
  return keptFor && !cache.answer?.error ? at + keptFor * 1000 : 0;
}

function lifeOf(forecast: Forecast, at: number): Omit<Life, "key"> | undefined {
  const { cache, preflight } = forecast;
  const until = untilOf(forecast, at);
  if (!preflight || !until) {
    return undefined;
  }
  const { entry, basis, answer } = cache;
  if (cache.state === "hit" && entry) {
    const { url, methods, headers, credentials, storedAt, expiresAt, maxAge } = entry;
    return { url, methods, headers, credentials, storedAt, expiresAt, maxAge, basis };
  }
  if (!answer) {
    return undefined;
  }
  const asked = (wanted: string) => preflight.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  return {
    url: preflight.url,
    methods: [asked("access-control-request-method") ?? ""],
    headers: asked("access-control-request-headers")?.split(",") ?? [],
    credentials: undefined,
    storedAt: at,
    expiresAt: until,
    maxAge: answer.maxAge,
    basis: answer.basis,
  };
}

export function createLives() {
  const all = new Map<Engine, Map<string, Life>>();
  return {
    add(engine: Engine, forecast: Forecast, at: number): void {
      const life = lifeOf(forecast, at);
      if (!life) {
        return;
      }
      let lives = all.get(engine);
      if (!lives) {
        lives = new Map();
        all.set(engine, lives);
      }
      const key = `${life.credentials ?? ""} ${life.url}`;
      // What was expected is known by now.
      lives.delete(` ${life.url}`);
      lives.delete(key);
      if (lives.size >= LIMIT) {
        lives.delete(lives.keys().next().value as string);
      }
      lives.set(key, { key, ...life });
    },
    /** Those that still last, which end first before the others. */
    of: (engine: Engine, now: number): Life[] =>
      [...(all.get(engine)?.values() ?? [])].filter(({ expiresAt }) => expiresAt > now).sort((one, other) => one.expiresAt - other.expiresAt),
  };
}
