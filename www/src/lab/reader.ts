// Reads fetch(…), cURL, PowerShell, a URL, or an entry of a HAR.

import type { RequestDescription } from "cors-forecast/standalone";
import { readEntry } from "../../../pkg-template/dist/cli/har-entry.js";
import { requestOf } from "../../../pkg-template/dist/cli/request.js";

export interface Read {
  request: RequestDescription;
  origin: string;
  notes: readonly string[];
}

export async function read(text: string): Promise<Read> {
  const entry = entryOf(text);
  if (entry === undefined) {
    return requestOf([text], {}, {});
  }
  const told = readEntry(JSON.stringify(entry), () => undefined);
  switch (told.kind) {
    case "call":
      return { request: told.description, origin: told.origin, notes: [] };
    case "preflight":
      throw new Error("That entry is a preflight itself. Paste the request after it.");
    case "skipped":
      throw new Error(`That entry says nothing about CORS: ${told.why}.`);
    case "malformed":
      throw new Error(`That is no entry of a HAR: ${told.field} is not as it has to be.`);
  }
}

/** The first entry of a recording, or the entry itself; `undefined` if the text is no JSON object. */
function entryOf(text: string): unknown {
  if (!text.trimStart().startsWith("{")) {
    return undefined;
  }
  try {
    const value = JSON.parse(text);
    return value?.log?.entries?.[0] ?? value;
  } catch {
    throw new Error("That begins like a HAR, and is not whole.");
  }
}
