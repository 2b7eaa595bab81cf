// Opens a page for each competitor and measures them in turn, round after round, so that what slows the machine down for a
// while slows all of them down.

import { chromium } from "playwright-core";
import { existsSync } from "node:fs";

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Without these a headless Chromium calls home. */
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];

/** Launches Chromium: the one that the variable `CHROMIUM` names, else the first in a usual place. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) {
    throw new Error("No Chromium was found. Install one (`apt-get install chromium`), or set CHROMIUM to its path.");
  }
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: [...QUIET, ...(asRoot ? ["--no-sandbox"] : [])] });
}

/** A page of its own process, in which `name` is installed, over a stub if `stub`. Its errors end the benchmark. */
export async function openPage(browser, origins, name, { stub = false } = {}) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const failures = [];
  page.on("pageerror", (error) => failures.push(error));
  await page.goto(`${origins.page}/`);
  await page.addScriptTag({ url: "/harness.js" });
  if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error("the page's clock is a coarse one");
  if (stub) await page.evaluate(() => bench.stubFetch());
  await page.addScriptTag({ url: `/${name}.js` });
  await page.evaluate(() => bench.start(competitor));
  const cdp = await context.newCDPSession(page);
  // CPU time of the page's main thread, not the time that has passed.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });

  async function run(what, argument) {
    const result = await page.evaluate(([what, argument]) => bench[what](argument), [what, argument]);
    if (failures.length > 0) throw new Error(`${name}: ${failures[0].stack ?? failures[0]}`);
    return result;
  }

  return { name, page, cdp, run, close: () => context.close() };
}

/** What `work()` takes of the page's main thread, in µs of CPU time: tasks, and scripts among them. */
export async function cpu({ cdp }, work) {
  const read = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value * 1e6;
    return { task: of("TaskDuration"), script: of("ScriptDuration") };
  };
  const before = await read();
  await work();
  const after = await read();
  return { task: after.task - before.task, script: after.script - before.script };
}

/**
 * Measures one underlying fetch: `{ [scenario]: { [name]: { sync, blocked, cpu, script, now } } }`, each but `now` an array
 * with a value for each round.
 */
export async function measureFetch({ browser, origins, names, underlying, plan, progress }) {
  const { rounds, cpuRounds, batches, n } = plan;
  const pages = [];
  for (const name of names) pages.push(await openPage(browser, origins, name, { stub: underlying === "stub" }));
  const scenarios = await pages[0].page.evaluate(() => bench.scenarios);
  const results = {};

  async function sample(page, scenario, withCpu) {
    const found = [];
    const work = async () => {
      for (let i = 0; i < batches; i++) {
        const batch = await page.run("batch", { scenario, n, origins, aborted: underlying === "aborted" });
        if (!batch) return;
        found.push(batch);
        await page.run("rest");
      }
      // OpenTelemetry waits 300 ms for what the browser has to say of a request.
      if (withCpu) await page.run("rest", 350);
    };
    const used = withCpu ? await cpu(page, work) : void (await work());
    if (found.length === 0) return;
    const row = ((results[scenario] ??= {})[page.name] ??= { sync: [], blocked: [], cpu: [], script: [], now: true });
    for (const { sync, blocked } of found) {
      row.sync.push(sync);
      row.blocked.push(blocked);
    }
    row.now &&= found.every(({ now }) => now);
    if (used) row.cpu.push(used.task / (n * batches));
    if (used) row.script.push(used.script / (n * batches));
  }

  for (const page of pages) {
    for (const scenario of scenarios) await sample(page, scenario, false);
  }
  // The first round, in which everything is compiled, does not count.
  for (const scenario of scenarios) delete results[scenario];
  for (let round = 0; round < rounds; round++) {
    progress(`${underlying}: round ${round + 1} of ${rounds}`);
    for (const scenario of scenarios) {
      for (let i = 0; i < pages.length; i++) {
        // Each time another one begins.
        await sample(pages[(i + round) % pages.length], scenario, round < cpuRounds);
      }
    }
  }
  const seen = {};
  for (const page of pages) seen[page.name] = await page.run("seen");
  await Promise.all(pages.map((page) => page.close()));
  return { results, seen };
}

/** XMLHttpRequest, over the network: `{ [name]: { open, send } }`. */
export async function measureXhr({ browser, origins, names, plan, progress }) {
  const pages = [];
  for (const name of names) pages.push(await openPage(browser, origins, name));
  const results = {};
  for (let round = -1; round < plan.rounds; round++) {
    progress(`xhr: round ${round + 1} of ${plan.rounds}`);
    for (let i = 0; i < pages.length; i++) {
      const page = pages[(i + round + 1) % pages.length];
      const batch = await page.run("batchXhr", { n: plan.n, origins });
      await page.run("rest");
      if (round < 0) continue;
      const row = (results[page.name] ??= { open: [], send: [] });
      row.open.push(batch.open);
      row.send.push(batch.send);
    }
  }
  const seen = {};
  for (const page of pages) seen[page.name] = await page.run("seen");
  await Promise.all(pages.map((page) => page.close()));
  return { results, seen };
}

/** How long a script takes until it has run, and installing until it has returned, in fresh pages; in ms. */
export async function measureInstall({ browser, origins, names, pages, progress }) {
  const results = {};
  for (let round = 0; round < pages; round++) {
    progress(`install: page ${round + 1} of ${pages}`);
    for (const name of names) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${origins.page}/`);
      const times = await page.evaluate(async (path) => {
        const script = document.createElement("script");
        const text = await (await fetch(path)).text();
        // Inline, so that it runs at once.
        script.textContent = text;
        const start = performance.now();
        document.head.append(script);
        const loaded = performance.now();
        globalThis.competitor.install();
        return { load: loaded - start, install: performance.now() - loaded };
      }, `/${name}.js`);
      const row = (results[name] ??= { load: [], install: [] });
      row.load.push(times.load);
      row.install.push(times.install);
      await context.close();
    }
  }
  return results;
}
