// `check --budget FILE INPUT…`: holds recordings and reports against what a project has agreed on, for CI.

import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";

import { readBudget, withBaseline } from "./check-budget.js";
import { junitOf, sarifOf } from "./check-formats.js";
import { readInputs } from "./check-input.js";
import { judge } from "./check-judge.js";
import { options as ofHar, settingsOf } from "./har.js";
import { count } from "./har-text.js";
import { FOUND, OK, Wrong } from "./run.js";

export const summary = "Holds recordings and reports against a budget of preflights, for CI";

export const usage = `cors-forecast check --budget cors-forecast.json INPUT…

INPUT is a recording (HAR), what \`cors-forecast har --json\` has printed, or the JSON of an installation's reports() or
findings(). The budget has, all of it optional:

  maxPreflights             in all
  maxPreflightsPerEndpoint  at each endpoint that "endpoints" says nothing else of
  endpoints                 { "https://api.example/items/:id": { "maxPreflights": 2 } }
  newPreflights             "error" (default), "warn" or "off": what the baseline does not have
  rules                     { "header-churn": "error" }: findings by their code
  baseline                  what --update has written`;

export const options = {
  budget: { type: "string", description: "The budget's file (default cors-forecast.json)" },
  update: { type: "boolean", description: "Write the preflights that there are into the budget, as its baseline" },
  sarif: { type: "string", description: "Write SARIF 2.1.0 to this file" },
  junit: { type: "string", description: "Write JUnit XML to this file" },
  origin: ofHar.origin,
  engine: ofHar.engine,
};

export async function run({ values, positionals, io }) {
  if (positionals.length === 0) throw new Wrong("check needs a recording or a report.", "Write cors-forecast check --budget cors-forecast.json recording.har.");
  const path = values.budget ?? "cors-forecast.json";
  const budget = readBudget(path, { mayBeMissing: values.update });
  const input = readInputs(positionals, { ...settingsOf(values), io });
  if (values.update) return update(path, budget, input, { values, io });

  const verdict = judge(budget, input);
  const version = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
  // Reports name files as seen from where the check runs, which is the project's folder.
  const shown = relative(process.cwd(), path).replaceAll("\\", "/");
  if (values.sarif !== undefined) write(values.sarif, JSON.stringify(sarifOf(verdict, { version, path: shown }), null, 2));
  if (values.junit !== undefined) write(values.junit, junitOf(verdict));
  io.stdout.write(`${values.json ? JSON.stringify({ kind: "cors-forecast-check", version: 1, ...verdict }) : textOf(verdict, { path, io })}\n`);
  return verdict.errors > 0 ? FOUND : OK;
}

function update(path, budget, input, { values, io }) {
  const next = withBaseline(budget, input);
  write(path, `${JSON.stringify(next, null, 2)}\n`);
  const text = `${path} now has ${count(next.baseline.length, "preflight")} as its baseline.`;
  io.stdout.write(`${values.json ? JSON.stringify({ kind: "cors-forecast-baseline", version: 1, baseline: next.baseline }) : text}\n`);
  return OK;
}

function write(path, text) {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Wrong(`${path} can't be written: ${error.code}.`, "Give a path in a folder that is there.");
  }
}

function textOf({ violations, errors, warnings, preflights, checks }, { path, io }) {
  const lines = violations.map(({ severity, rule, text, fix }) => {
    const mark = severity === "error" ? io.red("error") : io.yellow("warning");
    return `${mark}  ${rule}  ${text}${fix ? `\n       ${fix}` : ""}`;
  });
  const counted = `${count(preflights, "preflight")}, ${count(checks.length, "check")} of ${path}`;
  lines.push(errors > 0 ? io.bold(`${count(errors, "error")}, ${count(warnings, "warning")}: ${counted}`) : `${io.green("Within the budget")}, ${count(warnings, "warning")}: ${counted}`);
  return lines.join("\n");
}
