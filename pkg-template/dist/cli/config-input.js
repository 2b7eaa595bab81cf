// What `cors-forecast config` looks at: recordings, requests as JSON, an installation's reports, or one request as it was pasted.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { piped } from "./arguments.js";
import { pair } from "./har-pair.js";
import { readRecording } from "./har-recording.js";
import { namesOf, seer, UNKNOWN } from "./har-seen.js";
import { requestOf } from "./request.js";
import { count } from "./har-text.js";
import { Wrong } from "./wrong.js";

const FIX = "Give a HAR, a JSON array of { origin, request }, or what an installation's reports() gives.";
const FIELDS = ["origin", "request", "count", "preflight", "answer"];

/** `{ requests, notes }`: what `synthesize()` takes, and what was left out or assumed. `page` is the page's origin, if it is given. */
export async function readInput(words, { page, credentials, io }) {
  const settings = { page, credentials, io };
  if (words.length > 0 && words.every(isFile)) return joined(words.map((path) => readFile(path, settings)));
  if (words.length > 1 || (words.length === 1 && words[0] !== "-")) return readRequest(words, settings);
  if (io.stdin?.isTTY) throw new Wrong("There is nothing to look at.", "Give a HAR, requests as JSON, curl's command line or a fetch() call; or pipe one in.");
  const text = await piped(io.stdin);
  return /^\s*[[{]/.test(text) ? readPiped(text, settings) : readRequest([text], settings);
}

/** Whether an argument is a file rather than a word of a request. */
export function isFile(word) {
  return /\.(har|json)$/i.test(word) || (/^[\w./\\-]+$/.test(word) && existsSync(word));
}

function joined(inputs) {
  return { requests: inputs.flatMap(({ requests }) => requests), notes: [...new Set(inputs.flatMap(({ notes }) => notes))] };
}

async function readRequest(words, { page, credentials, io }) {
  const { request, origin, originFrom, notes } = await requestOf(words, { origin: page, credentials }, io);
  const assumed = originFrom.startsWith("nothing") ? [`The page's origin is not told: ${origin} is assumed, --page says another.`] : [];
  return { requests: [{ origin, request }], notes: [...assumed, ...notes] };
}

function readFile(path, settings) {
  if (/\.har$/i.test(path)) return ofRecording(path, settings);
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Wrong(`${path} can't be read: ${error.code}.`, FIX);
  }
  return isHar(text) ? ofRecording(path, settings) : ofJson(text, path, settings);
}

const isHar = (text) => /^\uFEFF?\s*\{\s*"log"\s*:/.test(text);

/** A recording is read from a file, a piece at a time. */
function readPiped(text, settings) {
  if (!isHar(text)) return ofJson(text, "What is piped in", settings);
  const folder = mkdtempSync(join(tmpdir(), "cors-forecast-"));
  try {
    writeFileSync(join(folder, "recording.har"), text, { mode: 0o600 });
    return ofRecording(join(folder, "recording.har"), settings);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ofRecording(path, { page, credentials, io }) {
  const { calls, preflights, skipped, malformed } = readRecording(path, { io, origin: page });
  pair(calls, preflights);
  const seen = seer();
  const own = calls.filter(({ isRedirected }) => !isRedirected);
  const requests = own.map((call) => {
    const { origin, request, preflight, answer } = seen(call);
    return { origin, request: credentials && request.credentials ? { ...request, credentials } : request, ...(preflight && { preflight }), ...(answer && { answer }) };
  });
  const notes = Object.entries(skipped).map(([why, number]) => `${count(number, "entry", "entries")} left out: ${why}.`);
  if (malformed.count > 0) notes.push(`${count(malformed.count, "entry", "entries")} left out: not as a HAR has it.`);
  if (own.length < calls.length) notes.push(`${count(calls.length - own.length, "entry", "entries")} left out: where a redirect led to.`);
  if (!credentials && own.some(({ hasCookies }) => !hasCookies)) {
    notes.push("Calls without a recorded cookie are taken for calls without credentials; many browsers leave cookies out. --credentials include says otherwise.");
  }
  return { requests, notes };
}

function ofJson(text, name, settings) {
  let document;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new Wrong(`${name} is not JSON.`, FIX);
  }
  const list = Array.isArray(document) ? document : document?.requests;
  if (!Array.isArray(list) || list.some((one) => one === null || typeof one !== "object")) throw new Wrong(`${name} has no requests.`, FIX);
  if (list.length > 0 && list.every(({ forecast }) => forecast)) return ofReports(list, settings);
  const requests = list.map((one) => ofListed(one, settings));
  const without = requests.find(({ origin }) => origin === undefined);
  if (without) throw new Wrong(`${name}: a request does not say whose page made it.`, "Write { origin, request }, or give --page https://app.example.");
  return { requests, notes: [] };
}

/** `{ origin, request }`, or a request by itself. */
function ofListed(one, { page, credentials }) {
  const { request = one } = one;
  const told = Object.fromEntries(FIELDS.filter((field) => one.request && one[field] !== undefined).map((field) => [field, one[field]]));
  return { ...told, origin: page ?? told.origin, request: credentials ? { ...request, credentials } : request };
}

/** Reports have no values of headers, and don't tell whether cookies went along. */
function ofReports(reports, { page, credentials }) {
  const requests = [];
  let unknown = 0;
  for (const { api, method, url, forecast } of reports) {
    const { preflight, triggers } = forecast;
    const origin = page ?? preflight?.headers.find(([name]) => name === "Origin")?.[1];
    if (origin === undefined) {
      unknown += 1;
      continue;
    }
    const request = { url, method, credentials: credentials ?? "same-origin", headers: namesOf(preflight?.headers).map((name) => [name, UNKNOWN]) };
    if (api === "xhr" && triggers.some(({ kind }) => kind === "upload-listener")) Object.assign(request, { api, uploadListener: true, body: { kind: "string" } });
    requests.push({ origin, request });
  }
  const notes = credentials ? [] : ["Reports don't tell whether cookies go along: none are assumed. --credentials include says otherwise."];
  if (unknown > 0) notes.push(`${count(unknown, "report")} left out: whose page made the call is not told where no preflight is due. --page says it.`);
  return { requests, notes };
}
