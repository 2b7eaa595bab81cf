// What holds of any text and recording that the command line's readers get: bounded, and the same each time.

import assert from "node:assert/strict";
import fc from "fast-check";

import { curlOf } from "../../dist/pkg/dist/server.js";
import { createForecaster } from "../../dist/pkg/dist/standalone.js";
import { PAGE, anything, hold, line, mostly, source, token } from "./properties.mjs";

const { readCurl } = await source("cli/curl");
const { readEntry } = await source("cli/har-entry");
const { createSplitter } = await source("cli/har-split");
const { isPowerShell, readPowerShell } = await source("cli/powershell");
const { bashWords, cmdWords } = await source("cli/shell");
const { readSnippet } = await source("cli/snippet");
const { Wrong } = await source("cli/wrong");

/** What a reader of pasted texts may do: give something, or say what is wrong. */
function readOrWrong(read) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    assert.notEqual(error.message, "");
    return undefined;
  }
}

// Texts that look like what they are to be, of pieces that each reader knows, with anything between.
const woven = (...pieces) => fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, anything), { maxLength: 24 }).map((all) => all.join(""));
const behind = (start, texts) => texts.map((text) => start + text);
const curls = behind("curl https://api.example/", woven("curl ", "'https://api.example/'", " -H ", "'Content-Type: application/json'", ' "a: b"', " -X", "PUT ", " --data-raw ", "$'\\u00e9\\x41'", " \\\n", " -u a:b", "\n", " ^\"", "^%^", "--next", " -F a=@b", " -G ", "|", " & ", "'", '"', "\\", "$", "`", " --json ", "@f", "--url-query x "));
const { expression } = fc.letrec((tie) => {
  const inner = tie("expression");
  const listed = (open, one, close) => fc.array(one, { maxLength: 4 }).map((all) => open + all.join(", ") + close);
  const name = fc.constantFrom("method", "headers", "body", "signal", "mode", '"Content-Type"', "a", "[base]", "__proto__", "constructor", "0", "keepalive");
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom('"PUT"', '"https://api.example/"', "null", "undefined", "1", "true", "base", "`${base}/x`", "``", "/x/g", "1n", "this", "fetch", "'\\ud800'", "() => 1"),
      listed("{ ", fc.oneof(fc.tuple(name, inner).map((pair) => pair.join(": ")), inner.map((one) => `...${one}`), fc.constantFrom("base", "method", "m() {}", "get a() {}")), " }"),
      listed("[", fc.oneof(inner, inner.map((one) => `...${one}`), fc.constant("")), "]"),
      fc.tuple(fc.constantFrom("new Headers", "new Request", "JSON.stringify", "new FormData", "new URL", "new Blob", "f", "base.x", "new URLSearchParams", "String", "encodeURIComponent"), listed("(", inner, ")")).map((both) => both.join("")),
      fc.tuple(inner, fc.constantFrom(" + ", " || ", " ? 1 : ", ", ", " ?? "), inner).map(([one, how, other]) => `(${one}${how}${other})`),
    ),
  };
});
const fetches = fc.oneof(
  fc.tuple(expression, expression, expression).map(([base, url, init]) => `const base = ${base};\nfetch(${url}, ${init})`),
  expression.map((init) => `fetch("https://api.example/", ${init})`),
  woven("fetch(", '"https://api.example/"', ", { ", "method: ", "headers: ", "}", ")", "const base = ", "base", "=> ", "`", "${", "/*", "//", "\n"),
);
const shells = behind('Invoke-WebRequest -Uri "https://api.example/"', woven("Invoke-WebRequest ", '-Uri "https://api.example/"', " -Method ", "'PUT'", " -Headers @{", '"a"="b"', "}", " `\n", "\n", "$([char]8364)", '"`"', "(", ")", " -Body ", ";", " -UseBasicParsing", "="));

hold("curl's command lines, bash's and cmd's", curls, (text) => {
  for (const wordsOf of [bashWords, cmdWords]) {
    const call = readOrWrong(() => readCurl(wordsOf(text).words));
    if (!call) continue;
    assert.equal(typeof call.url, "string");
    for (const { name, value } of call.headers) assert.deepEqual([typeof name, typeof value], ["string", "string"]);
  }
});

hold("fetch() calls", fetches, (text) => {
  const call = readOrWrong(() => readSnippet(text));
  if (call) for (const { name, value } of call.headers) assert.deepEqual([typeof name, typeof value], ["string", "string"]);
});

hold("PowerShell's commands", shells, (text) => {
  const call = isPowerShell(text) ? readOrWrong(() => readPowerShell(text)) : undefined;
  if (call) for (const { name, value } of call.headers) assert.deepEqual([typeof name, typeof value], ["string", "string"]);
});

const path = line.map((text) => new URL(text.replaceAll(/[#\\]/g, ""), "https://api.example/").href);

hold("what is written as a command line is read as the same", path, token, line, (url, method, origin) => {
  const headers = [["Origin", origin.trim()], ["Access-Control-Request-Method", method]];
  for (const [shell, wordsOf] of [["posix", bashWords], ["cmd", cmdWords]]) {
    const written = curlOf({ url, headers }, shell);
    const { words, notes } = wordsOf(written);
    assert.deepEqual(notes, [], written);
    const call = readCurl(words.slice(1));
    assert.deepEqual([call.url, call.method], [url, "OPTIONS"], written);
    assert.deepEqual(call.headers.map(({ name, value }) => [name, value]), headers, written);
  }
});

const header = fc.record({ name: fc.oneof(token, fc.constantFrom("Origin", "content-type", "Authorization", "Sec-Fetch-Mode")), value: fc.oneof(line, fc.constantFrom(PAGE, "hunter2")) });
const entries = fc.record(
  {
    startedDateTime: mostly(fc.constant("2026-11-28T12:00:00.000Z")),
    time: mostly(fc.double()),
    _resourceType: mostly(fc.constantFrom("fetch", "xhr", "document", "other", "ping")),
    pageref: mostly(fc.constant("page_1")),
    request: mostly(fc.record({ method: mostly(token), url: mostly(path), headers: mostly(fc.array(mostly(header))), postData: mostly(fc.record({ mimeType: line, text: line })), cookies: fc.jsonValue() }, { requiredKeys: [] })),
    response: mostly(fc.record({ status: mostly(fc.integer()), headers: mostly(fc.array(mostly(header))), redirectURL: mostly(path), content: mostly(fc.record({ mimeType: line, text: line })) }, { requiredKeys: [] })),
    _initiator: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

hold("entries of recordings are calls, preflights, skipped or malformed", mostly(entries), (entry) => {
  const read = readEntry(JSON.stringify(entry), () => PAGE, undefined);
  assert.ok(["call", "preflight", "skipped", "malformed"].includes(read.kind), JSON.stringify(read));
  // The core takes each call that is read.
  if (read.kind === "call") createForecaster({ origin: PAGE }).predict(read.description, 0);
});

/** Bodies are left empty. */
const withoutBodies = (text) => JSON.parse(text, (key, value) => (["text", "data"].includes(key) && typeof value === "string" ? "" : value));
const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

hold("a recording in chunks has the entries that it has as a whole", fc.array(mostly(entries), { maxLength: 4 }), fc.jsonValue(), chunks, fc.constantFrom(undefined, 1), (list, other, sizes, indent) => {
  const text = JSON.stringify({ extra: other, log: { creator: other, pages: other, entries: list } }, null, indent);
  const found = [];
  const splitter = createSplitter((key, part) => key === "entries" && found.push(part));
  const bytes = Buffer.from(text);
  let rest = Buffer.alloc(0);
  for (let at = 0, turn = 0; at <= bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length];
    const chunk = Buffer.concat([rest, bytes.subarray(at, at + size)]);
    const isLast = at >= bytes.length;
    rest = chunk.subarray(splitter.take(chunk, chunk.length, isLast));
    at += size;
    if (isLast) break;
  }
  const expected = list.map((entry) => withoutBodies(JSON.stringify(entry)));
  assert.deepEqual(found.map((part) => JSON.parse(part)), expected);
});
