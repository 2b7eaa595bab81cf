// Builds the page into `dist/www`, with the package as it was built into `dist/pkg`.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    // By path and not by `file:` dependency, so that `npm ci` works before the package is built.
    alias: { "cors-forecast/standalone": at("../dist/pkg/dist/standalone.js") },
  },
  build: {
    outDir: at("../dist/www"),
    emptyOutDir: true,
    target: "es2022",
    // Nothing inline: the page's Content-Security-Policy allows scripts and styles of its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
