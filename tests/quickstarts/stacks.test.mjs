// Where the README says that the line goes: `cargo xtask matrix` runs apps of all these, and has it in the very same file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { TOOLS } from "../matrix/tools.mjs";
import { codeIn, table } from "./readme.mjs";

/** By how a row of the README begins, the tools of the matrix that show it. Each tool is somewhere. */
const SHOWN_BY = {
  "Vite,": ["vite", "vite-7", "vite-react", "vite-vue", "vite-svelte"],
  "webpack,": ["webpack", "rspack", "rsbuild"],
  "esbuild,": ["rollup", "esbuild", "parcel"],
  "Next.js": ["next"],
  "a worker": ["worker"],
  "import map,": ["import-map"],
  "no bundler": ["script-tag"],
};

/** Those that no tool of the matrix shows, a list that only shrinks. */
const NOT_SHOWN = ["Nuxt", "SvelteKit", "Astro", "Angular"];

const ROWS = table("app", "file", "line").map(([app, file, line]) => ({ app, file: codeIn(file)[0], line: codeIn(line)[0] }));

/** A tool's text, and what begins a file of its own that imports the package: nothing if it leaves the matrix's app as it is. */
async function textOf(tool) {
  const text = await readFile(new URL(`../matrix/tools/${tool}.mjs`, import.meta.url), "utf8");
  return { text, isOwn: text.includes("cors-forecast") };
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Whether a file of that name begins with the line, among those that a tool writes, or in the app that all share. */
async function begins(tool, file, line) {
  const { text, isOwn } = await textOf(tool);
  if (isOwn) return new RegExp(`"${escaped(file)}"\\)?[:,]\\s*["'\`]${escaped(line)}`).test(text);
  return (await readFile(new URL(`../matrix/app/${file}`, import.meta.url), "utf8")).startsWith(`${line}\n`);
}

describe("the table of apps", () => {
  for (const [name, tools] of Object.entries(SHOWN_BY)) {
    const rows = ROWS.filter(({ app }) => app.startsWith(name));
    test(`${name.replace(",", "")} has a row`, () => assert.equal(rows.length, 1));
    for (const tool of tools) {
      test(`${tool} has the line where it says`, async () => {
        const [{ file, line }] = rows;
        // A page, and whatever path the script has there.
        if (!file) assert.match((await textOf(tool)).text, /<script src="[^"]*"><\/script>[^]*<title>|<script>import/);
        else assert.ok(await begins(tool, file, line), `no ${file} begins with ${line}`);
      });
    }
  }

  test("has no other row", () => {
    const known = [...Object.keys(SHOWN_BY), ...NOT_SHOWN];
    assert.deepEqual(ROWS.filter(({ app }) => !known.some((name) => app.startsWith(name))), []);
  });

  test("has a row for each tool of the matrix", () => {
    const shown = Object.values(SHOWN_BY).flat();
    assert.deepEqual(TOOLS.filter((tool) => !shown.includes(tool)), [], "name it in SHOWN_BY, and its stack in the README");
  });
});
