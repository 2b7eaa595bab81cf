// Builds the pages into `dist/www`, with the package as it was built into `dist/pkg`.

import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The elements adopt their style sheets, which they import as texts. */
function sheetsAsTexts(): Plugin {
  const folder = at("../pkg-template/dist");
  return {
    name: "sheets-as-texts",
    enforce: "pre",
    resolveId(source, importer) {
      return source.endsWith(".css") && importer?.startsWith(folder) ? `${resolve(dirname(importer), source)}?inline` : undefined;
    },
  };
}

/** What all pages begin with, and which of them it is. */
function header(): Plugin {
  return {
    name: "header",
    transformIndexHtml: {
      order: "pre",
      handler(html, { path }) {
        const own = `href=".${path}"`;
        const shared = readFileSync(at("src/site/header.html"), "utf8");
        return html.replace("<!-- header -->", shared.trim().replace(new RegExp(`(<nav[^]*)${own}`), `$1${own} aria-current="page"`));
      },
    },
  };
}

const PAGES = ["index", "cache", "gallery", "decode", "server", "proof"];

export default defineConfig({
  // Wherever it is published.
  base: "./",
  plugins: [sheetsAsTexts(), header()],
  resolve: {
    alias: {
      // By path and not by `file:` dependency, so that `npm ci` works before the package is built.
      "cors-forecast/standalone": at("../dist/pkg/dist/standalone.js"),
      // What the elements and the command line's readers are made with, as they stand outside of this folder.
      preact: at("node_modules/preact"),
      acorn: at("node_modules/acorn"),
    },
  },
  build: {
    outDir: at("../dist/www"),
    emptyOutDir: true,
    target: "es2022",
    // Nothing inline: the page's Content-Security-Policy allows scripts and styles of its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Pages that only ask for forecasts load nothing of the wrapper.
          groups: [
            { name: "wrapper", test: /dist[\\/]pkg[\\/]dist[\\/](install|watch-wasm)/ },
            { name: "forecaster", test: /dist[\\/]pkg[\\/]dist[\\/]/ },
          ],
        },
      },
      input: PAGES.map((name) => at(`${name}.html`)).filter((page) => existsSync(page)),
    },
  },
});
