// What the READMEs hold, read from the files themselves: no test has a copy of it.

import { readFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** Each block of code, as `{ language, code, line, heading }`; `line` is where it stands. */
function blocksOf(path) {
  const blocks = [];
  let heading = "";
  let open;
  read(path).split("\n").forEach((content, at) => {
    if (open) {
      if (content !== "```") return void open.lines.push(content);
      const { lines, ...block } = open;
      blocks.push({ ...block, code: `${lines.join("\n")}\n` });
      open = undefined;
    } else if (content.startsWith("```")) open = { language: content.slice(3), line: at + 1, heading, lines: [] };
    else if (content.startsWith("#")) heading = content.replace(/^#+ /, "");
  });
  return blocks;
}

/** The package's README, and the project's. */
export const blocks = blocksOf("pkg-template/README.md");
export const projectBlocks = blocksOf("README.md");

/** The only block of the package's README that holds a text. */
export function blockWith(mark) {
  const found = blocks.filter(({ code }) => code.includes(mark));
  if (found.length !== 1) throw new Error(`${found.length} blocks of the README hold ${JSON.stringify(mark)}, instead of one`);
  return found[0].code;
}

/** The rows of its table with a header, as lists of cells. */
export function table(...header) {
  const lines = read("pkg-template/README.md").split("\n");
  const first = lines.indexOf(`| ${header.join(" | ")} |`);
  if (first < 0) throw new Error(`the README has no table of ${header.join(", ")}`);
  const rows = lines.slice(first + 2);
  return rows.slice(0, rows.findIndex((line) => !line.startsWith("|"))).map((line) => line.slice(2, -2).split(" | "));
}

/** What stands as code in a cell. */
export const codeIn = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
