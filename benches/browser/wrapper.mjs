// The wrapper's own files for Node, with the module as it was built.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What these files of `pkg-template/dist` export, together. */
export async function wrapper(files) {
  // The build has installed it.
  const { build } = createRequire(join(root, "xtask/npm/package.json"))("esbuild");
  const folder = mkdtempSync(join(tmpdir(), "wrapper-"));
  const outfile = join(folder, "wrapper.mjs");
  const contents = files.map((file) => `export * from ${JSON.stringify(join(root, "pkg-template/dist", `${file}.js`))};`).join("\n");
  const path = join(root, "dist/pkg/dist/watch-wasm.js");
  const built = { name: "built", setup: ({ onResolve }) => onResolve({ filter: /watch-wasm\.js$/ }, () => ({ path })) };
  try {
    await build({ stdin: { contents, resolveDir: root }, bundle: true, format: "esm", platform: "node", outfile, plugins: [built], logLevel: "error" });
    return await import(pathToFileURL(outfile));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
