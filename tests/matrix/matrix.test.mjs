// The tools that most apps are built with; `cargo xtask matrix` takes all.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { develops, leavesNothing, startMatrix } from "./cells.mjs";
import { QUICK } from "./tools.mjs";

let matrix;
before(async () => {
  matrix = await startMatrix();
});
after(() => matrix?.close());

for (const tool of QUICK) {
  describe(tool, { timeout: 300_000 }, () => {
    test("the forecast is printed in development", () => develops(matrix, tool));
    test("no byte of ours is in a production build", async () => assert.ok((await leavesNothing(matrix, tool)) < 10_000));
  });
}
