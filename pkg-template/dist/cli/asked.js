// What is asked of a server, and what it answers: preflights, and whatever else was wanted of it.

import { lookAlikeOrigins } from "cors-forecast/server";

import { agreeing } from "./engines.js";
import { withoutUser } from "./quote.js";
import { ask } from "./wire.js";

/** Methods that change nothing, so that they may be sent to see the answer. */
const SAFE = ["GET", "HEAD"];

/** Whether the request itself may be sent. */
export function isSafe(request) {
  return SAFE.includes((request.method ?? "GET").toUpperCase());
}

/** Each preflight that any engine would send, once, with its answer: `[{ engines, preflight, answer }]`. */
export async function exchangesOf(rows, { progress, ...patience }) {
  const exchanges = [];
  for (const { engines, value: preflight } of agreeing(rows, ({ forecast }) => forecast.preflight)) {
    // What an engine refuses by itself is not asked for.
    if (preflight) exchanges.push({ engines, preflight, answer: await shown(preflight, progress, patience) });
    else if (rows.some(({ engine, forecast }) => engines.includes(engine) && !forecast.error)) exchanges.push({ engines });
  }
  return exchanges;
}

/** The request itself, sent: `{ request, answer }`. */
export async function sent({ request, origin }, { progress, ...patience }) {
  const { url } = request;
  const method = (request.method ?? "GET").toUpperCase();
  const headers = [["Origin", origin], ...request.headers];
  const answer = await shown({ method, url, headers }, progress, patience);
  return { request: { method, url, headers: [["Origin", origin]] }, answer };
}

/** The same preflight from origins that look like the page's: `{ probes, madeUp }`. */
export async function lookAlikes({ url, headers }, origin, { progress, ...patience }) {
  const probes = [];
  const asked = lookAlikeOrigins(origin);
  for (const { origin: other } of asked) {
    const request = { method: "OPTIONS", url, headers: headers.map(([name, value]) => [name, name.toLowerCase() === "origin" ? other : value]) };
    probes.push({ request, answer: await shown(request, progress, patience) });
  }
  // The page's own origin by http:, and null, may well be listed.
  return { probes, madeUp: asked.filter(({ likeness }) => !["scheme", "null"].includes(likeness)).map(({ origin: other }) => other) };
}

async function shown(request, progress, patience) {
  progress(`Asking ${withoutUser(request.url)} …`);
  try {
    return await ask(request, patience);
  } finally {
    progress();
  }
}
