import { join } from "node:path";

import { fileOf, newerNode, run, serve, write } from "./framework.mjs";

export const title = "Nuxt 4";
export const renders = true;

const files = {
  "nuxt.config.js": 'export default defineNuxtConfig({ compatibilityDate: "2026-11-01" });\n',
  // Runs on the server and in the browser.
  "app/plugins/cors-forecast.js": 'import "cors-forecast/auto";\n\nexport default defineNuxtPlugin(() => {});\n',
  "app/app.vue": `<script setup>
import { install } from "cors-forecast";
import { call } from "../call.js";
const kind = typeof install().uninstall;
onMounted(call);
</script>
<template><p>An app with a {{ kind }}</p></template>
`,
};

const nuxt = (...args) => [fileOf("nuxt", "nuxt/bin/nuxt.mjs"), ...args];

export async function dev(root) {
  await write(root, files);
  return serve(root, newerNode(), (port) => nuxt("dev", "--host", "127.0.0.1", "--port", port));
}

export async function build(root) {
  await write(root, files);
  await run(root, newerNode(), nuxt("build"));
  return [join(root, ".output/public"), join(root, ".output/server")];
}

export const start = (root) =>
  serve(root, newerNode(), () => [join(root, ".output/server/index.mjs")], (port) => ({ HOST: "127.0.0.1", PORT: port }));
