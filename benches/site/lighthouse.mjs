// What Lighthouse says of each page of the demo, with its profile of a slow phone: `node lighthouse.mjs [--json] [page …]`.
// Exit code 1 if a category is below 95 or a page takes longer than a second to show its content.

import { parseArgs } from "node:util";

import lighthouse from "lighthouse";

import { launch, serve } from "../../tests/browser/support.mjs";

const PAGES = ["index", "cache", "gallery", "decode", "server", "proof"];
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const METRICS = {
  "first-contentful-paint": "first content, ms",
  "largest-contentful-paint": "largest content, ms",
  "total-blocking-time": "blocked, ms",
  "cumulative-layout-shift": "layout shift",
  "total-byte-weight": "bytes",
};
const LEAST = 95;
const LONGEST = 1000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" } } });
// Lighthouse drives the browser by its debugging port.
const port = 9300 + (process.pid % 500);
const [server, browser] = await Promise.all([serve(), launch([`--remote-debugging-port=${port}`])]);
const rows = [];
try {
  for (const page of positionals.length > 0 ? positionals : PAGES) {
    const { lhr } = await lighthouse(`${server.page}/${page}.html`, { port, onlyCategories: CATEGORIES, logLevel: "error" });
    const row = { page };
    for (const name of CATEGORIES) row[name] = Math.round((lhr.categories[name].score ?? 0) * 100);
    for (const [id, name] of Object.entries(METRICS)) row[name] = Math.round(lhr.audits[id].numericValue * 100) / 100;
    row.failed = Object.values(lhr.audits)
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative")
      .map(({ id }) => id);
    rows.push(row);
  }
} finally {
  await Promise.all([browser.close(), server.close()]);
}
if (values.json) console.log(JSON.stringify(rows, null, 2));
else console.table(rows.map(({ failed, ...row }) => ({ ...row, "below 0.9": failed.join(" ") })));
const isSlow = (row) => row[METRICS["first-contentful-paint"]] > LONGEST;
if (rows.some((row) => isSlow(row) || CATEGORIES.some((name) => row[name] < LEAST))) process.exitCode = 1;
