// What a test has seen, held against a baseline by the rules of `cors-forecast check`. Without anything of Node's, as test
// runners in browsers take it, too.

import { judge } from "../cli/check-judge.js";
import { merged, ofReports } from "../cli/rows.js";

/** Preflights and findings of reports, each once, as `{ rows, findings }`. */
export const seenIn = (reports) => merged([ofReports(reports)]);

/** Those of the rows that stand for preflights. */
export const preflightsIn = (reports) => seenIn(reports).rows.filter(({ preflights }) => preflights > 0);

/** `{ pass, message }`, as matchers give it. What is not in the budget's baseline is new. */
export function judged(reports, budget) {
  if (typeof budget !== "object" || budget === null) {
    throw new TypeError("toHaveNoNewPreflights(baseline) takes a budget as an object, for example { baseline: [] }; in Node also the path of its file.");
  }
  const { violations, errors, preflights } = judge({ baseline: [], ...budget }, seenIn(reports));
  const told = violations.map(({ rule, text, fix }) => `${rule}: ${text}${fix ? ` ${fix}` : ""}`);
  const title = errors === 0 ? `All ${preflights} preflights are in the baseline.` : `${errors} of what the baseline does not allow:`;
  return { pass: errors === 0, message: () => [title, ...told].join("\n  ") };
}
