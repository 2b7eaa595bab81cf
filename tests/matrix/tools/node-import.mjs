import { join } from "node:path";

import { run, write } from "./framework.mjs";
import { MODES, program } from "./imports.mjs";

export const title = "Node, import";

export async function imports(root) {
  await write(root, { "program.mjs": program((entry) => `await import("${entry}")`) });
  for (const NODE_ENV of MODES) {
    await run(root, process.execPath, [join(root, "program.mjs")], { NODE_ENV });
    for (const condition of ["development", "production"]) await run(root, process.execPath, ["-C", condition, join(root, "program.mjs")], { NODE_ENV });
  }
}
