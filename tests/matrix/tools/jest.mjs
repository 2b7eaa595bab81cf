import { fileOf, run, write } from "./framework.mjs";
import { spec } from "./imports.mjs";

export const title = "Jest 30, also in jsdom";

export async function imports(root) {
  await write(root, { "imports.test.cjs": spec((entry) => `require("${entry}")`) });
  for (const environment of ["node", "jsdom"]) {
    const args = [fileOf("runners", "jest/bin/jest.js"), "--rootDir", root, "--testMatch", "**/*.test.cjs", `--env=${environment}`];
    await run(root, process.execPath, args, { IMITATED: environment === "jsdom" ? "yes" : "no" });
  }
}
