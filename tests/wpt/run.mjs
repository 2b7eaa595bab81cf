// Runs tests that nobody here has written: a checkout of web-platform-tests, natively and with the wrapper.
//
//     node run.mjs CHECKOUT [--engine chromium] [--only fetch/api/basic] [--journal FILE] [--json FILE] [--wrapper FILE] [--verbose]
//
// Each test is run once in either way. One that differs is run again, in either way: what differs natively as much as with the
// wrapper is flaky. With a journal, what was run before is not run again.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { ENGINES } from "../browser/engines.mjs";
import { areSame, judge, outcomesOf } from "./compare.mjs";
import { createJournal } from "./journal.mjs";
import { playAll } from "./play.mjs";
import { createServing, listTests, shippedWrapper } from "./server.mjs";
import { isSound, summary, table } from "./summary.mjs";

/** What a checkout is asked for. */
const FOLDERS = ["fetch/api", "xhr", "beacon"];

/** How often what has differed is run again in either way, at least, and at most while chance does not explain it. */
const AGAIN = 2;
const AT_MOST = 8;

/** Without `--verbose`, of how many tests one is told. */
const STEP = 25;

/** Runs an engine's part. `note` hears of each test: `{ engine, how, count, of, url, outcome }`. */
export async function runEngine(engine, checkout, { only = FOLDERS, wrapper = shippedWrapper(), journal, note = () => {} } = {}) {
  const serving = createServing(checkout);
  const kept = createJournal(journal, engine, wrapper);
  const listed = listTests(checkout, only);
  const tests = listed.filter(({ https }) => serving.secure || !https);
  const runs = new Map(tests.map(({ url }) => [url, { native: [], wrapped: [] }]));
  let { version } = kept;

  /** Runs each of `some` once more. */
  async function play(how, some) {
    let count = 0;
    const told = ({ url }, result) => {
      runs.get(url)[how].push(result);
      note({ engine, how, count: ++count, of: some.length, url, outcome: outcomesOf(result)[0][1] });
    };
    const left = some.filter((test) => {
      const result = kept.take(how, test.url);
      if (result) told(test, result);
      return !result;
    });
    if (left.length === 0) return;
    const server = await serving.start(how === "wrapped" ? wrapper : undefined);
    try {
      await playAll(engine, server, left, (test, result, name) => {
        version = name;
        kept.put(how, test.url, result, name);
        told(test, result);
      });
    } finally {
      await server.close();
    }
  }

  try {
    await play("native", tests);
    await play("wrapped", tests);
    const [natives, wrappeds] = ["native", "wrapped"].map((how) => (url) => runs.get(url)[how]);
    const isUnsteady = ({ url }) => natives(url)[0].lost !== undefined || !areSame(natives(url)[0], wrappeds(url)[0]);
    let unsteady = tests.filter(isUnsteady);
    for (let turn = 1; turn <= AT_MOST && unsteady.length > 0; turn++) {
      await play("native", unsteady);
      await play("wrapped", unsteady);
      if (turn >= AGAIN) unsteady = unsteady.filter(({ url }) => judge(natives(url), wrappeds(url)).differing.length > 0);
    }
    const unserved = listed.filter((test) => !tests.includes(test)).map(({ url }) => url);
    return { engine, version, ...summary(tests, runs), unserved };
  } finally {
    serving.close();
  }
}

function teller(isVerbose) {
  const start = Date.now();
  return ({ engine, how, count, of, url, outcome }) => {
    if (!isVerbose && count % STEP > 0 && count < of) return;
    const seconds = Math.round((Date.now() - start) / 1000);
    console.error(`${seconds} s: ${engine} ${how} ${count}/${of} ${outcome.slice(0, 60)} ${url}`);
  };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: "string", multiple: true },
      only: { type: "string", multiple: true },
      json: { type: "string" },
      journal: { type: "string" },
      wrapper: { type: "string" },
      verbose: { type: "boolean" },
    },
  });
  const [checkout] = positionals;
  if (!checkout) throw new Error("Name the folder of a checkout of web-platform-tests.");
  // Browsers end with this process only if it exits by itself.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  const wrapper = values.wrapper && readFileSync(values.wrapper, "utf8");
  const options = { only: values.only, journal: values.journal, wrapper, note: teller(values.verbose) };
  const rows = [];
  for (const engine of values.engine ?? ENGINES) rows.push(await runEngine(engine, checkout, options));
  console.log(table(rows));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  if (!rows.every(isSound)) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
