// Preflights and findings that are alike, each once: what reports come to, and what makes one the same as before. Without
// anything of Node's, as test runners in browsers take it, too.

import { NATURAL } from "../findings.js";

/** Several of them as one. */
export function merged(inputs) {
  const rows = new Map();
  const findings = new Map();
  for (const input of inputs) {
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

/** What the `reports()` of an installation come to. */
export function ofReports(reports) {
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

/** @throws TypeError */
export function rowOf({ endpoint, method, triggers, preflights }) {
  const isRight = [endpoint, method, ...triggers].every((text) => typeof text === "string") && Number.isSafeInteger(preflights);
  if (!isRight) throw new TypeError();
  return { endpoint, method, triggers, preflights };
}

/** @throws TypeError */
export function findingOf({ code, endpoint, text, fix }) {
  if (![code, endpoint, text].every((it) => typeof it === "string")) throw new TypeError();
  return { code, endpoint, text, fix: fix?.text };
}

/** What makes a preflight the same one as before. */
export function keyOf({ endpoint, method, triggers }) {
  return JSON.stringify([endpoint, method, [...triggers].sort()]);
}

/** What a trigger is about: a header's name, a method, or its kind. */
export function partOf({ name, kind }) {
  return name ?? kind;
}
