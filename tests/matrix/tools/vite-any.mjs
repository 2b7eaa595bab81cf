// The same for each line of Vite.

import { join } from "node:path";

export function viteTool(title, { build, createServer }) {
  const config = { configFile: false, logLevel: "error" };
  return {
    title,
    async dev(root) {
      const server = await createServer({ ...config, root, server: { host: "127.0.0.1", port: 0 } });
      await server.listen();
      return server.resolvedUrls.local[0];
    },
    async build(root) {
      await build({ ...config, root });
      return join(root, "dist");
    },
  };
}
