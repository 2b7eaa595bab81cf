// The same for each line of Vite, and for each framework on it.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** `plugins()` are the framework's, `files` those of the app that are others with it. */
export function viteTool(title, { build, createServer }, { plugins = () => [], files = {} } = {}) {
  const config = { configFile: false, logLevel: "error" };

  async function prepare(root) {
    for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
    return { ...config, root, plugins: plugins() };
  }

  return {
    title,
    async dev(root) {
      const server = await createServer({ ...(await prepare(root)), server: { host: "127.0.0.1", port: 0 } });
      await server.listen();
      return server.resolvedUrls.local[0];
    },
    async build(root) {
      await build(await prepare(root));
      return join(root, "dist");
    },
  };
}
