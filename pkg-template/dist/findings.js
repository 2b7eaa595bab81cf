// Findings: each rule at each endpoint with what offends it, told once and then counted.

import { siteOf } from "./site.js";

/** Findings and endpoints that are kept; a page with more has been told enough. */
const LIMIT = 300;

/** Misses of the cache that somebody could have spared. Others (nothing kept yet, or ended) are in the order of things. */
const BUSTS = new Set([
  "query-differs",
  "path-differs",
  "origin-differs",
  "fragment-differs",
  "header-not-listed",
  "method-not-listed",
  "other-credentials",
  "wildcard-does-not-count",
  "cache-mode-bypasses",
  "url-too-long",
]);

/**
 * `settings.rules` may give each code another severity or turn it off. `onNew(findings, report)` hears of those of a
 * report that were not there before.
 */
export function createFindings({ settings, onNew }) {
  const findings = new Map();
  const endpoints = new Map();

  /** What a report shows, as `{ code, severity, part, text, … }`. */
  function* shown({ forecast, api }) {
    const { verdict, triggers, error, cache, advice } = forecast;
    if (error) yield { code: error.code, severity: "error", part: "", text: error.message, spec: error.step };
    if (verdict !== "preflight") return;
    for (const { code, name, kind, text, spec, addedBy } of triggers) {
      const fix = advice.find(({ trigger }) => trigger === code);
      yield { code, severity: "info", part: name ?? kind, text, spec, addedBy, fix };
    }
    if (cache.reason && BUSTS.has(cache.reason.code)) {
      const { code, text, remedy } = cache.reason;
      const { method, headers = [] } = cache.missing ?? {};
      yield { code, severity: "warn", part: [method, ...headers].filter(Boolean).join(", "), text, fix: { text: remedy } };
    }
    const { error: refusal, basis } = cache.answer ?? {};
    if (refusal) yield { code: refusal.code, severity: "error", part: "", text: refusal.message, spec: refusal.step, basis };
  }

  function count(report) {
    const { endpoint, forecast } = report;
    let row = endpoints.get(endpoint);
    if (!row) {
      if (endpoints.size >= LIMIT) endpoints.delete(endpoints.keys().next().value);
      endpoints.set(endpoint, (row = { calls: 0, preflights: 0, hits: 0, busts: 0, causes: new Map() }));
    }
    row.calls++;
    if (forecast.verdict !== "preflight") return row;
    if (forecast.cache.state === "hit") row.hits++;
    else row.preflights++;
    if (forecast.cache.reason && BUSTS.has(forecast.cache.reason.code)) row.busts++;
    for (const { name, kind } of forecast.triggers) {
      const cause = name ?? kind;
      if (row.causes.size < 50 || row.causes.has(cause)) row.causes.set(cause, (row.causes.get(cause) ?? 0) + 1);
    }
    return row;
  }

  function note(item, report, stack) {
    const severity = settings.rules?.[item.code] ?? item.severity;
    if (severity === "off") return undefined;
    const { endpoint, forecast } = report;
    const key = `${item.code} ${endpoint} ${item.part}`;
    let finding = findings.get(key);
    const fresh = !finding;
    if (fresh) {
      if (findings.size >= LIMIT) return undefined;
      finding = { ...item, severity, endpoint, calls: 0, preflights: 0, site: siteOf(stack), report };
      for (const name of Object.keys(finding)) if (finding[name] === undefined) delete finding[name];
      findings.set(key, finding);
    }
    finding.calls++;
    if (forecast.verdict === "preflight" && forecast.cache.state !== "hit") finding.preflights++;
    return fresh ? finding : undefined;
  }

  return {
    /** Counts a report, and tells what is new in it. */
    consider(report, stack) {
      count(report);
      const fresh = [];
      for (const item of shown(report)) {
        const finding = note(item, report, stack);
        if (finding) fresh.push(finding);
      }
      if (fresh.length > 0) onNew(fresh, report);
    },
    /** A finding that is no part of a forecast. */
    add(item, report) {
      const finding = note(item, report);
      if (finding) onNew([finding], report);
    },
    /** Tells what was found before anyone listened. */
    repeat(tell) {
      for (const finding of findings.values()) if (finding.report) tell([finding], finding.report);
    },
    all: () => [...findings.values()].map(({ report, ...finding }) => finding),
    /** By endpoint; the most preflights first. */
    summary() {
      const rows = [...endpoints].map(([endpoint, { causes, ...row }]) => {
        const [cause = ""] = [...causes].sort(([, one], [, other]) => other - one)[0] ?? [];
        return { endpoint, ...row, cause };
      });
      return rows.sort((one, other) => other.preflights - one.preflights || other.calls - one.calls);
    },
  };
}

