// What is in the lab: a request, a page, a server. All of it is in the URL's fragment, so that every example is a link.

import type { HeaderLine, ServerAnswer, ServerPolicy } from "../../../pkg-template/dist/elements/index.ts";
import { SERVERS, serverOf } from "../servers/presets.ts";
import type { BodyRecipe, Call } from "../types.ts";

export interface LabState {
  /** The page's origin. */
  origin: string;
  /** Its `url` is always there. */
  call: Call & { url: string };
  /** The preset's id, or `custom`. */
  server: string;
  policy: ServerPolicy;
}

const GOOD = SERVERS[0] as (typeof SERVERS)[number];

export const INITIAL: LabState = {
  origin: "https://app.example",
  call: {
    url: "https://api.example/items/42",
    method: "PUT",
    headers: [
      ["Content-Type", "application/json"],
      ["X-Request-Id", "7f3a"],
    ],
    body: { kind: "string", text: '{"done":true}' },
  },
  server: GOOD.id,
  policy: GOOD.policy,
};

/** Those of a call that are a word each, under the same name in the fragment. */
const WORDS = ["api", "method", "mode", "credentials", "redirect", "cache", "duplex"] as const;
const FLAGS = ["keepalive", "uploadListener", "sync"] as const;
const BODIES: readonly BodyRecipe["kind"][] = ["string", "urlsearchparams", "formdata", "blob", "buffer", "stream", "document"];

const lineOf = ([name, value]: HeaderLine): string => `${name}: ${value}`;

function headerOf(line: string): HeaderLine {
  const colon = line.indexOf(":");
  return colon < 0 ? [line, ""] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
}

/** The fragment without its `#`. */
export function fragmentOf({ origin, call, server, policy }: LabState): string {
  const pairs = new URLSearchParams({ url: call.url });
  if (origin !== INITIAL.origin) pairs.set("origin", origin);
  for (const name of WORDS) if (call[name]) pairs.set(name, call[name]);
  for (const name of FLAGS) if (call[name]) pairs.set(name, "1");
  for (const header of call.headers ?? []) pairs.append("header", lineOf(header));
  if (call.body) {
    pairs.set("body", call.body.kind);
    if (call.body.text !== undefined) pairs.set("text", call.body.text);
    if (call.body.type !== undefined) pairs.set("type", call.body.type);
  }
  pairs.set("server", server);
  if (server === "custom") {
    for (const kind of ["preflight", "actual"] as const) {
      pairs.set(kind, String(policy[kind].status));
      for (const header of policy[kind].headers) pairs.append(`${kind}-header`, lineOf(header));
    }
  }
  return pairs.toString();
}

/** What a fragment says; `undefined` if it is none of the lab's. */
export function stateOf(fragment: string): LabState | undefined {
  const pairs = new URLSearchParams(fragment.replace(/^#/, ""));
  const url = pairs.get("url");
  if (url === null) {
    return undefined;
  }
  const call: LabState["call"] = { url, headers: pairs.getAll("header").map(headerOf) };
  for (const name of WORDS) {
    const value = pairs.get(name);
    if (value) Object.assign(call, { [name]: value });
  }
  for (const name of FLAGS) if (pairs.get(name) === "1") call[name] = true;
  const kind = BODIES.find((known) => known === pairs.get("body"));
  if (kind) {
    const [text, type] = [pairs.get("text"), pairs.get("type")];
    call.body = { kind, ...(text !== null && { text }), ...(type !== null && { type }) };
  }
  const answer = (of: "preflight" | "actual"): ServerAnswer => ({
    status: Number(pairs.get(of)) || 200,
    headers: pairs.getAll(`${of}-header`).map(headerOf),
  });
  const preset = serverOf(pairs.get("server") ?? GOOD.id);
  const policy = preset?.policy ?? { preflight: answer("preflight"), actual: answer("actual") };
  return { origin: pairs.get("origin") ?? INITIAL.origin, call, server: preset?.id ?? "custom", policy };
}
