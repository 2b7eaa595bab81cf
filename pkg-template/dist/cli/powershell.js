// Reads what DevTools copy "as PowerShell": Invoke-WebRequest with its parameters.

import { byteLength } from "./lengths.js";
import { Wrong } from "./wrong.js";

const CALL = /\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b/i;
/** A string that has no end goes to the end: it is looked at once. */
const TOKEN = /"(?:[^"`]|`[^]|"")*(?:"|`?$)|'(?:[^']|'')*(?:'|$)|`\r?\n|\r?\n|@\{|[{}()=;]|[^\s"'{}()=;`]+|`/g;
const FLAGS = new Set(["usebasicparsing", "skipcertificatecheck", "disablekeepalive"]);
const ESCAPES = { n: "\n", r: "\r", t: "\t", 0: "\0", a: "\x07", b: "\b", f: "\f", v: "\v", e: "\x1b" };

export function isPowerShell(text) {
  return CALL.test(text);
}

/** Gives what `readCurl` gives. */
export function readPowerShell(text) {
  const start = CALL.exec(text);
  const line = text.slice(0, start.index).split("\n").length;
  const tokens = tokensOf(text.slice(start.index + start[0].length), line);
  const call = { headers: [], notes: [], cookies: /\.Cookies\.Add\(/i.test(text.slice(0, start.index)) };
  for (let at = 0; at < tokens.length && tokens[at].raw !== "\n"; at += 1) {
    const { raw, value, where } = tokens[at];
    const [, name] = /^-([A-Za-z]+)$/.exec(raw) ?? [];
    if (name === undefined) {
      if (call.url === undefined && value) call.url = value;
      continue;
    }
    const option = name.toLowerCase();
    if (FLAGS.has(option)) continue;
    const next = tokens[(at += 1)];
    if (!next) throw new Wrong(`-${name} (${where}) needs a value, and nothing follows it.`, "Was the command cut off?");
    if (next.raw === "@{") at = readTable(tokens, at + 1, option === "headers" ? call.headers : []);
    else if (next.raw === "(") at = closing(tokens, at);
    if (option === "uri") call.url = next.value;
    else if (option === "method") call.method = next.value;
    else if (option === "contenttype") call.headers.push({ name: "Content-Type", value: next.value, where: next.where });
    else if (option === "useragent") call.headers.push({ name: "User-Agent", value: next.value, where: next.where });
    else if (option === "body") call.body = next.raw === "(" ? { kind: "string" } : { kind: "string", length: byteLength(next.value ?? "") };
    else if (!["headers", "websession"].includes(option)) call.notes.push(`-${name} was left out: it is not known to change what is sent.`);
  }
  if (!call.url) throw new Wrong("There is no -Uri in the command.", "Paste the whole of it, or pipe it in.");
  return { ...call, method: call.method ?? "GET", isForm: call.body !== undefined };
}

function tokensOf(text, firstLine) {
  const tokens = [];
  let line = firstLine;
  for (const [raw] of text.matchAll(TOKEN)) {
    const where = `line ${line}`;
    line += raw.split("\n").length - 1;
    if (raw.startsWith("`")) continue;
    if (/^\r?\n$/.test(raw)) tokens.push({ raw: "\n", where });
    else tokens.push({ raw, value: unquoted(raw), where });
  }
  return tokens;
}

function unquoted(raw) {
  if (raw.startsWith("'")) return raw.slice(1, -1).replaceAll("''", "'");
  if (!raw.startsWith('"')) return raw;
  // DevTools write what is not ASCII as $([char]8364).
  return raw.slice(1, -1).replace(/`([^])|""|\$\(\[char\](\d+)\)/g, (all, escaped, code) => {
    if (code !== undefined) return String.fromCharCode(Number(code));
    return escaped === undefined ? '"' : (ESCAPES[escaped] ?? escaped);
  });
}

/** Reads `"name"="value"` until the brace that closes. Gives where that stands. */
function readTable(tokens, from, headers) {
  let at = from;
  for (; at < tokens.length && tokens[at].raw !== "}"; at += 1) {
    if (tokens[at + 1]?.raw !== "=") continue;
    headers.push({ name: tokens[at].value, value: tokens[at + 2]?.value ?? "", where: tokens[at].where });
    at += 2;
  }
  if (at >= tokens.length) throw new Wrong("The table of headers @{ is not closed.", "Was the command cut off?");
  return at;
}

function closing(tokens, from) {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    if (tokens[at].raw === "(") depth += 1;
    if (tokens[at].raw === ")" && (depth -= 1) === 0) return at;
  }
  return tokens.length;
}
