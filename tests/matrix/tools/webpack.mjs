import { join } from "node:path";
import { promisify } from "node:util";

import webpack from "webpack";
import Server from "webpack-dev-server";

import { page } from "./page.mjs";

export const title = "webpack 5";

const config = (root, mode) => ({
  mode,
  context: root,
  entry: "./main.js",
  output: { path: join(root, "dist"), filename: "bundle.js" },
  infrastructureLogging: { level: "error" },
  stats: "errors-only",
});

export async function dev(root) {
  await page(root);
  const server = new Server({ host: "127.0.0.1", port: "auto", static: join(root, "dist"), hot: false, client: false }, webpack(config(root, "development")));
  await server.start();
  return `http://127.0.0.1:${server.server.address().port}/`;
}

export async function build(root) {
  const compiler = webpack(config(root, "production"));
  const stats = await promisify(compiler.run.bind(compiler))();
  if (stats.hasErrors()) throw new Error(stats.toString("errors-only"));
  return page(root);
}
