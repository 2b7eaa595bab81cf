// What developer tools copy, as a request of the lab. The reader is the command line's, loaded when something is pasted.

import type { BodyDescription, RequestDescription } from "cors-forecast/standalone";
import type { BodyRecipe, Call } from "../types.ts";
import type { LabState } from "./state.ts";

export interface Pasted {
  state: Pick<LabState, "origin" | "call">;
  /** What was left out or assumed. */
  notes: readonly string[];
}

const KINDS = new Set(["string", "urlsearchparams", "formdata", "blob", "buffer", "stream", "document"]);

/** A body of that kind and length: what it holds is not told. */
function bodyOf(body: BodyDescription | undefined): BodyRecipe | undefined {
  if (!body || !KINDS.has(body.kind)) {
    return undefined;
  }
  const text = body.length === undefined ? undefined : "x".repeat(Math.min(body.length, 2000));
  return { kind: body.kind as BodyRecipe["kind"], ...(text !== undefined && { text }), ...(body.type !== undefined && { type: body.type }) };
}

/** A description as a call of the lab. */
export function callOf({ body, ...rest }: RequestDescription): LabState["call"] {
  const recipe = bodyOf(body);
  return { ...(rest as Call), url: rest.url, ...(recipe && { body: recipe }) };
}

/** @throws Error with a sentence, if it is none of what can be read. */
export async function readPasted(text: string): Promise<Pasted> {
  const reader = await import("./reader.ts");
  const { request, origin, notes } = await reader.read(text);
  return { state: { origin, call: callOf(request) }, notes };
}
