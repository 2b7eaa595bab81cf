import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export const title = "import map, no bundler";

/** Nothing tells development from production here, so the entry without a gate is asked for. */
export async function watched(root) {
  const folder = join(root, "dist");
  await mkdir(folder);
  await cp(join(root, "node_modules/cors-forecast/dist"), join(folder, "cors-forecast"), { recursive: true });
  await cp(join(root, "call.js"), join(folder, "call.js"));
  const page = await readFile(join(root, "index.html"), "utf8");
  await writeFile(
    join(folder, "index.html"),
    page
      .replace("<title>", '<script type="importmap">{ "imports": { "cors-forecast": "./cors-forecast/standalone.js" } }</script>\n    <title>')
  );
  await writeFile(
    join(folder, "main.js"),
    'import { install } from "cors-forecast";\nimport { call } from "./call.js";\ninstall({ level: "findings" });\ncall();\n',
  );
  return folder;
}
