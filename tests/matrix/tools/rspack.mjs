import { join } from "node:path";
import { promisify } from "node:util";

import { rspack } from "@rspack/core";

import { page } from "./page.mjs";

export const title = "Rspack 2";

async function compile(root, mode) {
  const compiler = rspack({
    mode,
    context: root,
    entry: "./main.js",
    output: { path: join(root, "dist"), filename: "bundle.js" },
  });
  const stats = await promisify(compiler.run.bind(compiler))();
  if (stats.hasErrors()) throw new Error(stats.toString("errors-only"));
  return page(root);
}

export const watched = (root) => compile(root, "development");
export const build = (root) => compile(root, "production");
