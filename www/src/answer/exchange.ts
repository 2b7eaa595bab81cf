// What was pasted, as an exchange that can be judged.

import { lookAlikeOrigins, type PastedRequest, type PastedResponse, readPasted, type SeenCall, type SeenExchange } from "cors-forecast/server";
import { createForecaster, type Forecast, type RequestDescription } from "cors-forecast/standalone";

export type Preflight = NonNullable<Forecast["preflight"]>;

/** What the page asks for. */
export interface Asked {
  origin: string;
  request: RequestDescription;
}

/** What the server was seen to answer, as text. */
export interface Answers {
  preflight: string;
  actual: string;
  /** What it answers to the same preflight from an origin that is nobody's. */
  stranger: string;
}

/** An origin that no list has, to ask from. */
export function strangerOf({ origin }: Asked): string | undefined {
  return lookAlikeOrigins(origin).find(({ likeness }) => likeness === "unrelated")?.origin;
}

/** The same preflight from another origin. */
export const askedFrom = (origin: string, { url, headers }: Preflight): Preflight => ({
  url,
  headers: headers.map(([name, value]) => [name, name.toLowerCase() === "origin" ? origin : value]),
});

/** The preflight that Chromium would send; `undefined` if none would be. A call that can't be made is an error. */
export function preflightOf({ origin, request }: Asked): Preflight | undefined {
  const { preflight, error, verdict } = createForecaster({ origin, engine: "chromium" }).predict(request, 0);
  if (verdict === "rejected" && error) throw new Error(error.message);
  return preflight;
}

interface Pair {
  request?: PastedRequest;
  response: PastedResponse;
}

function pairsOf(text: string): Pair[] {
  const pairs: Pair[] = [];
  let asked: PastedRequest | undefined;
  for (const message of readPasted(text)) {
    if (message.kind === "request") {
      asked = message;
      continue;
    }
    pairs.push({ ...(asked && { request: asked }), response: message });
    asked = undefined;
  }
  return pairs;
}

const isOptions = ({ request }: Pair): boolean => request?.method === "OPTIONS";

/** Header lines alone are what DevTools copy: that there was an answer is all that is known. */
const UNTOLD_STATUS = 200;

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

function callOf({ request, response }: Pair, own: SeenCall["request"]): SeenCall {
  const { status = UNTOLD_STATUS, headers, body } = response;
  // What was really sent, if that was pasted, too.
  const sent = request ? { ...own, method: request.method, headers: request.headers } : own;
  return { request: sent, answer: { status, headers, body, bodyLength: byteLength(body) } };
}

export interface Seen {
  exchange: SeenExchange;
  /** What was assumed. */
  notes: string[];
}

/** `undefined` if no answer was pasted. */
export function exchangeOf(asked: Asked, { preflight, actual, stranger }: Answers): Seen | undefined {
  const [first, second] = [pairsOf(preflight), pairsOf(actual)];
  const asking = first.find((pair) => isOptions(pair) || !pair.request) ?? second.find(isOptions);
  const answered = second.find((pair) => !isOptions(pair)) ?? first.find((pair) => pair.request && !isOptions(pair));
  if (!asking && !answered) return undefined;
  const sent = preflightOf(asked);
  const { url, method = "GET" } = asked.request;
  const notes: string[] = [];
  if ([asking, answered].some((pair) => pair?.response.status === undefined && pair)) {
    notes.push(`No line with a status was pasted (HTTP/1.1 204): it is taken for ${UNTOLD_STATUS}.`);
  }
  if (asking && !sent) notes.push("No preflight is sent for this request: the answer to OPTIONS decides nothing.");
  const exchange: SeenExchange = { origin: asked.origin, request: asked.request };
  if (asking && sent) exchange.preflight = callOf(asking, { method: "OPTIONS", url: sent.url, headers: sent.headers });
  if (answered) exchange.actual = callOf(answered, { method, url, headers: [["Origin", asked.origin]] });
  const [strange] = pairsOf(stranger);
  const from = strangerOf(asked);
  if (strange && sent && from !== undefined) {
    exchange.probes = [callOf(strange, { method: "OPTIONS", ...askedFrom(from, sent) })];
    exchange.madeUp = [from];
  }
  return { exchange, notes };
}
