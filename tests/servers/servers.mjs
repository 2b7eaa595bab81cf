// The table: `node servers.mjs [--quick] [--json FILE] [--readme FILE] [STACK …]`. Exit code 1 if a cell is red.
//
// --json    writes all that was seen, for programs
// --readme  writes what is verified between the file's marks
// --needs   prints only what has to be installed, a line of JSON for each stack
//
// SERVERS_WITHOUT holds the stacks that can't be installed here, and why, as a JSON object.

import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { rowsOf, startServers } from "./cells.mjs";
import { POLICIES } from "./policies.mjs";
import { QUICK, STACKS, needsOf, stackOf } from "./stacks.mjs";
import { printTable, readmeTable } from "./table.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, needs: { type: "boolean" }, quick: { type: "boolean" }, readme: { type: "string" } },
});
const unknown = positionals.filter((id) => !STACKS.includes(id));
if (unknown.length > 0) {
  console.error(`There is no stack ${unknown.join(", ")}; there are ${STACKS.join(", ")}.`);
  process.exit(2);
}
const ids = positionals.length > 0 ? positionals : values.quick ? QUICK : STACKS;
if (values.needs) {
  for (const id of ids) {
    const stack = await stackOf(id);
    if (stack) console.log(JSON.stringify(needsOf(stack)));
  }
  process.exit();
}

const rows = await fill(JSON.parse(process.env.SERVERS_WITHOUT ?? "{}"));
printTable(rows, POLICIES);
if (values.json) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
const isRed = ({ wrong, cells = [] }) => wrong !== undefined || cells.some(({ green }) => !green);
process.exitCode = rows.some(isRed) ? 1 : 0;
if (values.readme) await write(values.readme);

async function fill(without) {
  const servers = await startServers();
  const rows = [];
  const progress = (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`);
  try {
    for (const id of ids) {
      const stack = await stackOf(id);
      const { title, verified } = servers.configure(POLICIES[0].policy, id);
      if (!stack) rows.push(notRun(id, title, verified));
      else if (without[id]) rows.push({ stack: id, title, skipped: without[id] });
      else rows.push(...(await rowsOf(servers, stack, progress)));
    }
  } finally {
    progress("");
    await servers.close();
  }
  return rows;
}

/** What nobody can run must not call itself verified. */
function notRun(stack, title, verified) {
  const wrong =
    verified.not === undefined ? `the emitter says "${verified.with}", and there is nothing here that runs it` : undefined;
  return { stack, title, notVerified: verified.not ?? "nothing runs it", wrong };
}

/** Only what was seen today is written there. */
async function write(file) {
  if (process.exitCode === 1 || rows.some(({ skipped }) => skipped)) {
    console.error(`\n${file} is left as it was: not everything has run, and is green.`);
    return;
  }
  const text = await readFile(file, "utf8");
  const marked = /(<!-- servers -->\n)[^]*?(\n<!-- \/servers -->)/;
  if (!marked.test(text)) throw new Error(`${file} has no <!-- servers --> and <!-- /servers --> to write the table between`);
  await writeFile(
    file,
    text.replace(marked, (_, before, after) => before + readmeTable(rows, POLICIES) + after),
  );
}
