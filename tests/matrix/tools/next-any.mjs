// The same for each bundler that Next has.

import { fileURLToPath } from "node:url";
import { join } from "node:path";

import { fileOf, run, serve, write } from "./framework.mjs";

const files = {
  "instrumentation-client.js": 'import "cors-forecast/auto";\n',
  // Rendered on the server as well, which must be none the worse for it.
  "app/page.js": `"use client";
import "cors-forecast/auto";
import { install } from "cors-forecast";
import { useEffect } from "react";
import { call } from "../call.js";
const installation = install();
export default function Page() {
  useEffect(() => void call(), []);
  return \`An app with a \${typeof installation.uninstall}\`;
}
`,
  "app/layout.js": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
  // What Turbopack may resolve from.
  "next.config.js": `export default { turbopack: { root: ${JSON.stringify(fileURLToPath(new URL("../frameworks/next", import.meta.url)))} } };\n`,
};

export function nextTool(title, flag) {
  const next = (...args) => [fileOf("next", "next/dist/bin/next"), ...args];
  return {
    title,
    renders: true,
    async dev(root) {
      await write(root, files);
      return serve(root, process.execPath, (port) => next("dev", flag, "--hostname", "127.0.0.1", "--port", port));
    },
    async build(root) {
      await write(root, files);
      await run(root, process.execPath, next("build", flag));
      return [join(root, ".next/static"), join(root, ".next/server")];
    },
    start: (root) => serve(root, process.execPath, (port) => next("start", "--hostname", "127.0.0.1", "--port", port)),
  };
}
