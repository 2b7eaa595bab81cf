import { createRequire } from "node:module";
import { join } from "node:path";

import { Parcel } from "@parcel/core";

import { freePort } from "./framework.mjs";

export const title = "Parcel 2";

const require = createRequire(import.meta.url);

const parcel = (root, mode, more) =>
  new Parcel({
    entries: join(root, "index.html"),
    defaultConfig: require.resolve("@parcel/config-default"),
    mode,
    cacheDir: join(root, ".parcel-cache"),
    defaultTargetOptions: { distDir: join(root, "dist"), engines: { browsers: ["last 1 Chrome version"] } },
    env: { NODE_ENV: mode },
    ...more,
  });

export async function dev(root) {
  const port = await freePort();
  const bundler = parcel(root, "development", { serveOptions: { host: "127.0.0.1", port }, hmrOptions: null });
  await new Promise((resolve, reject) => {
    bundler.watch((error, event) => {
      if (error || event.type === "buildFailure") reject(error ?? new Error(JSON.stringify(event.diagnostics)));
      else resolve();
    });
  });
  return `http://127.0.0.1:${port}/`;
}

export async function build(root) {
  await parcel(root, "production").run();
  return join(root, "dist");
}
