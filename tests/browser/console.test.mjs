// What the three browsers' consoles print today is read for what it was: a scene of each kind, played anew. All of them are
// recorded in `tests/vectors/console/`, by `console/record.mjs`.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import { play } from "./console/play.mjs";
import { SCENES } from "./console/scenes.mjs";
import { ENGINES } from "./engines.mjs";
import { packageFolder } from "./support.mjs";

const { decodeConsoleError } = await import(pathToFileURL(join(packageFolder, "dist/standalone.js")));

const PLAYED = [
  "missing-404", "wildcard", "multiple-lines", "mismatch-slash", "credentials-false", "preflight-missing", "preflight-405",
  "preflight-301", "method", "header", "methods-unparsable", "headers-unparsable", "redirect-target", "redirect-user", "scheme", "xhr-method",
];

describe("consoles", { concurrency: 1 }, () => {
  for (const engine of ENGINES) {
    test(engine, { timeout: 300_000 }, async () => {
      const { rows } = await play(engine, SCENES.filter(({ name }) => PLAYED.includes(name)));
      assert.equal(rows.length, PLAYED.length);
      for (const { name, code, urls, printed } of rows) {
        const errors = decodeConsoleError(printed.join("\n"));
        const told = `${name}: ${JSON.stringify(errors, null, 1)}\n${printed.join("\n")}`;
        assert.equal(errors.length, 1, told);
        assert.equal(errors[0].engine, engine, told);
        assert.ok([errors[0].code, ...errors[0].alsoPossible].includes(code), told);
        assert.ok(urls.includes(errors[0].url), told);
      }
    });
  }
});
