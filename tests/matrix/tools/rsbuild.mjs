import { join } from "node:path";

import { createRsbuild } from "@rsbuild/core";

export const title = "Rsbuild 2";

const rsbuild = (cwd) =>
  createRsbuild({
    cwd,
    rsbuildConfig: {
      source: { entry: { index: "./main.js" } },
      server: { host: "127.0.0.1", printUrls: false },
      logLevel: "error",
    },
  });

export async function dev(root) {
  const { port } = (await (await rsbuild(root)).startDevServer()) ?? {};
  return `http://127.0.0.1:${port}/`;
}

export async function build(root) {
  await (await rsbuild(root)).build();
  return join(root, "dist");
}
