// The table: `node matrix.mjs [--json] [TOOL …]`. Exit code 1 if a cell is red.

import { parseArgs } from "node:util";

import { develops, leavesNothing, startMatrix } from "./cells.mjs";
import { TOOLS } from "./tools.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" } } });
const unknown = positionals.filter((tool) => !TOOLS.includes(tool));
if (unknown.length > 0) {
  console.error(`There is no tool ${unknown.join(", ")}; there are ${TOOLS.join(", ")}.`);
  process.exit(2);
}

const matrix = await startMatrix();
const rows = [];
try {
  for (const tool of positionals.length > 0 ? positionals : TOOLS) {
    const { title } = await import(`./tools/${tool}.mjs`);
    const row = { tool, title };
    for (const [name, cell] of Object.entries({ development: develops, production: leavesNothing })) {
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

if (values.json) console.log(JSON.stringify(rows, null, 2));
else {
  console.log("| tool | forecasts in development | bytes of ours in production |\n|---|---|---|");
  for (const { title, development, production } of rows) {
    console.log(`| ${title} | ${development.green ? "yes" : "**no**"} | ${production.green ? "0" : "**some, or it does not run**"} |`);
  }
  for (const { title, ...cells } of rows) {
    for (const [name, { why }] of Object.entries(cells)) if (why) console.error(`\n${title}, ${name}: ${why}`);
  }
}
process.exitCode = rows.every(({ development, production }) => development.green && production.green) ? 0 : 1;
