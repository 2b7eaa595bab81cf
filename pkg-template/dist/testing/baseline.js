// What a test has seen, held against the baseline of its project: the same file and the same rules as those of
// `cors-forecast check`.

import { existsSync, writeFileSync } from "node:fs";

import { readBudget, withBaseline } from "../cli/check-budget.js";
import { merged, ofReports } from "../cli/check-input.js";
import { judge } from "../cli/check-judge.js";

/** Preflights and findings of reports, each once, as `{ rows, findings }`. */
export const seenIn = (reports) => merged([ofReports(reports)]);

/**
 * `{ pass, message }`, as matchers give it. `baseline` is a budget, or the path of its file; `update` is what the runner has been told about
 * snapshots: `"all"` or `"changed"` writes what was seen into the file, `"missing"` only where there is none, which fails once;
 * `"default"` is that where a developer looks at it.
 */
export function compare(reports, baseline, update) {
  const seen = seenIn(reports);
  const mayWrite = update === "missing" || (update === "default" && !process.env.CI);
  const writes = update === "all" || update === "changed";
  const isPath = typeof baseline === "string";
  if (!isPath && (typeof baseline !== "object" || baseline === null)) {
    throw new TypeError("toHaveNoNewPreflights(baseline) takes the path of a budget's file, or a budget as an object.");
  }
  if (isPath && (writes || (mayWrite && !existsSync(baseline)))) {
    const next = withBaseline(readBudget(baseline, { mayBeMissing: true }), seen);
    writeFileSync(baseline, `${JSON.stringify(next, null, 2)}\n`);
    return { pass: writes, message: () => `${baseline} was written, with ${next.baseline.length} preflights; look at it, and commit it.` };
  }
  const budget = isPath ? readBudget(baseline, { mayBeMissing: false }) : baseline;
  // Here, what no baseline has is new.
  const { violations, errors, preflights } = judge({ baseline: [], ...budget }, seen);
  const told = violations.map(({ rule, text, fix }) => `${rule}: ${text}${fix ? ` ${fix}` : ""}`);
  return {
    pass: errors === 0,
    message: () => [errors === 0 ? `All ${preflights} preflights are in the baseline.` : `${errors} of what the baseline does not allow:`, ...told].join("\n  "),
  };
}
