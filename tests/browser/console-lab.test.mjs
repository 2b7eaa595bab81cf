// What the browsers' consoles print of exchanges that fail is read as what the core says of them. Every fifth here;
// `console/lab/run.mjs` does them all.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { readConsole, table } from "./console/lab/run.mjs";
import { ENGINES } from "./engines.mjs";

describe("failures of the lab, as consoles print them", () => {
  for (const engine of ENGINES) {
    test(engine, { timeout: 300_000 }, async (context) => {
      const tally = await readConsole(engine, 5);
      context.diagnostic(table([tally]).join());
      assert.deepEqual(tally.wrong, []);
      assert.ok(tally.told > 90, `${tally.told} are read`);
    });
  }
});
