import { join } from "node:path";
import { promisify } from "node:util";

import { rspack } from "@rspack/core";
import { RspackDevServer } from "@rspack/dev-server";

import { page } from "./page.mjs";

export const title = "Rspack 2";

const config = (root, mode) => ({
  mode,
  context: root,
  entry: "./main.js",
  output: { path: join(root, "dist"), filename: "bundle.js" },
  infrastructureLogging: { level: "error" },
  stats: "errors-only",
});

export async function dev(root) {
  const options = { host: "127.0.0.1", port: "auto", static: await page(root), hot: false, client: false };
  const server = new RspackDevServer(options, rspack(config(root, "development")));
  await server.start();
  return `http://127.0.0.1:${server.server.address().port}/`;
}

export async function build(root) {
  const compiler = rspack(config(root, "production"));
  const stats = await promisify(compiler.run.bind(compiler))();
  if (stats.hasErrors()) throw new Error(stats.toString("errors-only"));
  return page(root);
}
