// Whether a page that stays open keeps its memory: a million requests to a million URLs, none of which leaves the page.
// `node soak.mjs [--requests N] [--seconds N] [--json]`; the exit code is 1 if memory has grown, or a request was lost.
//
// --seconds  ends earlier if the machine is too busy for all requests, and judges those that were made

import { parseArgs } from "node:util";

import { launch } from "./browser.mjs";
import { bundleSoak } from "./bundles.mjs";
import { serve } from "./server.mjs";

const MB = 1024 * 1024;
/** What the heap and the module's memory together may have grown by. */
const LIMIT = 8 * MB;
/** Requests between two looks at the memory. */
const STEP = 50_000;
/** Requests in one turn. With more than 1000 the wrapper leaves some out. */
const CHUNK = 500;
/** Of how many turns one is followed by idle time until everything has been done. */
const IDLE_AFTER = 200;

const { values: options } = parseArgs({
  options: {
    requests: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "Infinity" },
    json: { type: "boolean", default: false },
  },
});
const requests = Number(options.requests);
const patience = Number(options.seconds) * 1000;

const server = await serve(await bundleSoak());
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${server.page}/`);
  await page.addScriptTag({ url: "/soak.js" });
  await page.addScriptTag({ url: "/wrapper.js" });
  await page.evaluate(() => soak.start(wrapper.install));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");

  const heap = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "JSHeapUsedSize").value;
  };
  const look = async () => ({ ...(await page.evaluate(() => soak.counts())), heap: await heap() });

  const began = performance.now();
  const looks = [await look()];
  while (looks.at(-1).requests < requests && performance.now() - began < patience) {
    const count = Math.min(STEP, requests - looks.at(-1).requests);
    await page.evaluate((plan) => soak.run(plan), { count, chunk: CHUNK, idleAfter: IDLE_AFTER });
    looks.push(await look());
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${looks.at(-1).requests} of ${requests}`);
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");

  const seconds = (performance.now() - began) / 1000;
  const [first] = looks;
  const last = looks.at(-1);
  const growth = last.heap + last.wasm - first.heap - first.wasm;
  const lost = last.requests - last.reports - last.unreported;
  const met = growth <= LIMIT && lost === 0 && last.active;
  if (options.json) {
    console.log(JSON.stringify({ ...last, lost, seconds, growth, limit: LIMIT, met, looks }, null, 2));
  } else {
    console.log("requests   reports    unreported  heap MB  wasm MB");
    for (const { requests, reports, unreported, heap, wasm } of looks) {
      const cells = [requests, reports, unreported].map((count) => String(count).padEnd(11));
      console.log([...cells, (heap / MB).toFixed(2).padStart(7), (wasm / MB).toFixed(2).padStart(8)].join(""));
    }
    console.log(`${seconds.toFixed(1)} s, ${((seconds * 1e6) / last.requests).toFixed(0)} µs per request, all that was put off included`);
    if (last.requests < requests) console.log(`! ended after ${options.seconds} s, with ${last.requests} of ${requests} requests`);
    if (lost > 0) console.log(`! ${lost} requests were neither reported nor counted as unreported`);
    if (!last.active) console.log("! the wrapper has stepped back");
    console.log(`${met ? "met  " : "UNMET"}  heap and WebAssembly memory grew by ${(growth / MB).toFixed(2)} of ${LIMIT / MB} MB`);
  }
  if (!met) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}
