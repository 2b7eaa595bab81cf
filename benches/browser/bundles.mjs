// One script for each competitor, and one for what measures, as a page loads them.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const packageFolder = fileURLToPath(new URL("../../dist/pkg", import.meta.url));

/** In the order in which they are shown. `xhr`: wraps XMLHttpRequest as well. */
export const competitors = [
  { name: "native", title: "native fetch" },
  { name: "cors-forecast", title: "cors-forecast", xhr: true },
  { name: "sentry-handler", title: "Sentry, handler alone" },
  { name: "sentry-tracing", title: "Sentry, tracing", xhr: true },
  { name: "opentelemetry", title: "OpenTelemetry", xhr: true },
  { name: "xhook", title: "xhook", xhr: true },
  { name: "fetch-intercept", title: "fetch-intercept" },
  { name: "naive", title: "naive new Request()" },
  { name: "msw-interceptors", title: "@mswjs/interceptors", xhr: true },
];

/** Maps `/NAME.js` to its text; a competitor's exports are in `globalThis.competitor` once it has run. */
export async function bundleAll(names) {
  const harness = bundle(join(here, "page/harness.mjs"));
  const scripts = names.map((name) => bundle(join(here, `competitors/${name}.mjs`), "competitor"));
  return new Map([
    ["/harness.js", await harness],
    ...(await Promise.all(scripts.map(async (script, i) => [`/${names[i]}.js`, await script]))),
  ]);
}

/** `/soak.js`, and `/wrapper.js` with the package's exports in `globalThis.wrapper`. */
export async function bundleSoak() {
  return new Map([
    ["/soak.js", await bundle(join(here, "page/soak.mjs"))],
    ["/wrapper.js", await bundle(join(packageFolder, "dist/standalone.js"), "wrapper")],
  ]);
}

async function bundle(entry, globalName) {
  if (!existsSync(join(packageFolder, "dist/standalone.js"))) {
    throw new Error("dist/pkg is missing: run `cargo xtask build` first");
  }
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName,
    platform: "browser",
    minify: true,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: {
      "cors-forecast/standalone": join(packageFolder, "dist/standalone.js"),
      // What fetch-intercept loads where there is no fetch.
      "whatwg-fetch": join(here, "competitors/nothing.mjs"),
    },
  });
  return outputFiles[0].text;
}
