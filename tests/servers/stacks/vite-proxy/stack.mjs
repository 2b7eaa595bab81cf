import { npmVersion } from "../../installed.mjs";

export default {
  needs: { npm: true },
  file: "vite.config.mjs",
  isProxy: true,
  start: () => ({ command: process.execPath, args: ["serve.mjs"] }),
  versions: (stack) => `Vite ${npmVersion(stack, "vite")}`,
};
