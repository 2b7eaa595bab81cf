// Plays the demo page once as a person would, prints its comparison, and fails if a forecast differs from what was
// observed: `node demo-check.mjs <page-url>`. Exit code 2: it could not be played at all.

import { pathToFileURL } from "node:url";

import { launch } from "./support.mjs";

/** Fewer different requests than these would not show much. */
const MINIMUM = 60;
/** How long the whole run may take, in milliseconds. */
const PATIENCE = 300_000;

const COLUMNS = [
  ["id", 26],
  ["request", 44],
  ["forecast", 38],
  ["observed", 38],
];

/** Presses "Run all" on an open page; `onRow(row)` hears of each request as it is compared. */
export async function playAll(page, onRow = () => {}) {
  await page.locator("#run-all:enabled").click();
  const end = Date.now() + PATIENCE;
  const told = new Set();
  for (;;) {
    const { rows, done, message } = await page.evaluate(readPage);
    for (const row of rows) {
      if (told.has(row.id)) continue;
      told.add(row.id);
      onRow(row);
    }
    if (done) return rows;
    if (message) throw new Error(message);
    if (Date.now() > end)
      throw new Error(`After ${PATIENCE / 1000} seconds only ${rows.length} requests were compared.`);
    await page.waitForTimeout(200);
  }
}

/** Runs in the page: what the tables show. */
function readPage() {
  const counts = document.querySelector("#counts");
  const text = (line, selector) => line.querySelector(selector)?.textContent?.trim() ?? "";
  const rows = [...document.querySelectorAll("#presets tr.step")]
    .filter((line) => line.dataset.state === "equal" || line.dataset.state === "different")
    .map((line) => ({
      id: line.dataset.step,
      request: line.dataset.request,
      forecast: [text(line, ".forecast .verdict"), text(line, ".forecast .sequence")].filter(Boolean).join(": "),
      observed: text(line, ".observed .sequence"),
      equal: line.dataset.state === "equal",
      differences: [...line.nextElementSibling.querySelectorAll(".differences > li")].map((item) => item.textContent),
    }));
  const busy = document.querySelector("#run-all").disabled;
  const stopped = !busy && counts.dataset.state !== "done";
  return { rows, done: !busy && !stopped, message: stopped ? counts.textContent : undefined };
}

/** How many of the requests are not repetitions of each other. */
export function distinct(rows) {
  return new Set(rows.map(({ request }) => request)).size;
}

function cells(values) {
  return COLUMNS.map(([, width], index) => {
    const value = values[index];
    return (value.length > width ? `${value.slice(0, width - 1)}…` : value).padEnd(width);
  }).join("  ");
}

function printRow({ id, request, forecast, observed, equal, differences }) {
  console.log(`${cells([id, request, forecast, observed])}  ${equal ? "ok" : "DIFFERENT"}`);
  for (const difference of differences) console.log(`    ${difference}`);
}

async function check(url) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(Object.assign(new URL(url), { pathname: "/proof.html" }).href);
    console.log(`${cells(COLUMNS.map(([name]) => name))}  ok`);
    const printed = new Map();
    const rows = await playAll(page, (row) => {
      printed.set(row.id, row.equal);
      printRow(row);
    });
    // A request that came too late may have changed a row that is printed already.
    for (const row of rows) if (row.equal !== printed.get(row.id)) printRow(row);

    const equal = rows.filter((row) => row.equal).length;
    console.log(`\n${rows.length} requests, ${equal} equal, ${rows.length - equal} different`);
    if (distinct(rows) < MINIMUM) {
      console.log(`Only ${distinct(rows)} of them differ from each other; it takes ${MINIMUM} to pass.`);
      return 1;
    }
    return equal === rows.length ? 0 : 1;
  } finally {
    await browser.close();
  }
}

/** An error's first line, without the name of the call that failed. */
function sentence({ message }) {
  return message.split("\n", 1)[0].replace(/^[\w.]+: /, "");
}

async function main([url]) {
  if (!url) {
    console.error("Which page? node demo-check.mjs http://localhost:8080 (`cargo xtask demo --check` does all of it)");
    return 2;
  }
  try {
    return await check(url);
  } catch (error) {
    console.error(`The demo could not be checked. ${sentence(error)}`);
    return 2;
  }
}

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) process.exitCode = await main(process.argv.slice(2));
