// The baseline of a test as a file: the same as that of `cors-forecast check`.

import { existsSync, writeFileSync } from "node:fs";

import { readBudget, withBaseline } from "../cli/check-budget.js";
import { judged, seenIn } from "./judged.js";

/**
 * `{ pass, message }`, as matchers give it. `baseline` is a budget, or the path of its file; `update` is what the runner has been
 * told about snapshots: `"all"` or `"changed"` writes what was seen into the file, `"missing"` only where there is none, which
 * fails once; `"default"` is that where a developer looks at it.
 */
export function compare(reports, baseline, update) {
  if (typeof baseline !== "string") return judged(reports, baseline);
  const mayWrite = update === "missing" || (update === "default" && !process.env.CI);
  const writes = update === "all" || update === "changed";
  if (!writes && !(mayWrite && !existsSync(baseline))) return judged(reports, readBudget(baseline, { mayBeMissing: false }));
  const next = withBaseline(readBudget(baseline, { mayBeMissing: true }), seenIn(reports));
  writeFileSync(baseline, `${JSON.stringify(next, null, 2)}\n`);
  return { pass: writes, message: () => `${baseline} was written, with ${next.baseline.length} preflights; look at it, and commit it.` };
}
