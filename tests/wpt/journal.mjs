// What tests have given, kept in a file as it comes: a run that was ended is taken up from there.

import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";

/**
 * `take(how, url)` gives the next of the results that are there, `put(how, url, result, version)` adds one, `version` is the
 * browser that the last one came of. Those of another engine, and of another wrapper, are not for this run; without a file
 * nothing is kept.
 */
export function createJournal(file, engine, wrapper) {
  const runs = { native: "", wrapped: createHash("sha256").update(wrapper).digest("hex").slice(0, 12) };
  const all = file && existsSync(file) ? linesOf(file) : [];
  const lines = all.filter((line) => line.engine === engine && line.run === runs[line.how]);
  const waiting = new Map();
  for (const { how, url, result } of lines) {
    const key = `${how} ${url}`;
    waiting.set(key, [...(waiting.get(key) ?? []), result]);
  }
  return {
    version: lines.at(-1)?.version,
    take: (how, url) => waiting.get(`${how} ${url}`)?.shift(),
    put(how, url, result, version) {
      if (file) appendFileSync(file, `${JSON.stringify({ engine, version, run: runs[how], how, url, result })}\n`);
    },
  };
}

/** The last line of a run that was killed may be cut. */
function linesOf(file) {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
}
