// The page of those that make scripts only.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Puts it beside `bundle.js`, and gives the folder. */
export async function page(root, kind = "") {
  const folder = join(root, "dist");
  const text = await readFile(join(root, "index.html"), "utf8");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "index.html"), text.replace('type="module" src="/main.js"', `${kind} src="/bundle.js"`));
  return folder;
}
