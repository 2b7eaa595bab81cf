import { npmVersion } from "../../installed.mjs";

export default {
  needs: { npm: true },
  file: "webpack.config.mjs",
  isProxy: true,
  start: () => ({ command: process.execPath, args: ["serve.mjs"] }),
  versions: (stack) => `webpack ${npmVersion(stack, "webpack")}, webpack-dev-server ${npmVersion(stack, "webpack-dev-server")}`,
};
