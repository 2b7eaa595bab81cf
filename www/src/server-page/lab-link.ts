// A request and its policy as a link to the lab, without values that may be secrets.

import { shareable } from "../lab/forecasts.ts";
import { callOf } from "../lab/paste.ts";
import { fragmentOf } from "../lab/state.ts";
import { linesOf, type Permit } from "./play.ts";
import type { Seen } from "./seen.ts";

export function labLink(seen: Seen, permit: Permit): string {
  const answer = (kind: "preflight" | "actual", status: number) => ({ status, headers: linesOf(permit, kind, seen.origin) });
  const policy = { preflight: permit.preflight ? answer("preflight", 204) : { status: 404, headers: [] }, actual: answer("actual", 200) };
  return `./index.html#${fragmentOf(shareable({ origin: seen.origin, call: callOf(seen.description), server: "custom", policy }))}`;
}
