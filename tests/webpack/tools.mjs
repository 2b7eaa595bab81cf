// webpack and Rspack, whose plugins and servers are the same to use.

import { join } from "node:path";
import { promisify } from "node:util";

import { rspack } from "@rspack/core";
import { RspackDevServer } from "@rspack/dev-server";
import HtmlWebpackPlugin from "html-webpack-plugin";
import webpack from "webpack";
import WebpackDevServer from "webpack-dev-server";

import { atEnd, CorsForecast, LOCAL, project } from "./lab.mjs";

export const TOOLS = [
  { name: "webpack", make: webpack, Server: WebpackDevServer, HtmlPlugin: HtmlWebpackPlugin },
  { name: "Rspack", make: rspack, Server: RspackDevServer, HtmlPlugin: rspack.HtmlRspackPlugin },
];

export const pluginOf = (options) => new CorsForecast(options);

function configOf({ folder, output, ...config }) {
  return {
    mode: "development",
    context: project,
    entry: "./main.js",
    output: { path: join(project, folder), filename: "bundle.js", ...output },
    devtool: false,
    stats: "errors-only",
    infrastructureLogging: { level: "error" },
    ...config,
  };
}

let folders = 0;

/** A development server of the project, started as its command line does, or `asByHand`: its page's address, and what it has said. */
export async function serve({ make, Server, HtmlPlugin }, { html = true, options, plugins = [], devServer, asByHand = false, ...config } = {}) {
  const said = [];
  const write = (text) => said.push(text);
  const compiler = make(
    configOf({
      folder: `served-${folders++}`,
      plugins: [...(html ? [new HtmlPlugin({ template: join(project, "template.html") })] : []), pluginOf(options), ...plugins],
      devServer,
      infrastructureLogging: { level: "info", console: consoleTo(write) },
      ...config,
    }),
  );
  const given = asByHand ? devServer : compiler.options.devServer;
  const server = new Server({ ...LOCAL, static: false, client: false, hot: false, ...given }, compiler);
  await server.start();
  atEnd(() => server.stop());
  const { publicPath } = compiler.options.output;
  return { url: `http://127.0.0.1:${server.server.address().port}${publicPath?.startsWith("/") ? publicPath : "/"}`, said };
}

function consoleTo(write) {
  const method = (...parts) => void write(parts.join(" "));
  return new Proxy(console, { get: () => method });
}

/** Builds the project into a folder. */
export async function build({ make }, { folder, ...config }) {
  const compiler = make(configOf({ folder, ...config }));
  const stats = await promisify(compiler.run.bind(compiler))();
  if (stats.hasErrors()) throw new Error(stats.toString("errors-only"));
  await promisify(compiler.close.bind(compiler))();
}
