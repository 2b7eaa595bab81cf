import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { page } from "./page.mjs";

export const title = "script tag, no bundler";

/** The page of a server in development: nothing of it is in production, where another page is served. */
export async function watched(root) {
  const folder = await page(root, 'type="module"');
  await cp(join(root, "node_modules/cors-forecast/dist/global.js"), join(folder, "cors-forecast.js"));
  await cp(join(root, "call.js"), join(folder, "call.js"));
  await writeFile(join(folder, "bundle.js"), 'import { call } from "./call.js";\ncall();\n');
  const path = join(folder, "index.html");
  await writeFile(path, (await readFile(path, "utf8")).replace("<title>", '<script src="/cors-forecast.js"></script>\n    <title>'));
  return folder;
}
