import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const title = "Next 16, Turbopack";

const require = createRequire(import.meta.url);
/** What Turbopack may resolve from. */
const root = fileURLToPath(new URL("..", import.meta.url));

const FILES = {
  "instrumentation-client.js": 'import "cors-forecast/auto";\n',
  // Rendered on the server as well, which must be none the worse for it.
  "app/page.js": `"use client";
import { install } from "cors-forecast";
import { useEffect } from "react";
import { call } from "../call.js";
install();
export default function Page() {
  useEffect(() => void call(), []);
  return "An app";
}
`,
  "app/layout.js": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
  "package.json": '{ "type": "module", "private": true }\n',
  "next.config.js": `export default {
  output: "export", devIndicators: false, distDir: process.env.NODE_ENV === "development" ? ".next" : "dist", turbopack: { root: ${JSON.stringify(root)} },
};
`,
};

async function prepare(folder) {
  await mkdir(join(folder, "app"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
}

export async function dev(folder) {
  await prepare(folder);
  process.env.NODE_ENV = "development";
  const { default: next } = await import("next");
  const app = next({ dev: true, dir: folder, hostname: "127.0.0.1", turbopack: true, quiet: true });
  await app.prepare();
  const server = createServer(app.getRequestHandler()).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${server.address().port}/`;
}

export async function build(folder) {
  await prepare(folder);
  const manifest = require.resolve("next/package.json");
  await promisify(execFile)(process.execPath, [join(dirname(manifest), require(manifest).bin.next), "build"], { cwd: folder });
  return join(folder, "dist");
}
