// A request and its policy as a link to the lab, without values that may be secrets.

import type { RequestDescription } from "cors-forecast/standalone";
import { callOf } from "../lab/paste.ts";
import { fragmentOf } from "../lab/state.ts";
import { asksOf, linesOf, type Permit } from "./play.ts";
import type { Seen } from "./seen.ts";

const HIDDEN = "x";

const sameAsks = (one: Seen, other: Seen): boolean => {
  const text = (seen: Seen) => JSON.stringify(Object.values(asksOf(seen)).map((set) => [...set]));
  return text(one) === text(other);
};

/** The same request, of whose headers only those values are left that decide something. */
function withoutValues(seen: Seen): RequestDescription {
  const { headers = [] } = seen.description;
  const hide = (hides: (index: number) => boolean): Seen => ({
    ...seen,
    description: { ...seen.description, headers: headers.map(([name, value], index) => [name, hides(index) ? HIDDEN : value] as const) },
  });
  if (headers.length === 0) {
    return seen.description;
  }
  const hidden = headers.flatMap((_, index) => (sameAsks(seen, hide((other) => other === index)) ? [index] : []));
  return hide((index) => hidden.includes(index)).description;
}

export function labLink(seen: Seen, permit: Permit): string {
  const answer = (kind: "preflight" | "actual", status: number) => ({ status, headers: linesOf(permit, kind, seen.origin) });
  const policy = { preflight: permit.preflight ? answer("preflight", 204) : { status: 404, headers: [] }, actual: answer("actual", 200) };
  return `./index.html#${fragmentOf({ origin: seen.origin, call: callOf(withoutValues(seen)), server: "custom", policy })}`;
}
