// What wrapping fetch costs a page in Chromium. `node bench.mjs [--json] [--quick] [--strict] [--only NAME,…] [--skip PART,…]`
//
// --json    one document for programs instead of the table
// --quick   a fifth of the rounds
// --strict  exit code 1 if a bar is not met
// --only    competitors (native and cors-forecast always are there)
// --skip    parts: stub, aborted, network, xhr, install

import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";

import { launch } from "./browser.mjs";
import { bundleAll, competitors } from "./bundles.mjs";
import { measureFetch, measureInstall, measureXhr } from "./measure.mjs";
import { serve } from "./server.mjs";
import { bars, median, print, summarize } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
    only: { type: "string" },
    skip: { type: "string", default: "" },
  },
});

/** Calls are `rounds × batches × n`. More than 1000 in one turn, and cors-forecast does not report the others. */
const few = options.quick ? 3 : 15;
const PLANS = {
  stub: { rounds: few, cpuRounds: options.quick ? 1 : 5, batches: 2, n: 500 },
  aborted: { rounds: few, cpuRounds: 0, batches: 2, n: 250 },
  // No more than a browser keeps under way at once.
  network: { rounds: few, cpuRounds: options.quick ? 1 : 3, batches: 1, n: 50 },
};
const XHR = { rounds: few, n: 50 };
const FRESH_PAGES = options.quick ? 5 : 15;

const chosen = options.only?.split(",");
const skipped = options.skip.split(",");
const taking = competitors.filter(
  ({ name }) => !chosen || chosen.includes(name) || name === "native" || name === "cors-forecast",
);
const names = taking.map(({ name }) => name);
const titles = Object.fromEntries(taking.map(({ name, title }) => [name, title]));

const progress = (text) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
};

const server = await serve(await bundleAll(names));
const browser = await launch();
try {
  const origins = { page: server.page, api: server.api };
  const before = loadavg()[0];
  const shared = { browser, origins, progress };
  const measured = {};
  const seen = {};
  for (const [underlying, plan] of Object.entries(PLANS)) {
    if (skipped.includes(underlying)) continue;
    measured[underlying] = await measureFetch({ ...shared, names, underlying, plan });
    seen[underlying] = measured[underlying].seen;
  }
  const xhr = skipped.includes("xhr") ? undefined : await xhrOf(shared, seen);
  const install = skipped.includes("install") ? undefined : await installOf(shared);
  progress("");

  const cores = cpus().length;
  // The benchmark itself keeps one core busy at most.
  const load = Math.max(before, loadavg()[0]);
  const busy = load > cores;
  const summary = summarize(measured);
  const judged = bars({ summary, xhr, install, busy });
  const about = { browser: browser.version(), cores, cpu: cpus()[0]?.model, load, busy };
  if (options.json) {
    console.log(JSON.stringify({ about, summary, xhr, install, seen, bars: judged }, null, 2));
  } else {
    console.log(`Chromium ${about.browser}, ${about.cores} × ${about.cpu}`);
    if (busy) console.log(`! The machine is busy (load ${load.toFixed(1)}): times are too long, shares too small.`);
    print({ summary, xhr, install, bars: judged, seen, titles });
  }
  if (options.strict && judged.some(({ met }) => met === false)) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}

async function xhrOf(shared, seen) {
  const wrapping = taking.filter(({ name, xhr }) => xhr || name === "native").map(({ name }) => name);
  const { results, seen: counts } = await measureXhr({ ...shared, names: wrapping, plan: XHR });
  seen.xhr = counts;
  const rows = {};
  for (const name of wrapping) {
    const open = median(results[name].open);
    const send = median(results[name].send);
    const native = rows.native ?? { open, send };
    rows[name] = { open, send, added: open + send - native.open - native.send, seen: counts[name].seen };
  }
  return rows;
}

async function installOf(shared) {
  const results = await measureInstall({ ...shared, names, pages: FRESH_PAGES });
  const summary = {};
  for (const name of names) {
    const { load, install } = results[name];
    summary[name] = { load: median(load), install: median(install), least: Math.min(...install) };
  }
  return summary;
}
