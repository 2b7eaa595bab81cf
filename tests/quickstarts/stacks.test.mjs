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
  "Next.js": ["next", "next-webpack"],
  Nuxt: ["nuxt"],
  SvelteKit: ["sveltekit-2", "sveltekit-3"],
  Astro: ["astro"],
  Angular: ["angular"],
  "a worker": ["worker"],
  "import map,": ["import-map"],
  "no bundler": ["script-tag"],
};

/** Rows that no tool shows yet: a list that only shrinks. */
const NOT_SHOWN = ["Nuxt", "SvelteKit", "Astro", "Angular"];

/** Where there is no page, and so no line to put anywhere. */
const WITHOUT_PAGE = ["vitest", "jest", "node-import", "node-require", "deno"];

const ROWS = table("app", "file", "line").map(([app, file, line]) => ({ app, file: codeIn(file)[0], line: codeIn(line)[0] }));

const read = (path) => readFile(new URL(`../matrix/${path}`, import.meta.url), "utf8");

/** A tool's text, with that of what it shares with others. */
async function textOf(name) {
  const text = await read(`tools/${name}`);
  const shared = [...text.matchAll(/from "\.\/([\w-]+\.mjs)"/g)].map(([, name]) => textOf(name));
  return [text, ...(await Promise.all(shared))].join("\n");
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Whether the line is the first of that file, among those that a tool writes, or in the app that all share. */
async function isFirst(tool, { file, line }) {
  const text = await textOf(`${tool}.mjs`);
  if (file === undefined) return /<script src="[^"]*"><\/script>[^"']*<title>/.test(text);
  if (file === "<script>") return new RegExp(`<script>\\s*${escaped(line)}`).test(text);
  if (text.includes("cors-forecast")) return new RegExp(`"${escaped(file)}"\\)?[:,]\\s*["'\`]${escaped(line)}`).test(text);
  return (await read(`app/${file}`)).startsWith(`${line}\n`);
}

describe("the table of apps", () => {
  for (const [name, tools] of Object.entries(SHOWN_BY)) {
    const rows = ROWS.filter(({ app }) => app.startsWith(name));
    const there = tools.filter((tool) => TOOLS.includes(tool));
    test(`${name.replace(",", "")} has a row, and an app that shows it`, () => {
      assert.equal(rows.length, 1);
      assert.ok(there.length > 0 || NOT_SHOWN.includes(name), "cargo xtask matrix has no such app");
    });
    for (const tool of there) {
      test(`${tool} has the line where it says`, async () => {
        assert.ok(await isFirst(tool, rows[0]), `no ${rows[0].file ?? "page"} begins with ${rows[0].line}`);
      });
    }
  }

  test("has no other row", () => {
    const names = Object.keys(SHOWN_BY);
    assert.deepEqual(ROWS.filter(({ app }) => !names.some((name) => app.startsWith(name))), []);
  });

  test("has a row for each tool of the matrix", () => {
    const known = [...Object.values(SHOWN_BY).flat(), ...WITHOUT_PAGE];
    assert.deepEqual(TOOLS.filter((tool) => !known.includes(tool)), [], "name it in SHOWN_BY, and its stack in the README");
  });
});
