import { npmVersion } from "../../installed.mjs";

export default {
  needs: { npm: true },
  file: "worker.mjs",
  start: () => ({ command: process.execPath, args: ["serve.mjs"] }),
  versions: (stack) => `workerd ${npmVersion(stack, "workerd")}, miniflare ${npmVersion(stack, "miniflare")}`,
};
