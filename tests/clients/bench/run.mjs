// Runs a client's calls in a fresh page, one after the other, and notes for each what the page and the API saw.

import { apiServer } from "./api.mjs";
import { pageServer } from "./pages.mjs";
import { launch } from "../../browser/support.mjs";

/** Milliseconds in which a call must have ended. */
const PATIENCE = 30_000;

/** A page server and a Chromium: `{ run(client, variant, options), close() }`. Each run has an API of its own. */
export async function startBench(folder) {
  const started = await Promise.allSettled([pageServer(folder), launch()]);
  const close = () => Promise.all(started.map(({ value }) => value?.close()));
  const failed = started.find(({ status }) => status === "rejected");
  if (failed) {
    await close();
    throw failed.reason;
  }
  const [pages, browser] = started.map(({ value }) => value);
  return { run: (client, variant, options) => run({ pages, browser }, client, variant, options), close };
}

/**
 * What came of it, `{ apiOrigin, steps, errors, installation }`. A step is `{ call, result, sent, reports, inOrder }`,
 * the first of them what the client does unasked when it is loaded; `errors` are those that nobody has caught.
 */
async function run({ pages, browser }, client, variant, { wrapped }) {
  const [api, context] = await Promise.all([apiServer(), browser.newContext()]);
  try {
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${pages.origin}/`);
    await page.evaluate(keepFetch);
    if (wrapped) await page.evaluate(installWrapper, `${pages.origin}/pkg/dist/standalone.js`);

    const place = { api: `${api.origin}/${client.name}`, origin: api.origin };
    const steps = [];
    const step = async (call, action, argument) => {
      const result = await within(PATIENCE, page.evaluate(action, argument), `${client.name}: ${call}`);
      await settle(page, api);
      const reports = wrapped ? await page.evaluate(newReports) : [];
      // Requests to several URLs are never compared in their order; those to one are, unless they are sent at once.
      const inOrder = !/\bat once\b/.test(call);
      steps.push({ call, result, sent: api.take(), reports, inOrder });
      return result;
    };

    const url = `${pages.origin}/bundles/${client.name}.js`;
    const calls = await step("(loading)", load, { url, variant, place });
    for (const call of calls) await step(call, make, call);
    const installation = wrapped ? await page.evaluate(stateOfWrapper) : undefined;
    return { apiOrigin: api.origin, steps, errors, installation };
  } finally {
    await Promise.all([context.close(), api.close()]);
  }
}

/**
 * Waits until nothing more comes: nothing is open at the API, and nothing new has arrived while the page asked its own
 * server for something, twice. On a busy machine that takes as long as what the client may still have under way.
 */
async function settle(page, api) {
  let before;
  do {
    before = api.arrived();
    await api.quiet();
    await page.evaluate(goThereAndBack);
  } while (api.arrived() !== before);
}

// These are evaluated in the page.

function keepFetch() {
  const { fetch } = window;
  window.benchFetch = (url) => fetch(url);
}

async function goThereAndBack() {
  for (let times = 0; times < 2; times++) await (await window.benchFetch("/")).text();
}

async function installWrapper(url) {
  const { install } = await import(url);
  // What the API sees is compared with whole URLs.
  window.benchInstallation = install({ redact: (url) => url });
}

async function load({ url, variant, place }) {
  const variants = await import(url);
  window.benchCalls = await variants[variant](place);
  return Object.keys(window.benchCalls);
}

/** Makes a call; `null` stands for nothing, and an error for what a page would see of it. */
async function make(name) {
  try {
    return { value: (await window.benchCalls[name]()) ?? null };
  } catch (error) {
    return { error: `${error?.name}: ${error?.message ?? String(error)}` };
  }
}

/** Reports come in the order of calls; those that were there before are not given again. */
function newReports() {
  const reports = window.benchInstallation.reports();
  const news = reports.slice(window.benchReported ?? 0);
  window.benchReported = reports.length;
  return news;
}

function stateOfWrapper() {
  const { active, unreported } = window.benchInstallation;
  return { active, unreported };
}

async function within(milliseconds, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
