// Several calls in one text: each is handed to the command line's reader, which reads one.

import { type Node, parse } from "../../../pkg-template/dist/cli/acorn.js";
import { read } from "../lab/reader.ts";
import { hasUrl, type Input, messageOf, type Seen } from "./seen.ts";

/** Milliseconds between calls of which nobody knows when they were made. */
export const APART = 60_000;

/** @throws Error with a sentence, if there is nothing in it that can be read. */
export async function readCalls(text: string): Promise<Input> {
  const seen: Seen[] = [];
  /** The calls that each note is about. */
  const notes = new Map<string, number[]>();
  const texts = callsIn(text);
  for (const [index, call] of texts.entries()) {
    const say = (what: string) => {
      const said = what.replace(/--credentials says/, "The choice below says");
      notes.set(said, [...(notes.get(said) ?? []), index + 1]);
    };
    try {
      const { request, origin, notes: about } = await read(call);
      const one = { origin, description: request, at: seen.length * APART };
      if (!hasUrl(one)) throw new Error(`“${request.url}” is no URL.`);
      seen.push(one);
      about.forEach(say);
    } catch (error) {
      if (texts.length === 1) throw error;
      say(messageOf(error));
    }
  }
  const told = [...notes].map(([what, of]) => (texts.length > 1 ? `Call${of.length > 1 ? "s" : ""} ${of.join(", ")}: ${what}` : what));
  return { title: seen.length === 1 ? "the pasted call" : `${seen.length} pasted calls`, from: "text", seen, notes: told, timed: false };
}

/** The text of each call; one that has neither fetch() nor several commands stays whole. */
export function callsIn(text: string): string[] {
  const commands = text.split(/(?:^|\n)\s*(?=curl(?:\.exe)?\s)/i).map((command) => command.trim().replace(/\s*[;&]$/, ""));
  const isCurl = /^\s*(?:\$\s+)?curl(?:\.exe)?\s/i.test(text);
  return isCurl ? commands.filter((command) => command !== "") : fetchesIn(text);
}

/** The whole text once for each fetch() in it, with the others' names changed: what they are made of may be declared anywhere. */
function fetchesIn(text: string): string[] {
  const places: number[] = [];
  try {
    const options = { ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true, allowReturnOutsideFunction: true };
    walk(parse(text, options), (node) => {
      const callee = node.callee as Node | undefined;
      if (node.type === "CallExpression" && callee && /(^|\.)fetch$/.test(text.slice(callee.start, callee.end))) {
        places.push(callee.end - "fetch".length);
      }
    });
  } catch {
    // The reader says what is wrong with it.
  }
  if (places.length < 2) {
    return [text];
  }
  return places.map((kept) => {
    let one = text;
    for (const place of places) if (place !== kept) one = `${one.slice(0, place)}other${one.slice(place + "fetch".length)}`;
    return one;
  });
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, visit);
  } else if (value !== null && typeof value === "object" && "type" in value) {
    visit(value as Node);
    for (const field of Object.values(value)) walk(field, visit);
  }
}
