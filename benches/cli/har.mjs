// How fast `cors-forecast har` reads, and what memory it takes, against JSON.parse of the same file in the same run.
//
//     node benches/cli/har.mjs [MEGABYTES]
//
// Each is a process of its own; the peak is that of its resident memory, as the system counts it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../../dist/pkg/dist/cli.js", import.meta.url));
const megabytes = Number(process.argv[2] ?? 200);
const REPEATS = 3;

const PEAK = `process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"));`;
const PARSE = `${PEAK}
const { readFileSync } = await import("node:fs");
const { log } = JSON.parse(readFileSync(process.argv[1], "utf8"));
process.stdout.write(String(log.entries.length));`;
const HAR = `${PEAK}
const [cli, file] = process.argv.slice(1);
process.argv = [process.argv[0], cli, "har", "--json", file];
await import(cli);`;

/** A script that a page has loaded. */
function scriptText(number, start) {
  const header = (name, value) => ({ name, value });
  return JSON.stringify({
    startedDateTime: new Date(start + number * 20).toISOString(),
    time: 12.5,
    _resourceType: "script",
    pageref: "page_1",
    request: { method: "GET", url: `https://app.example/assets/${number}.js`, headers: [header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")], queryString: [], cookies: [] },
    response: { status: 200, headers: [header("Content-Type", "text/javascript")], redirectURL: "", content: { size: 1, mimeType: "text/javascript", text: 'export function add(one, other) {\n  return `${one}` + "," + other;\n}\n'.repeat(100 + (number % 50) * 12) } },
    cache: {}, timings: { send: 0, wait: 12, receive: 0.5 },
  });
}

/** A call. Bodies are as an API's JSON is in a HAR: text in quotes, so full of escapes. */
function callText(number, start) {
  const rows = Array.from({ length: 40 + (number % 50) * 8 }, (_, row) => ({ id: number * 1000 + row, name: `Name "${row}"`, tags: ["a", "b\n"] }));
  const header = (name, value) => ({ name, value });
  const isPreflight = number % 10 === 0;
  // A preflight stands before the request that it is for.
  const id = (isPreflight ? number + 1 : number) % 400;
  const shared = [header("Origin", "https://app.example"), header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"), header("Accept", "*/*")];
  return JSON.stringify({
    startedDateTime: new Date(start + number * 20).toISOString(),
    time: 12.5,
    _resourceType: isPreflight ? "preflight" : "fetch",
    pageref: "page_1",
    request: {
      method: isPreflight ? "OPTIONS" : "PUT",
      url: `https://api.example/items/${id}?page=${id % 7}`,
      httpVersion: "h2",
      headers: isPreflight
        ? [...shared, header("Access-Control-Request-Method", "PUT"), header("Access-Control-Request-Headers", "content-type")]
        : [...shared, header("Content-Type", "application/json")],
      queryString: [], cookies: [], headersSize: -1, bodySize: 2,
      ...(isPreflight ? {} : { postData: { mimeType: "application/json", text: JSON.stringify(rows.slice(0, 10)) } }),
    },
    response: {
      status: isPreflight ? 204 : 200, statusText: "", httpVersion: "h2", cookies: [], redirectURL: "", headersSize: -1, bodySize: -1,
      headers: [header("Access-Control-Allow-Origin", "*"), header("Access-Control-Allow-Methods", "PUT"), header("Access-Control-Allow-Headers", "content-type"), header("Access-Control-Max-Age", "60")],
      content: isPreflight ? { size: 0, mimeType: "text/plain" } : { size: 1, mimeType: "application/json", text: JSON.stringify(rows) },
    },
    cache: {}, timings: { send: 0, wait: 12, receive: 0.5 },
  });
}

/** `share`: of how many entries one is a call. */
async function generate(path, share) {
  const out = createWriteStream(path);
  const start = Date.parse("2026-01-01T00:00:00Z");
  const pages = [{ startedDateTime: new Date(start).toISOString(), id: "page_1", title: "https://app.example/", pageTimings: {} }];
  out.write(`{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"browser":{"name":"Chrome","version":"149"},"pages":${JSON.stringify(pages)},"entries":[`);
  let entries = 0;
  for (let written = 0; written < megabytes * 1e6; entries++) {
    const text = (entries > 0 ? "," : "") + (entries % share === 0 ? callText(entries / share, start) : scriptText(entries, start));
    written += text.length;
    if (!out.write(text)) await once(out, "drain");
  }
  out.end("]}}");
  await once(out, "close");
  return entries;
}

async function measure(script, args) {
  const began = performance.now();
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (told += text));
  const [code] = await once(child, "close");
  const peak = /peak (\d+)/.exec(told);
  if (code !== 0 || !peak) throw new Error(`It ended with ${code}: ${told}`);
  return { seconds: (performance.now() - began) / 1000, megabytes: Number(peak[1]) / 1024 };
}

async function compare(file, share, what) {
  const entries = await generate(file, share);
  const size = statSync(file).size / 1e6;
  console.log(`${what}: ${size.toFixed(0)} MB, ${entries} entries`);
  const best = {};
  // In turns, so that a machine that is busy for a while is so for both.
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const [name, script, args] of [["JSON.parse", PARSE, [file]], ["har", HAR, [cli, file]]]) {
      const measured = await measure(script, args);
      if (!best[name] || measured.seconds < best[name].seconds) best[name] = measured;
    }
  }
  for (const [name, { seconds, megabytes: peak }] of Object.entries(best)) {
    console.log(`  ${name.padEnd(12)}${(size / seconds).toFixed(0).padStart(6)} MB/s${peak.toFixed(0).padStart(8)} MB peak`);
  }
  const { har, "JSON.parse": parse } = best;
  console.log(`  har is ${(parse.seconds / har.seconds).toFixed(2)} times as fast, with ${(har.megabytes / parse.megabytes).toFixed(2)} of the memory`);
}

const folder = mkdtempSync(join(tmpdir(), "cors-forecast-har-"));
try {
  console.log(`${REPEATS} times each, the fastest of them; Node ${process.versions.node}`);
  const file = join(folder, "generated.har");
  await compare(file, 6, "A page, one entry of six a call");
  await compare(file, 1, "Nothing but calls, each to be forecast");
} finally {
  rmSync(folder, { recursive: true });
}
