import { join } from "node:path";

import { run, write } from "./framework.mjs";
import { MODES, program } from "./imports.mjs";

export const title = "Node, require";

export async function imports(root) {
  await write(root, { "program.cjs": program((entry) => `require("${entry}")`) });
  for (const NODE_ENV of MODES) await run(root, process.execPath, [join(root, "program.cjs")], { NODE_ENV });
}
