// What is checked: recordings and reports, made into rows that are alike.

import { closeSync, openSync, readFileSync, readSync } from "node:fs";

import { replayed } from "./har.js";
import { findingOf, merged, ofReports, rowOf } from "./rows.js";
import { Wrong } from "./wrong.js";

/** A HAR begins so. It may be too long to be read as a whole. */
const HAR = /^\uFEFF?\s*\{\s*"log"\s*:/;
const FIX = "Give a HAR, what `cors-forecast har --json` prints, or the JSON of an installation's reports() or findings().";

/**
 * `{ rows, findings }`: rows are `{ endpoint, method, triggers, preflights }`, findings `{ code, endpoint, text, fix }`. Where
 * reports do not say a method, it is `"*"`.
 */
export function readInputs(paths, settings) {
  return merged(paths.map((path) => readInput(path, settings)));
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
