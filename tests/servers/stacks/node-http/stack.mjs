export default {
  file: "server.mjs",
  start: () => ({ command: process.execPath, args: ["server.mjs"] }),
  versions: () => `Node ${process.versions.node.split(".")[0]}`,
};
