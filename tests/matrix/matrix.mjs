// The table: `node matrix.mjs [--json] [--readme FILE] [TOOL …]`. Exit code 1 if a cell is red.
//
// --readme  writes it between the file's marks, in the place of the last one
// --needs   prints only the folders below `frameworks/` whose packages must be there for it

import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { develops, importsSafely, leavesNothing, rendersSafely, startMatrix } from "./cells.mjs";
import { TOOLS, needs } from "./tools.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean" }, needs: { type: "boolean" }, readme: { type: "string" } },
});
const unknown = positionals.filter((tool) => !TOOLS.includes(tool));
if (unknown.length > 0) {
  console.error(`There is no tool ${unknown.join(", ")}; there are ${TOOLS.join(", ")}.`);
  process.exit(2);
}
const tools = positionals.length > 0 ? positionals : TOOLS;
if (values.needs) {
  for (const folder of new Set(tools.flatMap(needs))) console.log(folder);
  process.exit();
}

/** The columns, each with what a green cell of it says. */
const COLUMNS = {
  development: { title: "forecasts in development", green: "yes", red: "**no**" },
  production: { title: "bytes of ours in production", green: "0", red: "**some, or it does not run**" },
  server: { title: "without a page", green: { renders: "rendered safely", imports: "imported safely" }, red: "**fails**" },
};

const rows = await fill();
const table = [
  `| tool | ${Object.values(COLUMNS).map(({ title }) => title).join(" | ")} |`,
  `|${"---|".repeat(1 + Object.keys(COLUMNS).length)}`,
  ...rows.map((row) => `| ${row.title} | ${Object.keys(COLUMNS).map((name) => textOf(name, row.cells[name])).join(" | ")} |`),
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
  for (const { title, cells } of rows) {
    for (const [name, { why }] of Object.entries(cells)) if (why) console.error(`\n${title}, ${name}: ${why}`);
  }
}
process.exitCode = rows.every(({ cells }) => Object.values(cells).every(({ green }) => green)) ? 0 : 1;

async function fill() {
  const matrix = await startMatrix();
  const rows = [];
  try {
    for (const tool of tools) rows.push(await rowOf(matrix, tool));
  } finally {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
    await matrix.close();
  }
  return rows;
}

async function rowOf(matrix, tool) {
  const { title, dev, watched, build, imports, renders } = await import(`./tools/${tool}.mjs`);
  const rendered = [];
  // Without a bundler there is no production build.
  const checks = {
    ...((dev || watched) && { development: develops }),
    ...(build && { production: leavesNothing }),
    ...(renders && { server: () => rendersSafely(rendered) }),
    ...(imports && { server: importsSafely }),
  };
  const cells = {};
  for (const [name, check] of Object.entries(checks)) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${title}: ${name}`);
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    try {
      cells[name] = { green: true, kind: imports ? "imports" : "renders", rest: await check(matrix, tool, rendered), seconds: seconds() };
    } catch (error) {
      cells[name] = { green: false, why: error.message, seconds: seconds() };
    }
  }
  return { tool, title, cells };
}

function textOf(name, cell) {
  const { green, red } = COLUMNS[name];
  if (!cell) return "–";
  return cell.green ? (green[cell.kind] ?? green) : red;
}
