// What a budget objects to.

import { keyOf } from "./rows.js";
import { count } from "./har-text.js";

/**
 * `{ preflights, checks, violations, errors, warnings }`. A check is `{ name, endpoint?, violations }`, a violation
 * `{ rule, severity: "error" | "warning", endpoint?, text, fix? }`.
 */
export function judge(budget, { rows, findings }) {
  const endpoints = new Map();
  for (const { endpoint, preflights } of rows) endpoints.set(endpoint, (endpoints.get(endpoint) ?? 0) + preflights);
  for (const { code, endpoint } of findings) {
    if (isRuled(budget, code) && !endpoints.has(endpoint)) endpoints.set(endpoint, 0);
  }
  const total = [...endpoints.values()].reduce((sum, preflights) => sum + preflights, 0);

  const checks = [{ name: "preflights in all", violations: tooMany(budget.maxPreflights, total, { rule: "max-preflights" }) }];
  for (const [endpoint, preflights] of endpoints) {
    const limit = budget.endpoints?.[endpoint]?.maxPreflights ?? budget.maxPreflightsPerEndpoint;
    checks.push({
      name: endpoint,
      endpoint,
      violations: [
        ...tooMany(limit, preflights, { rule: "max-preflights-per-endpoint", endpoint }),
        ...rows.filter((row) => row.endpoint === endpoint).flatMap((row) => isNew(budget, row)),
        ...findings.filter((finding) => finding.endpoint === endpoint).flatMap((finding) => ruled(budget, finding)),
      ],
    });
  }

  const violations = checks.flatMap((check) => check.violations);
  const errors = violations.filter(({ severity }) => severity === "error").length;
  return { preflights: total, checks, violations, errors, warnings: violations.length - errors };
}

function tooMany(limit, preflights, { rule, endpoint }) {
  if (limit === undefined || preflights <= limit) return [];
  const where = endpoint === undefined ? "in all" : `at ${endpoint}`;
  return [{ rule, severity: "error", endpoint, text: `${count(preflights, "preflight")} ${where}, of ${limit} that the budget allows.` }];
}

/** Without a baseline nothing is new. */
function isNew({ newPreflights = "error", baseline }, row) {
  if (newPreflights === "off" || baseline === undefined || row.preflights === 0) return [];
  if (baseline.some((entry) => keyOf(entry) === keyOf(row))) return [];
  const { endpoint, method, triggers } = row;
  const text = `${method === "*" ? "Requests" : method} to ${endpoint} ${method === "*" ? "need" : "needs"} preflights that the baseline does not have, for ${triggers.join(", ")}.`;
  const fix = "Take out what needs them, or accept them with --update.";
  return [{ rule: "new-preflight", severity: severityOf(newPreflights), endpoint, text, fix }];
}

function ruled(budget, { code, endpoint, text, fix }) {
  if (!isRuled(budget, code)) return [];
  return [{ rule: code, severity: severityOf(budget.rules[code]), endpoint, text: text.includes(endpoint) ? text : `${endpoint}: ${text}`, fix }];
}

function isRuled({ rules = {} }, code) {
  return Object.hasOwn(rules, code) && rules[code] !== "off";
}

function severityOf(loudness) {
  return loudness === "error" ? "error" : "warning";
}
