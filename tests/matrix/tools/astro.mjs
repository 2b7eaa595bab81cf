import { join } from "node:path";

import { fileOf, newerNode, run, serve, write } from "./framework.mjs";

export const title = "Astro 7";
export const renders = true;

const files = {
  "astro.config.mjs": `import node from "@astrojs/node";
export default { output: "server", adapter: node({ mode: "standalone" }), devToolbar: { enabled: false } };
`,
  "src/pages/index.astro": `---
import "cors-forecast/auto";
import { install } from "cors-forecast";
const kind = typeof install().uninstall;
---
<html lang="en">
  <head><title>An app</title><link rel="icon" href="data:," /></head>
  <body>
    <p>An app with a {kind}</p>
    <script>
      import "cors-forecast/auto";
      import { call } from "../../call.js";
      call();
    </script>
  </body>
</html>
`,
};

const astro = (...args) => [fileOf("astro", "astro/bin/astro.mjs"), ...args];

export async function dev(root) {
  await write(root, files);
  return serve(root, newerNode(), (port) => astro("dev", "--host", "127.0.0.1", "--port", port));
}

export async function build(root) {
  await write(root, files);
  await run(root, newerNode(), astro("build"));
  return [join(root, "dist/client"), join(root, "dist/server")];
}

export const start = (root) =>
  serve(root, newerNode(), () => [join(root, "dist/server/entry.mjs")], (port) => ({ HOST: "127.0.0.1", PORT: port }));
