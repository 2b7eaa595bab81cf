import { npmVersion } from "../../installed.mjs";

export default {
  needs: { npm: true },
  file: "main.mjs",
  start: () => ({ command: process.execPath, args: ["main.mjs"] }),
  versions: (stack) => `NestJS ${npmVersion(stack, "@nestjs/core")}, platform-express`,
};
