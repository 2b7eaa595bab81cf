// Chromium, and a page of it in which a competitor is installed.

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
