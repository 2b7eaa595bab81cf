// Runs a pattern in a fresh document, with the wrapper or without, and compares what page and servers observed.

import assert from "node:assert/strict";

import { haveArrived } from "./servers.mjs";

/** What install() wraps, as `lab.run` names it. What it reports of anything else is not compared with what was sent. */
export const WRAPPED = ["fetch", "fetchLater", "EventSource", "xhr", "sendBeacon"];

/** Milliseconds after the last request that a page sends without waiting for it; a further one would be too much. */
const QUIET = 200;

/** `how`: "native", "wrapped", or the text of a function that wraps in some other way. */
export async function observe({ browser, servers }, pattern, how) {
  const { place, installs, late, inOrder = true, sent: isCompared = true } = pattern;
  await browser.goto(`${servers.page}/blank`);
  servers.requests.length = 0;
  const mode = how === "wrapped" && installs ? "installs" : how;
  const bad = how === "native" || how === "wrapped" ? undefined : how;
  const job = { source: String(pattern.run), api: servers.api, mode, bad };
  const run = place ? (job, place) => lab.runIn(place, job) : (job) => lab.run(job);
  const { seen, ...facts } = await browser.evaluate(run, job, place ?? null);
  if (late !== undefined) {
    await haveArrived(servers.requests, late[browser.engine] ?? late);
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
  const sent = isCompared ? servers.requests.splice(0) : [];
  if (!inOrder) sent.sort((a, b) => a.url.localeCompare(b.url));
  return { ...facts, seen: comparable(seen), sent: comparable(sent) };
}

/** Fails if the page or a server could tell one from the other. */
export function assertSame(pattern, native, wrapped) {
  (pattern.agree ?? assert.deepEqual)(wrapped.seen, native.seen, "what the page observes");
  assert.deepEqual(wrapped.sent, native.sent, "what the servers receive");
}

/** Fails if the reports are not of what was sent. */
export function assertReported(pattern, engine, wrapped) {
  const { unreported = 0, preflights = true, apis = ["fetch"] } = pattern;
  assert.equal(wrapped.active, true, "the wrapper is at work");
  const expected = wrapped.there.filter((name) => WRAPPED.includes(name));
  assert.deepEqual(wrapped.wrapped, expected, "what install() wraps; if that has changed, so must WRAPPED in observe.mjs");
  if (!apis.every((api) => WRAPPED.includes(api))) return;
  assert.equal(wrapped.unreported, unreported[engine] ?? unreported, "calls without a report");
  for (const report of wrapped.reports) assert.equal(report.engine, engine, "the rules that a report is made by");
  if (!preflights) return;
  const predicted = wrapped.reports.filter(({ forecast }) => forecast.verdict === "preflight");
  const received = wrapped.sent.filter(({ method }) => method === "OPTIONS");
  assert.deepEqual(
    predicted.map(({ forecast }) => asked(forecast.preflight.headers)),
    received.map(({ headers }) => asked(Object.entries(headers))),
    "preflights forecast, and received",
  );
}

/** Access-Control-Request-Method before -Headers, in whatever order they were. */
function asked(pairs) {
  const found = (name) => pairs.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
  return [...found("access-control-request-method"), ...found("access-control-request-headers")];
}

/**
 * Without what is random: the boundary of a body (in it and in its Content-Type alike), which Firefox makes longer or
 * shorter and so the body, and the id of a blob.
 */
function comparable(value) {
  if (Array.isArray(value)) value = value.map((item) => (isMultipart(item) ? withoutLength(item) : item));
  const text = JSON.stringify(value)
    .replaceAll(/-{4}(WebKitFormBoundary|geckoformboundary)\w+|-{27,29}\d{20,}/g, "(boundary)")
    .replaceAll(/blob:[\w:/.]+\/[\da-f-]{36}/g, "(blob)");
  return JSON.parse(text);
}

function isMultipart(request) {
  return String(request?.headers?.["content-type"]).startsWith("multipart/");
}

function withoutLength({ headers: { "content-length": _, ...headers }, ...request }) {
  return { ...request, headers };
}
