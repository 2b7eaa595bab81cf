// Measures competitors in turn, round after round, so that what slows the machine down for a while slows all of them down.

import { openPage } from "./browser.mjs";

/** What `work()` takes of the page's main thread, in µs of CPU time. */
async function cpuOf({ cdp }, work) {
  const read = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1e6;
  };
  const before = await read();
  await work();
  return (await read()) - before;
}

/**
 * Measures one underlying fetch: `{ [scenario]: { [name]: { sync, blocked, cpu, now } } }`, each but `now` an array
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
    const used = withCpu ? await cpuOf(page, work) : await work();
    if (found.length === 0) return;
    const row = ((results[scenario] ??= {})[page.name] ??= { sync: [], blocked: [], cpu: [], now: true });
    for (const { sync, blocked } of found) {
      row.sync.push(sync);
      row.blocked.push(blocked);
    }
    row.now &&= found.every(({ now }) => now);
    if (used) row.cpu.push(used / (n * batches));
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
