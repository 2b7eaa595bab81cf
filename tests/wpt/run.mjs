// Runs tests that nobody here has written: a checkout of web-platform-tests, natively and with the wrapper.
//
//     node run.mjs CHECKOUT [--engine chromium] [--only fetch/api/basic] [--json FILE] [--wrapper FILE]
//
// Each test is run once in either way. One that differs is run again: what differs natively is flaky and is not compared.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { ENGINES } from "../browser/engines.mjs";
import { areSame, judge, outcomesOf } from "./compare.mjs";
import { playAll } from "./play.mjs";
import { createServing, listTests, shippedWrapper } from "./server.mjs";

/** What a checkout is asked for. */
const FOLDERS = ["fetch/api", "xhr", "beacon"];

/** How often what has differed is run again, in either way. */
const AGAIN = 2;

/** Runs an engine's part: counts, flaky and differing subtests. `note` hears what goes on. */
export async function runEngine(engine, checkout, { only = FOLDERS, wrapper = shippedWrapper(), note = () => {} } = {}) {
  const serving = createServing(checkout);
  try {
    const tests = listTests(checkout, only).filter(({ https }) => serving.secure || !https);
    const play = (how, some) => playServed(engine, serving, how === "wrapped" ? wrapper : undefined, some, how, note);
    const first = await play("native", tests);
    const second = await play("wrapped", tests);
    const runs = new Map(tests.map(({ url }) => [url, { native: [first.results.get(url)], wrapped: [second.results.get(url)] }]));
    const unsteady = tests.filter(({ url }) => !areSame(runs.get(url).native[0], runs.get(url).wrapped[0]));
    for (let turn = 0; turn < AGAIN && unsteady.length > 0; turn++) {
      for (const how of ["native", "wrapped"]) {
        const { results } = await play(how, unsteady);
        for (const { url } of unsteady) runs.get(url)[how].push(results.get(url));
      }
    }
    return { engine, version: first.version, ...summary(tests, runs) };
  } finally {
    serving.close();
  }
}

async function playServed(engine, serving, wrapper, tests, how, note) {
  const server = await serving.start(wrapper);
  let count = 0;
  const told = ({ url }, result) => note(`${engine} ${how} ${++count}/${tests.length} ${outcomesOf(result)[0][1].slice(0, 60)} ${url}`);
  try {
    return await playAll(engine, server, tests, told);
  } finally {
    await server.close();
  }
}

function summary(tests, runs) {
  const files = tests.map(({ url }) => ({ url, ...judge(runs.get(url).native, runs.get(url).wrapped) }));
  const all = (kind) => files.flatMap(({ url, [kind]: some }) => some.map((subtest) => ({ url, ...subtest })));
  const natives = tests.flatMap(({ url }) => outcomesOf(runs.get(url).native[0]));
  const wrappers = tests.map(({ url }) => runs.get(url).wrapped[0].wrapper).filter(Boolean);
  const identical = files.reduce((sum, file) => sum + file.identical, 0);
  const [flaky, differing] = [all("flaky"), all("differing")];
  return {
    files: files.length,
    subtests: identical + flaky.length + differing.length,
    passing: natives.filter(([, outcome]) => /^(PASS|OK)/.test(outcome)).length,
    lost: natives.filter(([, outcome]) => outcome.startsWith("LOST")).length,
    identical,
    flaky,
    differing,
    // That the wrapper was there at all.
    active: wrappers.filter(({ active }) => active).length,
    stopped: tests.filter(({ url }) => runs.get(url).wrapped[0].wrapper?.active === false).map(({ url }) => url),
    reports: wrappers.reduce((sum, { reports }) => sum + reports, 0),
  };
}

/** The table, and each difference in full. */
export function table(rows) {
  const head = ["engine", "files", "subtests", "pass natively", "identical", "flaky", "differing", "files with the wrapper at work", "reports"];
  const cells = rows.map((row) => [
    row.version ?? row.engine, row.files, row.subtests, row.passing, row.identical, row.flaky.length, row.differing.length, row.active, row.reports,
  ]);
  const lines = [head, head.map(() => "---"), ...cells].map((line) => `| ${line.join(" | ")} |`);
  for (const { engine, flaky, differing, stopped } of rows) {
    for (const url of stopped) lines.push(`${engine}: the wrapper has stepped back in ${url}`);
    for (const { url, name, native } of flaky) lines.push(`${engine}: flaky natively: ${url}: ${name}: ${native.join(" / ")}`);
    for (const { url, name, native, wrapped } of differing) {
      lines.push(`${engine}: DIFFERS: ${url}: ${name}`, `  native   ${native}`, ...wrapped.map((outcome) => `  wrapped  ${outcome}`));
    }
  }
  return lines.join("\n");
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: "string", multiple: true },
      only: { type: "string", multiple: true },
      json: { type: "string" },
      wrapper: { type: "string" },
      verbose: { type: "boolean" },
    },
  });
  const [checkout] = positionals;
  if (!checkout) throw new Error("Name the folder of a checkout of web-platform-tests.");
  const wrapper = values.wrapper && readFileSync(values.wrapper, "utf8");
  const note = values.verbose ? (line) => console.error(line) : undefined;
  const rows = [];
  for (const engine of values.engine ?? ENGINES) rows.push(await runEngine(engine, checkout, { only: values.only, wrapper, note }));
  console.log(table(rows));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  // Wrapped results that were never wrapped prove nothing.
  if (rows.some(({ differing, active }) => differing.length > 0 || active === 0)) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
