import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build as bundle, createServer } from "vite";

import { viteTool } from "./vite-any.mjs";

const files = {
  "main.js": `import "cors-forecast/auto";
import { mount } from "svelte";
import App from "./App.svelte";
mount(App, { target: document.body });
`,
  "App.svelte": `<script>
  import { onMount } from "svelte";
  import { call } from "./call.js";
  onMount(() => void call());
</script>
<p>An app</p>
`,
};

export const { title, dev, build } = viteTool(
  "Svelte (Vite 8)",
  { build: bundle, createServer },
  { plugins: () => [svelte({ configFile: false })], files },
);
