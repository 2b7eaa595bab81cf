// From what was pasted to the request that a page makes, and the origin that it makes it from.

import { piped } from "./arguments.js";
import { browsersOwn, isPasted } from "./browsers-own.js";
import { readCurl } from "./curl.js";
import { isPowerShell, readPowerShell } from "./powershell.js";
import { bashWords, cmdWords, isForCmd } from "./shell.js";
import { readSnippet } from "./snippet.js";
import { Wrong } from "./wrong.js";

/** Of the URL's scheme, so that it is not the mixture of both that is explained. */
const DEFAULT_HOST = "app.example";
const CREDENTIALS = ["omit", "same-origin", "include"];
/** As they are written in the init of fetch(); a description has the same names. */
const INIT = ["method", "mode", "credentials", "redirect", "cache", "keepalive", "duplex", "integrity"];

/**
 * Gives `{ request, origin, originFrom, places, notes, insecure }`. `places` says by lower-case name where a header
 * stands in what was pasted.
 */
export async function requestOf(words, values, io) {
  const call = await readWords(words, io);
  const devTools = isPasted(call.headers);
  const notes = [...new Set(call.notes)];
  // What a page's own fetch() sets is its doing, though the browser may not let it.
  const { headers, cookies, origin, referrer, mode } =
    call.fromFetch && !devTools ? { headers: call.headers } : browsersOwn(call.headers, { devTools, notes });
  const request = { url: call.url, ...initOf(call) };
  if (mode && request.mode === undefined) request.mode = mode;
  const asked = withType(unwrapped({ request, headers, body: call.body, notes }), { isForm: call.isForm, devTools });
  request.headers = asked.headers.map(({ name, value }) => [name, value]);
  if (asked.body) request.body = asked.body;
  setCredentials(request, { given: values.credentials, cookies: cookies || call.cookies, notes });
  const places = new Map(asked.headers.filter(({ where }) => where).map(({ name, where }) => [name.toLowerCase(), where]));
  const from = originOf({ given: values.origin, origin, referrer: referrer ?? call.init?.get("referrer"), url: call.url });
  return { request, ...from, places, notes, insecure: call.insecure };
}

function initOf({ init = new Map(), method }) {
  const found = {};
  for (const name of INIT) if (init.has(name)) found[name] = name === "keepalive" ? Boolean(init.get(name)) : String(init.get(name));
  return method === undefined ? found : { ...found, method };
}

/** A body without a Content-Type brings one: in curl a form's; but what was copied from a browser had none at all. */
function withType({ headers, body }, { isForm, devTools }) {
  if (!body || headers.some(({ name }) => name.toLowerCase() === "content-type")) return { headers, body };
  if (devTools) return { headers, body: body.kind === "string" ? { ...body, kind: "buffer" } : body };
  return { headers: isForm ? [...headers, { name: "Content-Type", value: "application/x-www-form-urlencoded" }] : headers, body };
}

async function readWords(words, io) {
  if (words.length === 0 && io.stdin?.isTTY) throw new Wrong("There is no request to look at.", "Give a URL, curl's command line or a fetch() call; or pipe one in.");
  if (words.length === 0 || (words.length === 1 && words[0] === "-")) return readText(await piped(io.stdin));
  if (words.length === 1) return readText(words[0]);
  const [first] = words;
  if (/^(await\s+|return\s+)?((window|self|globalThis)\.)?fetch\s*\(/.test(first)) return readText(words.join(" "));
  const isCurl = isCurlName(first);
  return readCurl(words.slice(isCurl ? 1 : 0).map((value, index) => ({ value, where: `argument ${index + (isCurl ? 2 : 1)}` })));
}

function isCurlName(word) {
  return /^(.*[\\/])?curl(\.exe)?$/i.test(word);
}

function readText(given) {
  const text = given.trim().replace(/^(\$|>|PS [^>\n]*>)\s+/, "");
  if (text === "") throw new Wrong("There is nothing in what was given.", "Give a URL, curl's command line or a fetch() call.");
  if (isPowerShell(text)) return readPowerShell(text);
  const isCurl = /^(\S*[\\/])?curl(\.exe)?\s/i.test(text);
  if (!isCurl && /\bfetch\s*\(/.test(text)) return { ...readSnippet(text), fromFetch: true };
  if (!isCurl && !/^['"]?[a-z][a-z0-9+.-]*:|^[\w.-]+(:\d+)?(\/|\s|$)|^-/i.test(text)) {
    throw new Wrong("The text is neither a URL, nor curl's command line, nor a fetch() call.", "In DevTools: Network, right click, Copy, Copy as cURL or Copy as fetch.");
  }
  const { words, notes } = isForCmd(text) ? cmdWords(text) : bashWords(text);
  const call = readCurl(words.slice(words.length > 0 && isCurlName(words[0].value) ? 1 : 0));
  return { ...call, notes: [...notes, ...call.notes] };
}

/** Whoever pasted a preflight wants to know about the request behind it. */
function unwrapped({ request, headers, body, notes }) {
  const value = (name) => headers.find((header) => header.name.toLowerCase() === name)?.value;
  const method = value("access-control-request-method");
  if (method === undefined || request.method?.toUpperCase() !== "OPTIONS") return { headers, body };
  notes.push("That is a preflight itself. The request that it asks for is looked at; of its Content-Type, application/json is assumed.");
  request.method = method;
  const names = (value("access-control-request-headers") ?? "").split(",").map((name) => name.trim()).filter(Boolean);
  const own = headers.filter(({ name }) => !/^(access-control-request-|accept$)/i.test(name));
  return { headers: [...own, ...names.map((name) => ({ name, value: name.toLowerCase() === "content-type" ? "application/json" : "x" }))] };
}

function setCredentials(request, { given, cookies, notes }) {
  if (given !== undefined && !CREDENTIALS.includes(given)) throw new Wrong(`--credentials can't be "${given}".`, `It takes ${CREDENTIALS.join(", ")}.`);
  if (given !== undefined) request.credentials = given;
  else if (cookies && request.credentials === undefined) {
    request.credentials = "include";
    notes.push("There are cookies, so credentials: \"include\" is assumed. --credentials says otherwise.");
  }
}

function originOf({ given, origin, referrer, url }) {
  if (given !== undefined) return { origin: given === "null" ? given : bare(given), originFrom: "--origin" };
  if (origin !== undefined) return { origin, originFrom: "the Origin header" };
  if (referrer && URL.canParse(String(referrer))) {
    const { origin: found } = new URL(String(referrer));
    if (found !== "null") return { origin: found, originFrom: "the referrer" };
  }
  return { origin: `${/^http:/i.test(url) ? "http" : "https"}://${DEFAULT_HOST}`, originFrom: "nothing: it is assumed, --origin says another" };
}

/** People paste the page's address; what else it has is no part of the origin. */
function bare(text) {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).origin : text;
}
