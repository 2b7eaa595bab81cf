// What is checked: recordings and reports, made into rows that are alike.

import { closeSync, openSync, readFileSync, readSync } from "node:fs";

import { NATURAL } from "../findings.js";
import { keyOf } from "./check-budget.js";
import { partOf } from "./har-replay.js";
import { replayed } from "./har.js";
import { Wrong } from "./run.js";

/** A HAR begins so. It may be too long to be read as a whole. */
const HAR = /^\uFEFF?\s*\{\s*"log"\s*:/;
const FIX = "Give a HAR, what `cors-forecast har --json` prints, or the JSON of an installation's reports() or findings().";

/**
 * `{ rows, findings }`: rows are `{ endpoint, method, triggers, preflights }`, findings `{ code, endpoint, text, fix }`. Where
 * reports do not say a method, it is `"*"`.
 */
export function readInputs(paths, settings) {
  const rows = new Map();
  const findings = new Map();
  for (const path of paths) {
    const input = readInput(path, settings);
    for (const row of input.rows) {
      const key = keyOf(row);
      const { endpoint, method, triggers } = row;
      const before = rows.get(key)?.preflights ?? 0;
      rows.set(key, { endpoint, method, triggers, preflights: before + row.preflights });
    }
    for (const finding of input.findings) findings.set(`${finding.code} ${finding.endpoint} ${finding.text}`, finding);
  }
  return { rows: [...rows.values()], findings: [...findings.values()] };
}

function readInput(path, settings) {
  if (HAR.test(headOf(path))) return ofHar(replayed([path], settings));
  let document;
  try {
    document = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Wrong(`${path} is not JSON.`, FIX);
  }
  try {
    if (document?.kind === "cors-forecast-har") return ofHar(document);
    if (document?.log) return ofHar(replayed([path], settings));
    if (Array.isArray(document)) return ofInstallation(document);
  } catch (error) {
    // A field is missing, or is something else.
    if (!(error instanceof TypeError)) throw error;
  }
  throw new Wrong(`${path} is no recording, and no report that is known.`, FIX);
}

function headOf(path) {
  let descriptor;
  try {
    descriptor = openSync(path, "r");
    const head = Buffer.alloc(4096);
    return head.toString("utf8", 0, readSync(descriptor, head));
  } catch (error) {
    throw new Wrong(`${path} can't be read: ${error.code}.`, FIX);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function ofHar({ preflights, findings, journals }) {
  const ofJournals = journals.flatMap(({ report }) => report.findings.map(({ code, endpoint, text }) => ({ code, endpoint, text })));
  return { rows: preflights.map(rowOf), findings: [...findings.map(findingOf), ...ofJournals] };
}

function ofInstallation(list) {
  return list.every(({ forecast }) => forecast) ? ofReports(list) : ofFindings(list);
}

function ofReports(reports) {
  const rows = [];
  const findings = [];
  for (const { endpoint, method, forecast } of reports) {
    const { triggers, cache, preflight, error } = forecast;
    if (preflight) rows.push(rowOf({ endpoint, method, triggers: [...new Set(triggers.map(partOf))].sort(), preflights: cache.state === "hit" ? 0 : 1 }));
    const { reason, answer } = cache;
    const avoidable = reason && !NATURAL.test(reason.code) ? [reason] : [];
    const failures = [error, answer?.error].filter(Boolean).map(({ code, message }) => ({ code, text: message }));
    for (const { code, text, remedy } of [...triggers, ...avoidable, ...failures]) {
      findings.push(findingOf({ code, endpoint, text, fix: remedy && { text: remedy } }));
    }
  }
  return { rows, findings };
}

/** Findings are of one thing each: those of an endpoint that are about a header or method are taken together. */
function ofFindings(list) {
  const byEndpoint = new Map();
  for (const { endpoint, part, spec, basis, preflights } of list) {
    if (!spec || !part || basis) continue;
    const row = byEndpoint.get(endpoint) ?? { endpoint, method: "*", triggers: [], preflights: 0 };
    row.triggers = [...new Set([...row.triggers, part])].sort();
    // One preflight may have several triggers.
    row.preflights = Math.max(row.preflights, preflights);
    byEndpoint.set(endpoint, row);
  }
  return { rows: [...byEndpoint.values()].map(rowOf), findings: list.map(findingOf) };
}

function rowOf({ endpoint, method, triggers, preflights }) {
  const isRight = [endpoint, method, ...triggers].every((text) => typeof text === "string") && Number.isSafeInteger(preflights);
  if (!isRight) throw new TypeError();
  return { endpoint, method, triggers, preflights };
}

function findingOf({ code, endpoint, text, fix }) {
  if (![code, endpoint, text].every((it) => typeof it === "string")) throw new TypeError();
  return { code, endpoint, text, fix: fix?.text };
}
