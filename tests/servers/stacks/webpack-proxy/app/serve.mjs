import { createServer as createApi } from "node:http";

import webpack from "webpack";
import WebpackDevServer from "webpack-dev-server";

import { answer } from "../../../api.mjs";

const api = createApi((request, response) => answer(request, response)).listen(0, "127.0.0.1");
await new Promise((resolve) => api.once("listening", resolve));
process.env.API_ORIGIN = `http://127.0.0.1:${api.address().port}`;
const { default: config } = await import("./webpack.config.mjs");
const server = new WebpackDevServer({ ...config.devServer, host: "127.0.0.1", port: Number(process.env.PORT) }, webpack(config));
await server.start();
