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

/** The pages fetch the modules as files (`src/site/core.ts`), and so have no use for those that are inlined. */
function modulesAsFiles(): Plugin {
  const empty = "\0no-inlined-module";
  return {
    name: "modules-as-files",
    enforce: "pre",
    resolveId: (source) => (/^\.\/(core|server)-wasm\.js$/.test(source) ? empty : undefined),
    load: (id) => (id === empty ? 'export const wasmLength = 0, wasmText = "";' : undefined),
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

/** What is in sight at once is set in. */
const FIRST_FONTS = /instrument-sans.*\.woff2$|mono-latin-600.*\.woff2$/;

/** One sheet for each page, and scripts that leave the line to it and to the fonts: the text is there first. */
function textFirst(): Plugin {
  return {
    name: "text-first",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const page of Object.values(bundle)) {
        if (page.type !== "asset" || !page.fileName.endsWith(".html")) continue;
        const sheets: string[] = [];
        const links = /\n *<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g;
        const html = String(page.source).replace(links, (_, name: string) => {
          const sheet = bundle[name];
          if (sheet?.type === "asset") sheets.push(String(sheet.source));
          return "";
        });
        const name = page.fileName.replace(".html", ".css");
        const fonts = Object.keys(bundle)
          .filter((name) => FIRST_FONTS.test(name))
          .map((name) => `\n    <link rel="preload" as="font" type="font/woff2" crossorigin href="./${name}" />`);
        const own = this.emitFile({ type: "asset", name, source: sheets.join("\n") });
        page.source = html
          .replace("</title>", `</title>\n    <link rel="stylesheet" href="./${this.getFileName(own)}" />${fonts.join("")}`)
          .replace(/<(script type="module"|link rel="modulepreload")/g, '<$1 fetchpriority="low"');
      }
      // What is in the pages' own is asked for by nobody.
      for (const [name, { type }] of Object.entries(bundle)) {
        const kept = Object.values(bundle).some((page) => page.fileName.endsWith(".html") && String((page as { source?: unknown }).source).includes(name));
        if (type === "asset" && name.endsWith(".css") && !kept) delete bundle[name];
      }
    },
  };
}

const PAGES = ["index", "cache", "gallery", "decode", "answer", "server", "proof"];

export default defineConfig({
  // Wherever it is published.
  base: "./",
  plugins: [sheetsAsTexts(), modulesAsFiles(), header(), textFirst()],
  resolve: {
    alias: {
      // By path and not by `file:` dependency, so that `npm ci` works before the package is built.
      "cors-forecast/server": at("../dist/pkg/dist/server.js"),
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
            { name: "server-side", test: /dist[\\/]pkg[\\/]dist[\\/]server(-glue)?\.js/ },
            { name: "forecaster", test: /dist[\\/]pkg[\\/]dist[\\/]/ },
          ],
        },
      },
      input: PAGES.map((name) => at(`${name}.html`)).filter((page) => existsSync(page)),
    },
  },
});
