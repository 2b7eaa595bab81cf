// The code of the READMEs, each block as it stands there in a fresh app; and none that nobody runs.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { startBench } from "./bench.mjs";
import { blocks, projectBlocks } from "./readme.mjs";
import { runs as commands } from "./runs/commands.mjs";
import { runs as inConsole } from "./runs/console.mjs";
import { projectRuns, runs as forecaster } from "./runs/forecaster.mjs";
import { runs as servers } from "./runs/servers.mjs";
import { runs as testing } from "./runs/testing.mjs";

/** Each runs the block that holds its mark. */
const RUNS = [...inConsole, ...servers, ...commands, ...testing, ...forecaster];
const AUTO = RUNS.filter(({ mark }) => mark.includes("cors-forecast/auto"));

const READMES = [
  { name: "the package's README", blocks, runs: RUNS },
  // Rust's are documentation tests, and `cargo xtask` is what runs this.
  { name: "the project's README", blocks: projectBlocks.filter(({ language }) => language === "js"), runs: [...AUTO, ...projectRuns] },
];

let bench;
before(async () => {
  bench = await startBench();
});
after(() => bench?.close());

for (const { name, blocks, runs } of READMES) {
  describe(name, { timeout: 600_000 }, () => {
    for (const { language, code, line, heading } of blocks) {
      test(`${heading}: ${language} of line ${line}`, { timeout: 300_000 }, async () => {
        const [one, ...others] = runs.filter(({ mark }) => code.includes(mark));
        assert.ok(one, "nobody runs this block; add it to those in runs/");
        assert.deepEqual(others, []);
        await bench.with(() => one.run(bench, code));
      });
    }

    for (const { mark } of runs) {
      test(`one block has ${JSON.stringify(mark)}`, () => assert.equal(blocks.filter(({ code }) => code.includes(mark)).length, 1));
    }
  });
}
