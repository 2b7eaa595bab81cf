import { fileOf, run, write } from "./framework.mjs";
import { MODES, program } from "./imports.mjs";

export const title = "Deno 2, import";

export async function imports(root) {
  await write(root, { "program.mjs": program((entry) => `await import("${entry}")`) });
  const deno = (...args) => [fileOf("runners", "deno/bin.cjs"), "run", "--no-prompt", "--node-modules-dir=manual", ...args, "program.mjs"];
  // Also where the environment may not be read, which is what Deno does unless it is told otherwise.
  await run(root, process.execPath, deno());
  for (const NODE_ENV of MODES) {
    await run(root, process.execPath, deno("--allow-env"), { NODE_ENV });
    await run(root, process.execPath, deno("--allow-env", "--conditions=development"), { NODE_ENV });
  }
}
