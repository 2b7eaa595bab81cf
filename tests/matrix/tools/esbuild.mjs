import { join } from "node:path";

import { build as bundle, context } from "esbuild";

import { page } from "./page.mjs";

export const title = "esbuild";

const config = (root) => ({
  absWorkingDir: root,
  entryPoints: ["main.js"],
  bundle: true,
  format: "esm",
  outfile: "dist/bundle.js",
  logLevel: "error",
});

export async function dev(root) {
  const servedir = await page(root, 'type="module"');
  const { port } = await (await context(config(root))).serve({ servedir, host: "127.0.0.1" });
  return `http://127.0.0.1:${port}/`;
}

export async function build(root) {
  await bundle({ ...config(root), minify: true });
  return page(root, 'type="module"');
}
