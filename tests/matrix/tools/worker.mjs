import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as vite from "./vite.mjs";

export const title = "web worker (Vite 8)";

/** The call is made in a worker, and the page only waits for it. */
async function prepare(root) {
  const call = await readFile(join(root, "call.js"), "utf8");
  await writeFile(join(root, "call.js"), call.replaceAll("document.title = ", "globalThis.told = ").replace("location.search", "self.name"));
  await writeFile(
    join(root, "worker.js"),
    'import "cors-forecast/auto";\n\nimport { call } from "./call.js";\n\ncall().then(() => postMessage(told));\n',
  );
  await writeFile(
    join(root, "main.js"),
    'const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: location.search });\n' +
      "worker.onmessage = ({ data }) => (document.title = data);\n",
  );
}

export async function dev(root) {
  await prepare(root);
  return vite.dev(root);
}

export async function build(root) {
  await prepare(root);
  return vite.build(root);
}
