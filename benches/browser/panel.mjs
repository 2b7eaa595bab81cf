// What the panel costs a page in Chromium: frames while its list of 50,000 calls is scrolled and calls go on, and what it adds to
// each call, closed and open. `node panel.mjs [--calls N] [--seconds N] [--json]`; `cargo xtask build` comes first.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const folder = fileURLToPath(new URL("../../dist/pkg/dist", import.meta.url));
/** Calls of one measurement of what each costs, and how often each kind of page is measured. */
const COSTED = 6000;
const TIMES = 5;
/** One that is longer has left out a frame at 60 a second. */
const FRAME = 1000 / 60;

const { values: options } = parseArgs({
  options: {
    calls: { type: "string", default: "50000" },
    seconds: { type: "string", default: "10" },
    json: { type: "boolean", default: false },
  },
});

const scripts = new Map();
for (const name of (await readdir(folder)).filter((name) => name.endsWith(".js"))) scripts.set(`/pkg/${name}`, await readFile(join(folder, name), "utf8"));
scripts.set("/panel.js", await readFile(new URL("page/panel.mjs", import.meta.url), "utf8"));

const server = await serve(scripts);
const browser = await launch();

/** A page with `entry` of the package, and its console's errors. */
async function open(entry) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(`${server.page}/`);
  await page.addScriptTag({ url: "/panel.js" });
  await page.evaluate((entry) => bench.start(entry), entry && `/pkg/${entry}`);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
  };
  return { page, busy, close: () => context.close() };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const median = (numbers) => at([...numbers].sort((one, other) => one - other), 0.5);

function summed(frames, busy) {
  const sorted = [...frames].sort((one, other) => one - other);
  const share = (limit) => frames.filter((time) => time <= limit).length / frames.length;
  return {
    frames: frames.length,
    perSecond: (1000 * frames.length) / frames.reduce((sum, time) => sum + time, 0),
    // The clock of frames trembles by some tenths of a millisecond.
    onTime: share(FRAME + 1),
    notLeftOut: share(1.5 * FRAME),
    p50: at(sorted, 0.5),
    p95: at(sorted, 0.95),
    longest: sorted.at(-1),
    busy: busy / frames.length,
  };
}

/** Frames while it is scrolled and 100 calls a second go on; `entry` undefined: those of a page that does nothing. */
async function scrolled(entry, calls) {
  const { page, busy, close } = await open(entry);
  if (entry) {
    await page.evaluate((calls) => bench.fill(calls), calls);
    await page.evaluate(() => bench.show("timeline"));
  }
  await page.waitForTimeout(1000);
  const before = await busy();
  const frames = await page.evaluate((milliseconds) => bench.scroll(milliseconds), 1000 * Number(options.seconds));
  const result = { ...summed(frames, (await busy()) - before), ...(await page.evaluate(() => bench.rows())) };
  await close();
  if (entry && !result.length) throw new Error("the panel is gone; its list was to be scrolled");
  return result;
}

/** Microseconds of the main thread for each call, all that is put off included, and of the calls themselves. */
async function costOf({ entry, isOpen }) {
  const { page, busy, close } = await open(entry);
  await page.evaluate(() => bench.fill(2000));
  if (isOpen) await page.evaluate(() => bench.show("timeline"));
  const before = await busy();
  const { called } = await page.evaluate((count) => bench.spread(count), COSTED);
  const whole = (await busy()) - before;
  await close();
  return { whole: (1000 * whole) / COSTED, called };
}

const KINDS = {
  auto: { entry: "auto.development.js" },
  closed: { entry: "panel.development.js" },
  open: { entry: "panel.development.js", isOpen: true },
};

try {
  const frames = { nothing: await scrolled(undefined), panel: await scrolled("panel.development.js", Number(options.calls)) };
  const costs = Object.fromEntries(Object.keys(KINDS).map((name) => [name, []]));
  for (let turn = 0; turn < TIMES; turn++) for (const [name, kind] of Object.entries(KINDS)) costs[name].push(await costOf(kind));
  const cost = Object.fromEntries(Object.entries(costs).map(([name, runs]) => [name, { whole: median(runs.map(({ whole }) => whole)), called: median(runs.map(({ called }) => called)) }]));
  if (options.json) {
    console.log(JSON.stringify({ frames, cost }, null, 2));
  } else {
    for (const [name, of] of Object.entries(frames)) {
      const { frames, perSecond, onTime, notLeftOut, p50, p95, longest, busy, length = 0, nodes = 0 } = of;
      const percent = (share) => `${(100 * share).toFixed(1)} %`;
      console.log(`${name}: ${frames} frames, ${perSecond.toFixed(1)} a second; on time ${percent(onTime)}, none left out ${percent(notLeftOut)}`);
      console.log(`  p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${longest.toFixed(1)} ms; main thread busy for ${busy.toFixed(2)} ms a frame; ${length} rows, ${nodes} of them nodes`);
    }
    for (const [name, { whole, called }] of Object.entries(cost)) console.log(`${name.padEnd(7)} ${whole.toFixed(1)} µs of the main thread for each call, ${called.toFixed(2)} µs in the call itself`);
  }
} finally {
  await browser.close();
  await server.close();
}
