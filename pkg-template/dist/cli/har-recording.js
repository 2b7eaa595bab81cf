// Reads a recording: a chunk of the file at a time, of which only what its calls need stays in memory.

import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";

import { readEntry } from "./har-entry.js";
import { createSplitter } from "./har-split.js";
import { Wrong } from "./wrong.js";

const CHUNK = 1 << 20;
/** Malformed entries that are named; all are counted. */
const NAMED = 100;
/** Each engine by what its browsers call themselves; "WebInspector" is what Chromium's developer tools write. */
const BROWSERS = [
  [/firefox/i, "firefox"],
  [/webkit|safari/i, "webkit"],
  [/chrom|webinspector|edge|opera|brave/i, "chromium"],
];

/**
 * `{ file, engine, browser, entries, calls, preflights, skipped, malformed, isTruncated }`; calls and preflights in the order
 * of time. `origin` is that of the page, if the recording is not to say.
 *
 * @throws Wrong if the file can't be read or is no HAR.
 */
export function readRecording(path, { io, origin }) {
  const file = basename(path);
  const recording = { file, entries: 0, calls: [], preflights: [], skipped: {}, malformed: { count: 0, named: [] } };
  const about = {};
  const pages = new Map();

  function add(item, index) {
    if (item.kind === "call") recording.calls.push(item);
    else if (item.kind === "preflight") recording.preflights.push(item);
    else if (item.kind === "skipped") recording.skipped[item.why] = (recording.skipped[item.why] ?? 0) + 1;
    else if (++recording.malformed.count <= NAMED) recording.malformed.named.push({ file, entry: index, field: item.field });
  }

  const splitter = createSplitter((key, text) => {
    if (key === "entries") add(readEntry(text, (id) => pages.get(id), origin), recording.entries++);
    else if (key === "pages") keepPages(pages, text);
    else if (key === "creator" || key === "browser") about[key] = objectOf(text);
  });
  readChunks(path, io, splitter);
  const { isOver, hasEntries } = splitter.state();
  if (!hasEntries) {
    throw new Wrong(`${path} is no HAR: it has no log.entries.`, "Export the recording in the browser's network panel (\"Save all as HAR\").");
  }

  // Engines that embed another have its name, too, in the browser's own field; what exported it says least.
  const browser = [about.browser, about.creator].map((it) => (typeof it?.name === "string" ? it.name.replace(/[^\x20-\x7E]/g, "") : "")).filter(Boolean);
  const [, engine] = browser.flatMap((name) => BROWSERS.filter(([pattern]) => pattern.test(name)))[0] ?? [];
  const byTime = (one, other) => one.at - other.at;
  recording.calls.sort(byTime);
  recording.preflights.sort(byTime);
  return { ...recording, browser: browser[0] ?? "", engine, isTruncated: !isOver };
}

/** Chrome and Safari give a page's URL as its title. */
function keepPages(pages, text) {
  const list = objectOf(text);
  if (!Array.isArray(list)) return;
  for (const page of list) if (typeof page?.id === "string") pages.set(page.id, page._url ?? page.title);
}

function objectOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readChunks(path, io, splitter) {
  let descriptor;
  try {
    descriptor = openSync(path, "r");
    const { size } = fstatSync(descriptor);
    const chunk = Buffer.allocUnsafe(CHUNK);
    let rest = 0;
    let done = 0;
    for (let isLast = false; !isLast; ) {
      const read = readSync(descriptor, chunk, rest, CHUNK - rest, null);
      isLast = read === 0;
      const end = rest + read;
      const taken = splitter.take(chunk, end, isLast);
      chunk.copyWithin(0, taken, end);
      rest = end - taken;
      done += read;
      io.progress(`${basename(path)}: ${Math.floor((done / Math.max(size, 1)) * 100)} % of ${Math.ceil(size / 1e6)} MB`);
    }
  } catch (error) {
    if (error.code === undefined) throw error;
    throw new Wrong(`${path} can't be read: ${reasonOf(error.code)}.`, "Give the path of a file.");
  } finally {
    io.progress();
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function reasonOf(code) {
  return { ENOENT: "there is no such file", EISDIR: "it is a folder", EACCES: "it is not permitted" }[code] ?? code;
}
