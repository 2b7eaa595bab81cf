import { npmVersion } from "../../installed.mjs";

export default {
  needs: { npm: true },
  file: "app.mjs",
  start: () => ({ command: process.execPath, args: ["app.mjs"] }),
  versions: (stack) => `Fastify ${npmVersion(stack, "fastify")}, @fastify/cors ${npmVersion(stack, "@fastify/cors")}`,
};
