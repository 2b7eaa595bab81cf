// Real client libraries, unmodified, in a real browser, each call twice: in a page without the wrapper and in one with it.
// What the wrapper forecasts must be what the API saw, and neither the page nor the API may notice it.
//
// `CLIENTS=axios,ky node --test` runs only some.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { bundleClients, clientNames } from "./bench/bundle.mjs";
import { forecastDifferences, observableDifferences, preflightsIn } from "./bench/compare.mjs";
import { startBench } from "./bench/run.mjs";
import { runBoth } from "../browser/repeated.mjs";

const names = process.env.CLIENTS?.split(",") ?? clientNames;
/** Differences that a failing test shows. */
const SHOWN = 8;
const rows = [];
let bundled;
let bench;

before(async () => {
  bundled = await bundleClients(names);
  bench = await startBench(bundled.folder);
});

after(async () => {
  await bench?.close();
  await bundled?.remove();
  console.log(table(rows));
});

describe("what client libraries send is forecast", { timeout: 900_000 }, () => {
  for (const name of names) {
    test(name, async (t) => {
      const client = bundled.clients[name];
      for (const variant of client.variants) await t.test(variant, (t) => judge(client, variant, t));
    });
  }
});

async function judge(client, variant, t) {
  const name = client.variants.length === 1 ? client.name : `${client.name}, ${variant}`;
  const row = { name, packages: client.packages.join(" "), calls: "", preflights: "", equal: "no" };
  rows.push(row);

  const run = (wrapped) => bench.run(client, variant, { wrapped });
  const { native, wrapped, differences, chance } = await runBoth(run, observableDifferences);
  for (const text of textsOf(chance)) t.diagnostic(`not the same in one run: ${text}`);

  const failed = native.steps.filter(({ result }) => result?.error);
  assert.deepEqual(failed.map(({ call, result }) => ({ call, ...result })), [], "every call succeeds without the wrapper");
  const calls = native.steps.slice(1);
  assert.deepEqual(calls.filter(({ sent }) => sent.length === 0).map(({ call }) => call), [], "every call sends something");

  const forecast = forecastDifferences(wrapped);
  Object.assign(row, {
    calls: calls.length,
    preflights: preflightsIn(wrapped),
    equal: differences.length + forecast.length === 0 ? "yes" : "no",
  });
  none(differences, "the page or the API notice the wrapper");
  none(forecast, "what was forecast is not what the API saw");
}

/** Fails with what was found; all of it rarely tells more than the beginning. */
function none(found, what) {
  if (found.length > 0) assert.fail([`${what}:`, ...textsOf(found)].join("\n  "));
}

function textsOf(found) {
  const texts = found.slice(0, SHOWN).map(({ call, what, expected, got }) =>
    `${call ?? "(all)"}: ${what}\n    expected ${JSON.stringify(expected)}\n    got      ${JSON.stringify(got)}`);
  if (found.length > SHOWN) texts.push(`and ${found.length - SHOWN} more`);
  return texts;
}

function table(rows) {
  const columns = ["name", "packages", "calls", "preflights", "equal"];
  const titles = Object.fromEntries(columns.map((column) => [column, column === "name" ? "library" : column]));
  const wide = Object.fromEntries(
    columns.map((column) => [column, Math.max(...[titles, ...rows].map((row) => String(row[column]).length))]),
  );
  const line = (row) => columns.map((column) => String(row[column]).padEnd(wide[column])).join("  ").trimEnd();
  const equal = rows.filter((row) => row.equal === "yes").length;
  return [line(titles), ...rows.map(line), `${equal} of ${rows.length} equal`].join("\n");
}
