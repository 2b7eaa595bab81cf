// The command line, each line as it stands, in one folder after the other.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { har, twoPuts } from "../../cli/recordings.mjs";
import { freshApp, run } from "../bench.mjs";

const PRINTED = "Access to fetch at 'https://api.example/a' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.\n";
const CURL = "curl 'https://api.example/items/1' -X PUT -H 'Origin: https://app.example' -H 'X-Request-Id: 1'\n";

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
];

export const runs = [
  {
    mark: "npx cors-forecast explain",
    async run(bench, code) {
      const app = await freshApp(bench, { "recording.har": JSON.stringify(har(twoPuts())) });
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
];
