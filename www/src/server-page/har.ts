// Reads a recording of a network panel in the page: what its calls ask for, and what its preflights were answered.

import { createForecaster, type Forecaster } from "cors-forecast/standalone";
import { type Call, type Preflight, readEntry } from "../../../pkg-template/dist/cli/har-entry.js";
import { pair } from "../../../pkg-template/dist/cli/har-pair.js";
import { count } from "../../../pkg-template/dist/elements/words.ts";
import { listOf } from "./play.ts";
import type { Input, Seen } from "./seen.ts";

/** More than this is not kept in a page; the command line reads a recording of any size. */
export const LARGEST = 300e6;
/** Needs permission as the value of any header: it stands for one that a recording does not have. */
const UNKNOWN = '"';

interface Har {
  log?: { entries?: unknown; pages?: unknown };
}

/** @throws Error with a sentence, if it is no recording. */
export function readHar(text: string, title: string, from: Input["from"]): Input {
  const { entries, pages } = logOf(text);
  const [calls, preflights]: [Call[], Preflight[]] = [[], []];
  const left = new Map<string, number>();
  const leave = (why: string) => left.set(why, (left.get(why) ?? 0) + 1);
  for (const entry of entries) {
    const told = readEntry(JSON.stringify(withoutBodies(entry)), (id) => pages.get(id));
    if (told.kind === "call") calls.push(told);
    else if (told.kind === "preflight") preflights.push(told);
    else leave(told.kind === "skipped" ? told.why : `not as a HAR has it (${told.field})`);
  }
  const byTime = (one: { at: number }, other: { at: number }) => one.at - other.at;
  calls.sort(byTime);
  preflights.sort(byTime);
  pair(calls, preflights);
  const forecasters = new Map<string, Forecaster>();
  const seen = calls.flatMap((call): Seen[] => {
    if (call.isRedirected) {
      leave("where a redirect led to");
      return [];
    }
    return [seenOf(call, forecasters)];
  });
  const notes = [...left].map(([why, number]) => `${count(number, "entry", "entries")} left out: ${why}.`);
  if (calls.some(({ hasCookies }) => !hasCookies)) {
    notes.push("Calls without a recorded cookie are taken for calls without credentials; many browsers leave cookies out. The choice below says otherwise.");
  }
  if (preflights.length === 0 && calls.length > 0) {
    notes.push("No OPTIONS is recorded: some browsers leave preflights out of a HAR. What the server answers to them is assumed.");
  }
  return { title, from, seen, notes, timed: true };
}

function logOf(text: string): { entries: readonly unknown[]; pages: Map<string, string> } {
  let log: Har["log"];
  try {
    log = (JSON.parse(text) as Har | null)?.log;
  } catch {
    throw new Error("That is no HAR, or not a whole one: it can’t be read as JSON.");
  }
  if (!Array.isArray(log?.entries)) {
    throw new Error("That is no HAR: it has no log.entries. Export it in the browser’s network panel (“Save all as HAR”).");
  }
  const pages = new Map<string, string>();
  for (const page of Array.isArray(log.pages) ? log.pages : []) {
    if (typeof page?.id === "string") pages.set(page.id, page._url ?? page.title);
  }
  return { entries: log.entries, pages };
}

/** Bodies are most of a recording, and say nothing of it. */
function withoutBodies(entry: unknown): unknown {
  const { response } = (entry ?? {}) as { response?: { content?: { mimeType?: unknown } } };
  return response?.content ? { ...(entry as object), response: { ...response, content: { mimeType: response.content.mimeType } } } : entry;
}

/** What was asked for tells which of the recorded headers were the page's, and which a library or the browser added after it. */
function seenOf({ origin, description, at, preflight }: Call, forecasters: Map<string, Forecaster>): Seen {
  if (!preflight) {
    return { origin, description, at };
  }
  const forecaster = forecasters.get(origin) ?? createForecaster({ origin, engine: "chromium" });
  forecasters.set(origin, forecaster);
  const asks = listOf(forecaster.predict(description, at).preflight?.headers);
  const kept = (description.headers ?? []).filter(([name]) => !asks.includes(name) || preflight.asked.includes(name));
  const added = preflight.asked.filter((name) => !asks.includes(name)).map((name) => [name, UNKNOWN] as const);
  const exact = { ...description, ...(description.headers && { headers: [...kept, ...added] }) };
  const answer = preflight.answer && { response: preflight.answer, at: preflight.at + preflight.took };
  return { origin, description: exact, at, ...(answer && { answer }) };
}
