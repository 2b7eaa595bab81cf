// Bundles each client with what it imports from npm, as an application's build would.

import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));

/** The names of all clients: the modules beside the tests. */
export const clientNames = readdirSync(here)
  .filter((name) => name.endsWith(".mjs") && !name.endsWith(".test.mjs"))
  .map((name) => basename(name, ".mjs"));

/** `{ folder, clients, remove() }`, where a client is `{ name, packages, variants }`. */
export async function bundleClients(names) {
  const folder = await mkdtemp(join(tmpdir(), "cors-forecast-clients-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const { metafile } = await build({
      absWorkingDir: here,
      entryPoints: names.map((name) => `${name}.mjs`),
      outdir: folder,
      bundle: true,
      format: "esm",
      platform: "browser",
      target: "chrome120",
      define: { "process.env.NODE_ENV": '"production"' },
      metafile: true,
      logLevel: "error",
    });
    const clients = {};
    for (const [path, output] of Object.entries(metafile.outputs)) {
      const name = basename(path, ".js");
      const imports = metafile.inputs[`${name}.mjs`].imports.map(({ original }) => original);
      clients[name] = { name, packages: await versions(imports), variants: output.exports };
    }
    return { folder, clients, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The packages behind these imports, as `name@version`. */
async function versions(imports) {
  const names = new Set(imports.filter((path) => /^[^.]/.test(path)).map((path) => /^(@[^/]+\/)?[^/]+/.exec(path)[0]));
  return Promise.all([...names].map(async (name) => {
    const { version } = JSON.parse(await readFile(join(here, "node_modules", name, "package.json"), "utf8"));
    return `${name}@${version}`;
  }));
}
