import { join } from "node:path";

import { fileOf, newerNode, run, serve, write } from "./framework.mjs";

export const title = "SvelteKit 3";
export const renders = true;

const files = {
  "vite.config.js": `import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
export default { plugins: [sveltekit({ adapter: adapter() })] };
`,
  "src/app.html": `<!doctype html>
<html lang="en">
  <head><title>An app</title><link rel="icon" href="data:," />%sveltekit.head%</head>
  <body><div>%sveltekit.body%</div></body>
</html>
`,
  "src/hooks.client.js": 'import "cors-forecast/auto";\n',
  "src/routes/+page.svelte": `<script>
  import "cors-forecast/auto";
  import { install } from "cors-forecast";
  import { onMount } from "svelte";
  import { call } from "../../call.js";
  const kind = typeof install().uninstall;
  onMount(() => void call());
</script>
<p>An app with a {kind}</p>
`,
};

const vite = (...args) => [fileOf("sveltekit", "vite/bin/vite.js"), ...args];

export async function dev(root) {
  await write(root, files);
  return serve(root, newerNode(), (port) => vite("dev", "--host", "127.0.0.1", "--port", port, "--strictPort"));
}

export async function build(root) {
  await write(root, files);
  await run(root, newerNode(), vite("build"));
  return [join(root, "build/client"), join(root, "build/server")];
}

export const start = (root) => serve(root, newerNode(), () => [join(root, "build")], (port) => ({ HOST: "127.0.0.1", PORT: port }));
