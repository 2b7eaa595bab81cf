// Reads a recording of a network panel in the page: what its calls ask for, and what its preflights were answered.

import { type Call, type Preflight, readEntry } from "../../../pkg-template/dist/cli/har-entry.js";
import { seer, type Told } from "../../../pkg-template/dist/cli/har-seen.js";
import { pair } from "../../../pkg-template/dist/cli/har-pair.js";
import { count } from "../../../pkg-template/dist/elements/words.ts";
import type { Input, Seen } from "./seen.ts";

/** More than this is not kept in a page; the command line reads a recording of any size. */
export const LARGEST = 300e6;

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
  const tell = seer();
  const seen = calls.flatMap((call): Seen[] => {
    if (call.isRedirected) {
      leave("where a redirect led to");
      return [];
    }
    return [seenOf(tell(call))];
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

function seenOf({ origin, request, at, preflight, preflightAt, answer }: Told): Seen {
  const asked = preflight && preflightAt !== undefined ? { answer: { response: preflight, at: preflightAt } } : {};
  return { origin, description: request, at, ...asked, ...(answer && { answered: answer }) };
}
