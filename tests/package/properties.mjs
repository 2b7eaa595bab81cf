// What the files of properties share. FAST_CHECK_SEED and FAST_CHECK_RUNS look further than the run that is the same each time.

import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import fc from "fast-check";

// The sources, beside what the build makes for them.
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "cors-forecast-properties-"));
after(() => rmSync(folder, { recursive: true }));
cpSync(join(root, "pkg-template/dist"), folder, { recursive: true });
cpSync(join(root, "dist/pkg/dist/watch-wasm.js"), join(folder, "watch-wasm.js"));
cpSync(join(root, "tests/package/package.json"), join(folder, "package.json"));
symlinkSync(join(root, "xtask/npm/node_modules"), join(folder, "node_modules"), "junction");

/** A source by its name. */
export const source = (name) => import(pathToFileURL(join(folder, `${name}.js`)));

const { FAST_CHECK_SEED: seed = 1, FAST_CHECK_RUNS: runs } = process.env;
export const PAGE = "https://app.example";

/** A test of this name: the property holds of whatever is drawn. */
export function hold(name, ...property) {
  const numRuns = Number(runs ?? 300);
  test(name, () => fc.assert(fc.property(...property), { seed: Number(seed), numRuns, endOnFailure: false }));
}

/** What is likely, and now and then any JSON in its place. */
export const mostly = (likely) => fc.oneof({ weight: 9, arbitrary: likely }, fc.jsonValue());
/** A text with whatever characters there are. */
export const anything = fc.string({ unit: "binary", maxLength: 8 });
export const token = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
export const line = fc.string({ unit: fc.constantFrom(..."abc019 '\"\\^%$`&|<>!()[]{}~#;,é"), maxLength: 20 });
