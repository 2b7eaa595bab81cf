import { npmVersion } from "../../installed.mjs";

export default {
  needs: { npm: true },
  file: "app.mjs",
  start: () => ({ command: process.execPath, args: ["app.mjs"] }),
  versions: (stack) => `Hono ${npmVersion(stack, "hono")}, @hono/node-server ${npmVersion(stack, "@hono/node-server")}`,
};
