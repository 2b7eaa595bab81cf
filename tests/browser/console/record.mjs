// `node tests/browser/console/record.mjs [chromium|firefox|webkit …]`: writes to tests/vectors/console/ what the browsers'
// consoles print for each scene.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { ENGINES } from "../engines.mjs";
import { root } from "../support.mjs";
import { play } from "./play.mjs";

const folder = join(root, "tests/vectors/console");
await mkdir(folder, { recursive: true });
for (const engine of process.argv.length > 2 ? process.argv.slice(2) : ENGINES) {
  const { version, rows } = await play(engine);
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`);
  await writeFile(join(folder, `${engine}.json`), `[\n  ${JSON.stringify(`Printed by ${version}.`)},\n${lines.join(",\n")}\n]\n`);
  console.log(`${engine}: ${rows.length} scenes of ${version}, ${rows.filter(({ printed }) => printed.length === 0).length} without a word`);
}
