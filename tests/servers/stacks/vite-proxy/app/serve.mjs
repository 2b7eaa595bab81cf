import { createServer as createApi } from "node:http";

import { createServer } from "vite";

import { answer } from "../../../api.mjs";

const api = createApi((request, response) => answer(request, response)).listen(0, "127.0.0.1");
await new Promise((resolve) => api.once("listening", resolve));
process.env.API_ORIGIN = `http://127.0.0.1:${api.address().port}`;
const server = await createServer({
  configFile: "vite.config.mjs",
  logLevel: "error",
  server: { host: "127.0.0.1", port: Number(process.env.PORT), strictPort: true },
});
await server.listen();
