import { fileOf, newerNode, run, write } from "./framework.mjs";
import { spec } from "./imports.mjs";

export const title = "Vitest 5, also in jsdom";

export async function imports(root) {
  const test = spec((entry) => `await import("${entry}")`, 'import { test } from "vitest";');
  await write(root, { "imports.test.mjs": test });
  for (const environment of ["node", "jsdom"]) {
    const args = [fileOf("runners", "vitest/vitest.mjs"), "run", "--root", root, `--environment=${environment}`];
    await run(root, newerNode(), args, { IMITATED: environment === "jsdom" ? "yes" : "no" });
  }
}
