import { npmVersion } from "../../installed.mjs";

export default {
  needs: { npm: true },
  file: "app.mjs",
  variants: [
    { title: "Express 5, cors", environment: { EXPRESS: "express" } },
    { title: "Express 4, cors", environment: { EXPRESS: "express-4" } },
  ],
  start: () => ({ command: process.execPath, args: ["app.mjs"] }),
  versions: (stack) =>
    `Express ${npmVersion(stack, "express")} and ${npmVersion(stack, "express-4")}, cors ${npmVersion(stack, "cors")}`,
};
