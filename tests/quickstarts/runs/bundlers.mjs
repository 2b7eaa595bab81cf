// The development servers of webpack and Rsbuild, with the configuration files of the README.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { createRsbuild } from "@rsbuild/core";
import webpack from "webpack";
import WebpackDevServer from "webpack-dev-server";

import { freshApp, html } from "../bench.mjs";
import { assertProbed, callOf } from "./servers.mjs";

/** An app whose module says whether the page was watched before it, and asks an API. */
async function appWith(bench, name, code) {
  const module = /<script>([^]*)<\/script>/.exec(callOf(bench.api))[1];
  const app = await freshApp(bench, { [name]: code, "src/index.js": module, "public/index.html": html('<script src="/main.js"></script>') });
  const { default: config } = await import(pathToFileURL(join(app, name)));
  return { app, config };
}

export const runs = [
  {
    mark: "new CorsForecast()",
    async run(bench, code) {
      const { app, config } = await appWith(bench, "webpack.config.js", code);
      const compiler = webpack({ ...config, context: app, infrastructureLogging: { level: "error" } });
      const options = { host: "127.0.0.1", port: "auto", open: false, static: join(app, "public") };
      const server = new WebpackDevServer(Object.assign(compiler.options.devServer, options), compiler);
      await server.start();
      bench.onClose(() => server.stop());
      await assertProbed(bench, `http://127.0.0.1:${server.server.address().port}/`);
    },
  },
  {
    mark: "CorsForecast.rsbuild()",
    async run(bench, code) {
      const { app, config } = await appWith(bench, "rsbuild.config.js", code);
      const rsbuild = await createRsbuild({ cwd: app, rsbuildConfig: { ...config, server: { host: "127.0.0.1", publicDir: false } } });
      const { urls, server } = await rsbuild.startDevServer();
      bench.onClose(() => server.close());
      await assertProbed(bench, `${urls[0]}/`);
    },
  },
];
