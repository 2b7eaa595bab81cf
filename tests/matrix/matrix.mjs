// The table: `node matrix.mjs [--json] [--readme FILE] [TOOL …]`. Exit code 1 if a cell is red.
//
// --readme  writes it between the file's marks, in the place of the last one

import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { develops, leavesNothing, startMatrix } from "./cells.mjs";
import { TOOLS } from "./tools.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" }, readme: { type: "string" } } });
const unknown = positionals.filter((tool) => !TOOLS.includes(tool));
if (unknown.length > 0) {
  console.error(`There is no tool ${unknown.join(", ")}; there are ${TOOLS.join(", ")}.`);
  process.exit(2);
}

const matrix = await startMatrix();
const rows = [];
try {
  for (const tool of positionals.length > 0 ? positionals : TOOLS) {
    const { title, build } = await import(`./tools/${tool}.mjs`);
    const row = { tool, title };
    // Without a bundler there is no production build.
    for (const [name, cell] of Object.entries({ development: develops, ...(build && { production: leavesNothing }) })) {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${title}: ${name}`);
      const start = performance.now();
      row[name] = await cell(matrix, tool).then(
        (rest) => ({ green: true, rest, seconds: (performance.now() - start) / 1000 }),
        (error) => ({ green: false, why: error.message }),
      );
    }
    rows.push(row);
  }
} finally {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  await matrix.close();
}

const table = [
  "| tool | forecasts in development | bytes of ours in production |",
  "|---|---|---|",
  ...rows.map(({ title, development, production }) => `| ${title} | ${development.green ? "yes" : "**no**"} | ${!production ? "–" : production.green ? "0" : "**some, or it does not run**"} |`),
].join("\n");

if (values.readme) {
  const text = await readFile(values.readme, "utf8");
  const marked = /(<!-- matrix -->\n)[^]*?(\n<!-- \/matrix -->)/;
  if (!marked.test(text)) throw new Error(`${values.readme} has no <!-- matrix --> and <!-- /matrix --> to write the table between`);
  await writeFile(values.readme, text.replace(marked, (_, before, after) => before + table + after));
}
if (values.json) console.log(JSON.stringify(rows, null, 2));
else {
  console.log(table);
  for (const { title, ...cells } of rows) {
    for (const [name, { why }] of Object.entries(cells)) if (why) console.error(`\n${title}, ${name}: ${why}`);
  }
}
process.exitCode = rows.every(({ development, production }) => development.green && production?.green !== false) ? 0 : 1;
