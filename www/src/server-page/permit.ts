// The least that lets requests through, as the core finds it: whatever can be left out without a request failing, is.

import type { Engine } from "cors-forecast/standalone";
import { type PolicyReason, type ServerPolicy, synthesize, type Synthesis } from "cors-forecast/server";
import type { Permit } from "./play.ts";
import { type Seen, urlOf } from "./seen.ts";

/** Requests that are alike, of which one is looked at. */
export interface Shape {
  seen: Seen;
  count: number;
}

/** Why a part of the permit is there. */
export type Reason = PolicyReason;

/** What fails in any case. */
export interface Failing {
  /** Method and URL of one of them. */
  example: string;
  /** Why, and what to do instead. */
  message: string;
  /** Empty if it is the same in all. */
  engines: readonly Engine[];
  /** How many requests. */
  count: number;
}

export interface Least {
  permit: Permit;
  /** By part: `origin https://app.example`, `credentials`, `method PUT`, `header x-id`, `expose-header x-total`. */
  reasons: ReadonlyMap<string, Reason>;
}

export interface Verified {
  /** How often an engine makes a response of a request. */
  passed: number;
  total: number;
  failures: readonly Failing[];
}

/** The engines that each request is played in: three browsers', and the standard's letter. */
const ENGINES = 4;

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

/**
 * The least for requests to one server, and all of them played against it.
 *
 * @throws TypeError with a sentence, if there is none.
 */
export function find(requests: readonly Seen[]): { least: Least; verified: Verified } {
  const alike = once(requests, ({ origin, description, answer, answered }) => [origin, description, answer?.response, answered]);
  const seen = alike.map(({ count, seen: { origin, description, answer, answered } }) => ({
    origin,
    request: description,
    count,
    ...(answer && { preflight: answer.response }),
    ...(answered && { answer: answered }),
  }));
  const found = synthesize(seen);
  const [server] = found.servers;
  if (!server) throw new TypeError("There is no server that a policy could be for.");
  return { least: leastOf(server), verified: verifiedOf(server, found) };
}

function leastOf({ policy, reasons, preflighted, changes }: ServerPolicy): Least {
  const byPart = new Map(reasons.map((reason) => [partOf(reason), reason]));
  return { permit: { policy, preflight: preflighted > 0, maxAge: policy.maxAge ?? 0, changes }, reasons: byPart };
}

function partOf(reason: Reason): string {
  switch (reason.part) {
    case "origin":
      return `origin ${reason.origin}`;
    case "method":
      return `method ${reason.method}`;
    case "header":
    case "expose-header":
      return `${reason.part} ${reason.header}`;
    case "credentials":
    case "max-age":
      return reason.part;
  }
}

function verifiedOf({ verified: { passed, total, failures } }: ServerPolicy, { notPermitted }: Synthesis): Verified {
  const kept = notPermitted.map(({ example, requests, text }): Failing => ({ example, message: text, engines: [], count: requests }));
  const others = failures.map(({ example, requests, engines, message }): Failing => ({ example, message, engines, count: requests }));
  const barred = notPermitted.reduce((sum, { requests }) => sum + requests, 0);
  return { passed, total: total + barred * ENGINES, failures: [...kept, ...others] };
}
