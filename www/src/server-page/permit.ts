// The least that lets requests through. It is found by trying: whatever can be left out without a request failing, is.

import type { Engine } from "cors-forecast/standalone";
import { BROWSERS } from "../../../pkg-template/dist/elements/words.ts";
import { endpointOf } from "../../../pkg-template/dist/urls.js";
import { asksOf, type Permit, refusalOf } from "./play.ts";
import { type Seen, urlOf } from "./seen.ts";

/** Requests that are alike, of which one is looked at. */
export interface Shape {
  seen: Seen;
  count: number;
}

/** What fails if a part of the permit is left out. */
export interface Reason {
  seen: Seen;
  engine: Engine;
  message: string;
}

/** What fails in any case. */
export interface Failing {
  seen: Seen;
  message: string;
  engines: Engine[];
  /** How many requests. */
  count: number;
}

export interface Least {
  permit: Permit;
  /** By what is left out: `origin`, `origin of OPTIONS`, `preflight`, `credentials`, `method PUT`, `header x-id`. */
  reasons: ReadonlyMap<string, Reason>;
}

export interface Verified {
  /** How often an engine makes a response of a request. */
  passed: number;
  total: number;
  failures: readonly Failing[];
}

/** Lets the page breathe; rejects once the work is not wanted any more. */
export type Pause = () => Promise<void>;

/** Those with the same key once. */
function once(requests: readonly Seen[], keyOf: (seen: Seen) => unknown): Shape[] {
  const shapes = new Map<string, Shape>();
  for (const seen of requests) {
    const key = JSON.stringify(keyOf(seen));
    const known = shapes.get(key);
    if (known) known.count += 1;
    else shapes.set(key, { seen, count: 1 });
  }
  return [...shapes.values()];
}

/** Requests that no server can tell apart but by their paths. */
export const shapesOf = (requests: readonly Seen[]): Shape[] =>
  once(requests, (seen) => [seen.origin, { ...seen.description, url: urlOf(seen).origin }]);

/** Origins that a server can name: what an opaque one is called, any page can be. */
const isNamed = (origin: string): boolean => origin !== "null";

export async function leastOf(shapes: readonly Shape[], maxAge: number, pause: Pause): Promise<Least> {
  const origins = [...new Set(shapes.map(({ seen }) => seen.origin))].filter(isNamed).sort();
  const asks = shapes.map(({ seen }) => ({ seen, ...asksOf(seen) }));
  const methods = [...new Set(asks.flatMap((one) => [...one.methods]))];
  const headers = [...new Set(asks.flatMap((one) => [...one.headers]))].sort();
  let permit: Permit = { origins, preflight: true, methods, headers, credentials: true, maxAge };
  const passing: typeof asks = [];
  for (const one of asks) {
    await pause();
    if (BROWSERS.some((engine) => refusalOf(one.seen, engine, permit) === undefined)) passing.push(one);
  }
  const all = permit;
  const reasons = new Map<string, Reason>();
  /** Leaves it out, unless one of these requests fails for it. */
  const leaveOut = async (what: string, smaller: Partial<Permit>, requests: readonly { seen: Seen }[]): Promise<void> => {
    const without = { ...permit, ...smaller };
    for (const { seen } of requests) {
      await pause();
      for (const engine of BROWSERS) {
        const message = refusalOf(seen, engine, without);
        if (message !== undefined && refusalOf(seen, engine, all) === undefined) {
          reasons.set(what, { seen, engine, message });
          return;
        }
      }
    }
    permit = without;
  };
  for (const method of methods) {
    const rest = permit.methods.filter((other) => other !== method);
    await leaveOut(`method ${method}`, { methods: rest }, passing.filter((one) => one.methods.has(method)));
  }
  for (const header of headers) {
    const rest = permit.headers.filter((other) => other !== header);
    await leaveOut(`header ${header}`, { headers: rest }, passing.filter((one) => one.headers.has(header)));
  }
  await leaveOut("credentials", { credentials: false }, passing);
  await leaveOut("preflight", { preflight: false }, passing.filter((one) => one.methods.size > 0));
  const least = permit;
  await leaveOut("origin", { origins: [] }, passing);
  await leaveOut("origin of OPTIONS", { origins: [] }, passing.filter((one) => one.methods.size > 0));
  return { permit: least, reasons };
}

/** All requests, each in all engines, against the permit. */
export async function verify(requests: readonly Seen[], permit: Permit, pause: Pause): Promise<Verified> {
  let passed = 0;
  const failures = new Map<string, Failing>();
  for (const { seen, count } of once(requests, ({ origin, description }) => [origin, description])) {
    await pause();
    for (const engine of BROWSERS) {
      const message = refusalOf(seen, engine, permit);
      if (message === undefined) {
        passed += count;
        continue;
      }
      const key = `${seen.description.method} ${endpointOf(urlOf(seen).href)} ${message}`;
      const known = failures.get(key) ?? { seen, message, engines: [], count: 0 };
      // The first engine to fail counts the requests.
      if (!known.engines.includes(engine)) known.engines.push(engine);
      if (known.engines[0] === engine) known.count += count;
      failures.set(key, known);
    }
  }
  return { passed, total: requests.length * BROWSERS.length, failures: [...failures.values()] };
}
