import { join } from "node:path";

import commonjs from "@rollup/plugin-commonjs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";

import { page } from "./page.mjs";

export const title = "Rollup 4";

async function bundle(root) {
  const made = await rollup({ input: join(root, "main.js"), plugins: [nodeResolve({ browser: true }), commonjs()] });
  await made.write({ file: join(root, "dist/bundle.js"), format: "es" });
  return page(root, 'type="module"');
}

/** Which of the two it is, it takes from the environment. */
export const environment = { watched: { NODE_ENV: "development" } };
export const watched = bundle;
export const build = bundle;
