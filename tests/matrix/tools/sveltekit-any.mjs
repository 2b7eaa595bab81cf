// The same for each line of SvelteKit.

import { join } from "node:path";

import { fileOf, run, serve, write } from "./framework.mjs";

const files = {
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

/** `config` are the files that tell it how to build, and `node` runs it. */
export function svelteKitTool(title, framework, { node, config }) {
  const vite = (...args) => [fileOf(framework, "vite/bin/vite.js"), ...args];
  const prepare = (root) => write(root, { ...files, ...config });
  return {
    title,
    renders: true,
    async dev(root) {
      await prepare(root);
      return serve(root, node(), (port) => vite("dev", "--host", "127.0.0.1", "--port", port, "--strictPort"));
    },
    async build(root) {
      await prepare(root);
      await run(root, node(), vite("build"));
      return [join(root, "build/client"), join(root, "build/server")];
    },
    start: (root) => serve(root, node(), () => [join(root, "build")], (port) => ({ HOST: "127.0.0.1", PORT: port })),
  };
}
