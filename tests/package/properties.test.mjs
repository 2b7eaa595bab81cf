// What holds of any input of what is written in JavaScript: bounded, and the same each time. FAST_CHECK_SEED and
// FAST_CHECK_RUNS look further.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import fc from "fast-check";

import { curlOf } from "../../dist/pkg/dist/server.js";
import { createForecaster } from "../../dist/pkg/dist/standalone.js";

// The sources, beside what the build makes for them.
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "cors-forecast-properties-"));
after(() => rmSync(folder, { recursive: true }));
cpSync(join(root, "pkg-template/dist"), folder, { recursive: true });
cpSync(join(root, "dist/pkg/dist/watch-wasm.js"), join(folder, "watch-wasm.js"));
cpSync(join(root, "tests/package/package.json"), join(folder, "package.json"));
symlinkSync(join(root, "xtask/npm/node_modules"), join(folder, "node_modules"), "junction");
const source = (name) => import(pathToFileURL(join(folder, `${name}.js`)));
const { readCurl } = await source("cli/curl");
const { readEntry } = await source("cli/har-entry");
const { createSplitter } = await source("cli/har-split");
const { isPowerShell, readPowerShell } = await source("cli/powershell");
const { bashWords, cmdWords } = await source("cli/shell");
const { readSnippet } = await source("cli/snippet");
const { Wrong } = await source("cli/wrong");
const { createLater } = await source("core");
const { BODY } = await source("hooks/call");
const { createRecords } = await source("records");
const { createShare } = await source("share");

const { FAST_CHECK_SEED: seed = 1, FAST_CHECK_RUNS: runs } = process.env;
const PAGE = "https://app.example";

function hold(name, ...property) {
  const numRuns = Number(runs ?? 300);
  test(name, () => fc.assert(fc.property(...property), { seed: Number(seed), numRuns, endOnFailure: false }));
}

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
const anything = fc.string({ unit: "binary", maxLength: 8 });
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

const token = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
const line = fc.string({ unit: fc.constantFrom(..."abc019 '\"\\^%$`&|<>!()[]{}~#;,é"), maxLength: 20 });
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
const mostly = (likely) => fc.oneof({ weight: 9, arbitrary: likely }, fc.jsonValue());
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

const key = fc.constantFrom("pa", "pb", "pc", "la", "lb");
const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constant("put"), key, token, fc.integer({ min: 0, max: 9 })),
    fc.tuple(fc.constantFrom("take"), key, token, fc.integer({ min: 0, max: 9 })),
    fc.tuple(fc.constantFrom("remove", "victim", "undo"), key, token, fc.integer({ min: 0, max: 9 })),
  ),
  { maxLength: 40 },
);

hold("records are what a list of them would be", steps, (all) => {
  const told = [];
  const records = createRecords((...record) => told.push(record));
  let list = [];
  const put = (record) => (list = [...list.filter(([known]) => known !== record[0]), record]);
  let undo = [];
  const puts = [];
  for (const [step, name, text, until] of all) {
    const shelf = list.filter(([known]) => known[0] === name[0]);
    if (step === "put") {
      const before = list.find(([known]) => known === name);
      undo.push(() => {
        if (list.find(([known]) => known === name)?.[1] !== text) return;
        if (before) put(before);
        else list = list.filter(([known]) => known !== name);
      });
      puts.push([name, text, until]);
    }
    if (step === "put" || step === "take") {
      records[step](name, text, until);
      put([name, text, until]);
    } else if (step === "remove") {
      records.remove(name);
      list = list.filter(([known]) => known !== name);
    } else if (step === "victim") {
      const expected = shelf.find(([, , end]) => end <= until) ?? shelf[0];
      assert.equal(records.victim(name, until), expected?.[0]);
    } else {
      records.undo.reverse().forEach((back) => back());
      undo.reverse().forEach((back) => back());
      records.undo = [];
      undo = [];
    }
    assert.equal(records.get(name), list.find(([known]) => known === name)?.[1]);
    assert.equal(records.count(name), list.filter(([known]) => known[0] === name[0]).length);
    const live = list.filter(([, , end]) => end > until).map(String).sort();
    assert.deepEqual(records.live(until).map(String).sort(), live);
  }
  assert.deepEqual(told, puts);
});

/** What is in the storage that a page has for its tabs. */
let stored = null;
const storage = { getItem: () => stored, setItem: (_, text) => (stored = text) };
globalThis.Storage = function Storage() {};
globalThis.Storage.prototype = storage;
Object.defineProperty(globalThis, "sessionStorage", { configurable: true, get: () => storage });

const record = fc.tuple(fc.constant(`chromium ${PAGE}`), token, line, fc.constantFrom(null, 1, 1e15));
const states = fc.oneof(
  fc.json(),
  anything,
  fc.constant(null),
  fc.record({ version: fc.constantFrom(2, 2, 1, "2"), records: mostly(fc.array(mostly(record))) }).map((state) => JSON.stringify(state)),
);

hold("whatever is stored, a page gets its records", states, (state) => {
  stored = state;
  const share = createShare();
  try {
    const kept = share.keep("chromium", PAGE);
    for (const [name, text] of kept.live(0)) {
      assert.deepEqual([typeof name, typeof text], ["string", "string"]);
      assert.equal(kept.get(name), text);
    }
    // The core reads them.
    kept.put("pitself", "x", Infinity);
    assert.equal(kept.get("pitself"), "x");
  } finally {
    share.stop();
  }
});

// The module that watches a page, as it ships, with the sources that write its calls.
const core = createLater().start();

const values = fc.oneof(line, fc.constantFrom("application/json", "text/plain", "bytes=0-9"));
const headers = fc.uniqueArray(fc.tuple(fc.oneof(token, fc.constantFrom("Content-Type", "Accept", "Range", "Authorization")), values), { maxLength: 6, selector: ([name]) => name.toLowerCase() });
const maybe = (...texts) => fc.constantFrom(undefined, ...texts);
const calls = fc.record({ method: fc.oneof(maybe("GET", "PUT", "POST", "patch", "TRACE"), token), mode: maybe("cors", "no-cors", "same-origin"), credentials: maybe("omit", "include"), cache: maybe("no-store"), redirect: maybe("error"), headers, kind: fc.constantFrom(...Object.keys(BODY)), keepalive: fc.boolean(), length: maybe(0, 65_537) });

hold("a call in bytes has the forecast of the same as an object", calls, fc.constantFrom("chromium", "firefox", "webkit", "standard"), ({ headers: pairs, kind, length, ...init }, engine) => {
  const url = new URL("https://api.example/items");
  const call = { api: 0, url: url.href, body: BODY[kind], bodyLength: length, uploadListener: false, sync: false, headers: pairs.flat(), ...init };
  const shelves = createRecords(() => {});
  const told = core.forecast({ engine, origin: PAGE, context: "window" }, call, url, shelves, 0);
  const request = { url: url.href, headers: pairs, body: { kind, length }, ...init };
  const forecast = createForecaster({ origin: PAGE, engine }).predict(JSON.parse(JSON.stringify(request)), 0);
  assert.equal(told.verdict, forecast.verdict);
  assert.deepEqual(told.triggers.map(({ code }) => code), forecast.triggers.map(({ code }) => code));
  assert.deepEqual(told.preflight, forecast.preflight);
});
