// Findings: each rule at each endpoint with what offends it, told once and then counted.

import { oldest } from "./records.js";
import { siteOf } from "./site.js";

/** Findings and endpoints that are kept; a page with more has been told enough. */
const LIMIT = 300;

/** Misses of the cache that are in the order of things. Others could have been spared. */
export const NATURAL = /kept|expired/;

/**
 * `settings.rules` may give each code another severity or turn it off. `onNew(findings, report)` hears of those of a
 * report that were not there before.
 */
export function createFindings({ settings, onNew }) {
  /** Each with the first report of it. */
  const findings = new Map();
  const endpoints = new Map();

  /** Counts what a report shows, and tells what of it is new. */
  function note(items, report, stack) {
    const { endpoint, forecast } = report;
    const fresh = [];
    for (const item of items) {
      const severity = settings.rules?.[item.code] ?? item.severity;
      const key = `${item.code} ${endpoint} ${item.part}`;
      let [finding] = findings.get(key) ?? [];
      if (severity === "off") continue;
      if (!finding) {
        if (findings.size >= LIMIT) continue;
        finding = { ...item, severity, endpoint, calls: 0, preflights: 0, site: siteOf(stack) };
        for (const name in finding) if (finding[name] === undefined) delete finding[name];
        findings.set(key, [finding, report]);
        fresh.push(finding);
      }
      finding.calls++;
      if (forecast.preflight && forecast.cache.state !== "hit") finding.preflights++;
    }
    if (fresh[0]) onNew(fresh, report);
  }

  return {
    /** Counts a report, and tells what is new in it. */
    consider(report, stack) {
      const { endpoint, forecast } = report;
      const { preflight, triggers, error, cache, advice } = forecast;
      const items = [];
      const failed = ({ code, message: text, step: spec }, basis) =>
        items.push({ code, severity: "error", part: "", text, spec, basis });
      let row = endpoints.get(endpoint);
      if (!row) {
        if (endpoints.size >= LIMIT) endpoints.delete(oldest(endpoints));
        row = { calls: 0, preflights: 0, hits: 0, busts: 0, causes: new Map() };
        endpoints.set(endpoint, row);
      }
      row.calls++;
      if (error) failed(error);
      if (preflight) row[cache.state === "hit" ? "hits" : "preflights"]++;
      // Without a preflight there is nothing of what follows.
      for (const { code, name, kind, text, spec, addedBy } of triggers) {
        const part = name ?? kind;
        const times = row.causes.get(part) ?? 0;
        if (times || row.causes.size < 50) row.causes.set(part, times + 1);
        items.push({ code, severity: "info", part, text, spec, addedBy, fix: advice.find(({ trigger }) => trigger === code) });
      }
      const { reason, missing: { method, headers = [] } = {}, answer } = cache;
      if (reason && !NATURAL.test(reason.code)) {
        const { code, text, remedy } = reason;
        row.busts++;
        items.push({ code, severity: "warn", part: [method ?? [], headers].flat().join(", "), text, fix: { text: remedy } });
      }
      if (answer?.error) failed(answer.error, answer.basis);
      note(items, report, stack);
    },
    /** A finding that is no part of a forecast. */
    add: (item, report) => note([item], report),
    /** Tells what was found before anyone listened. */
    repeat(tell) {
      for (const [finding, report] of findings.values()) tell([finding], report);
    },
    all: () => [...findings.values()].map(([finding]) => ({ ...finding })),
    /** By endpoint; the most preflights first. */
    summary: () =>
      [...endpoints]
        .map(([endpoint, { causes, ...row }]) => {
          const [cause = ""] = [...causes].sort(([, one], [, other]) => other - one)[0] ?? [];
          return { endpoint, ...row, cause };
        })
        .sort((one, other) => other.preflights - one.preflights || other.calls - one.calls),
  };
}
