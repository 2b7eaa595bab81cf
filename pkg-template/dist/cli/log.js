// `cors-forecast log FILE…`: what of a server's traffic are preflights, by its access log.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

import { AccessLog } from "cors-forecast/server";

import { textOf } from "./log-text.js";
import { FOUND, OK, Wrong } from "./run.js";

const FORMATS = ["common", "combined", "nginx", "json", "caddy"];
const UNITS = ["s", "ms", "us", "ns"];
/** Bytes that are read at once. */
const PIECE = 1 << 20;

export const summary = "Says what share of a server's access log are preflights, and where";

export const usage = `cors-forecast log FILE…    access logs, as they are or gzipped, the oldest first: they are read as one
cors-forecast log -        what is piped in

Pairs each OPTIONS with the request that followed, or goes by Access-Control-Request-Method where the log has it. Reads common
and combined log format, fields behind them, and JSON of nginx, Caddy, Traefik and others; each line tells its own format.
Addresses, user agents and queries are not printed.

Exit codes: 0 nothing that costs preflights was found, 1 something was, 2 there is no line that can be read.`;

export const options = {
  format: { type: "string", description: `Only this format: ${FORMATS.join(", ")}` },
  "time-unit": { type: "string", description: `Unit of durations that don't tell it (Apache's %D: us, %T: s): ${UNITS.join(", ")}` },
  window: { type: "string", description: "Seconds within which a request follows its preflight (default 10)" },
  top: { type: "string", description: "How many endpoints are listed (default 20)" },
};

export async function run({ values, positionals, io }) {
  if (positionals.length === 0) throw new Wrong("log needs a file.", "Write cors-forecast log access.log, or - for what is piped in.");
  const log = new AccessLog(settingsOf(values));
  for (const path of positionals) await read(path, log, io);
  io.progress();
  const report = log.finish();
  if (report.requests === 0) throw new Wrong(`${positionals.join(", ")} has no line that can be read${reasons(report)}.`, "--format names a format; see cors-forecast log --help.");
  io.stdout.write(`${values.json ? JSON.stringify({ kind: "cors-forecast-log", version: 1, ...report }, null, 2) : textOf(report, io)}\n`);
  return report.findings.some(({ severity }) => severity === "warning") ? FOUND : OK;
}

function reasons({ lines, bad }) {
  if (lines === 0) return ": it is empty";
  return `: ${bad.map(({ code, count, first }) => `${code} in ${count} (the first is ${first[0]})`).join(", ")}`;
}

/** @throws Wrong for what can't be. */
function settingsOf({ format, "time-unit": timeUnit, window, top }) {
  return {
    ...(format !== undefined && { format: oneOf("format", format, FORMATS) }),
    ...(timeUnit !== undefined && { timeUnit: oneOf("time-unit", timeUnit, UNITS) }),
    ...(window !== undefined && { windowSeconds: whole("window", window, 1, 3600) }),
    ...(top !== undefined && { top: whole("top", top, 0, 10_000) }),
  };
}

function oneOf(name, given, known) {
  if (known.includes(given)) return given;
  throw new Wrong(`--${name} can't be "${given}".`, `It takes ${known.join(", ")}.`);
}

function whole(name, given, least, most) {
  const number = Number(given);
  if (/^\d+$/.test(given) && number >= least && number <= most) return number;
  throw new Wrong(`--${name} can't be "${given}".`, `It takes a whole number from ${least} to ${most}.`);
}

async function read(path, log, io) {
  const source = path === "-" ? io.stdin : createReadStream(path, { highWaterMark: PIECE });
  const progress = await progressOf(path, io);
  try {
    for await (const piece of unpacked(source, progress)) log.feed(piece);
  } catch (error) {
    if (typeof error.code !== "string") throw error;
    const why = { ENOENT: "There is no such file", EISDIR: "It is a folder", EACCES: "It may not be read" }[error.code] ?? error.message;
    throw new Wrong(`${path} can't be read.`, `${why}.`);
  }
}

/** What is gzipped is told by its first two bytes, whatever its name. */
async function* unpacked(source, progress) {
  const pieces = counted(source, progress);
  const { value: first, done } = await pieces.next();
  if (done) return;
  const all = after(first, pieces);
  if (first[0] !== 0x1f || first[1] !== 0x8b) yield* all;
  // What goes wrong comes out of the last stream, too.
  else yield* pipeline(all, createGunzip({ chunkSize: PIECE }), () => {});
}

async function* counted(source, progress) {
  for await (const chunk of source) {
    progress(chunk.length);
    if (chunk.length > 0) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  }
}

async function* after(first, pieces) {
  yield first;
  yield* pieces;
}

/** Says now and then how much of the file was read. */
async function progressOf(path, io) {
  const size = path === "-" ? undefined : (await stat(path).catch(() => undefined))?.size;
  let bytes = 0;
  let said = 0;
  return (more) => {
    bytes += more;
    if (bytes - said < 16 * PIECE) return;
    said = bytes;
    io.progress(`${path}: ${megabytes(bytes)}${size ? ` of ${megabytes(size)}` : ""} MB`);
  };
}

function megabytes(bytes) {
  return Math.round(bytes / 1e6);
}
