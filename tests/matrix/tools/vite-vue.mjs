import vue from "@vitejs/plugin-vue";
import { build as bundle, createServer } from "vite";

import { viteTool } from "./vite-any.mjs";

const files = {
  "main.js": `import "cors-forecast/auto";
import { createApp } from "vue";
import App from "./App.vue";
createApp(App).mount(document.body);
`,
  "App.vue": `<script setup>
import { onMounted } from "vue";
import { call } from "./call.js";
onMounted(call);
</script>
<template><p>An app</p></template>
`,
};

export const { title, dev, build } = viteTool("Vue (Vite 8)", { build: bundle, createServer }, { plugins: () => [vue()], files });
