import { npmVersion } from "../../installed.mjs";

export default {
  needs: { npm: true },
  file: "app.mjs",
  start: () => ({ command: process.execPath, args: ["app.mjs"] }),
  versions: (stack) => `Koa ${npmVersion(stack, "koa")}, @koa/cors ${npmVersion(stack, "@koa/cors")}`,
};
