// The command line, each line as it stands, in one folder after the other.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { har, twoPuts } from "../../cli/recordings.mjs";
import { freshApp, run } from "../bench.mjs";

const PRINTED = "Access to fetch at 'https://api.example/a' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.\n";
const CURL = "curl 'https://api.example/items/1' -X PUT -H 'Origin: https://app.example' -H 'X-Request-Id: 1'\n";

const LOG = ["OPTIONS", "PUT"].map((method) => `192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] "${method} /items/1 HTTP/1.1" 204 0 "-" "Mozilla/5.0"\n`).join("");

/** What each line is, by how it begins; what it says, how it ends, and what it leaves. */
const LINES = [
  { begins: "explain  ", input: CURL, says: /OPTIONS https:\/\/api\.example\/items\/1/ },
  { begins: "explain https", says: /OPTIONS https:\/\/api\.example\/items\/1/ },
  { begins: "probe https", says: /204|200/, probes: true },
  { begins: "har recording.har", says: /preflight/ },
  { begins: "check --budget cors-forecast.json --update", says: /cors-forecast\.json/, leaves: ["cors-forecast.json"] },
  { begins: "check --budget cors-forecast.json recording.har", says: /./, leaves: ["cors.sarif", "cors.xml"] },
  { begins: "config recording.har", says: /app\.use\(cors\(/ },
  { begins: "decode  ", input: PRINTED, says: /allow-origin-missing/ },
  { begins: "log access.log", says: /1 preflights/ },
];

export const runs = [
  {
    mark: "npx cors-forecast explain",
    async run(bench, code) {
      const app = await freshApp(bench, { "recording.har": JSON.stringify(har(twoPuts())), "access.log": LOG });
      const lines = code.trim().split("\n");
      assert.equal(lines.length, LINES.length);
      for (const [at, { begins, input = "", says, probes, leaves = [] }] of LINES.entries()) {
        assert.ok(lines[at].startsWith(`npx cors-forecast ${begins}`), lines[at]);
        // The API on this machine has no certificate, and so a page from https: can't have it.
        const line = probes ? lines[at].replace("https://api.example", bench.api).replace("https://app.", "http://app.") : lines[at];
        const running = run(line, app);
        running.stdin.end(input);
        assert.equal(await running.code, 0, `${line}\n${running.said}`);
        assert.match(running.said, says);
        for (const file of leaves) assert.ok((await readFile(join(app, file), "utf8")).length > 0, file);
      }
    },
  },
  {
    mark: "import { AccessLog }",
    async run(bench, code) {
      const repeated = Array.from({ length: 6 }, (_, at) => LOG.replaceAll("12:00:00", `12:0${at}:00`)).join("");
      const told = "\nconsole.log(JSON.stringify({ options, share, endpoints, findings }));\n";
      const app = await freshApp(bench, { "access.log": repeated, "run.mjs": `${code}${told}` });
      const running = run("node run.mjs", app);
      running.stdin.end();
      assert.equal(await running.code, 0, running.said);
      const { options, share, endpoints, findings } = JSON.parse(running.said);
      assert.deepEqual([options.preflights, options.unpaired, share], [6, 0, 50]);
      assert.equal(endpoints[0].lasting.repeats, 5);
      assert.match(findings[0].text, /^5 preflights for \/items\/:id were repeats/);
    },
  },
];
