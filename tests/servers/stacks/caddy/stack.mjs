import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { connect, withApi } from "../../front.mjs";
import { output } from "../../installed.mjs";

let behind;

export default {
  needs: { programs: { caddy: "caddy" } },
  file: "Caddyfile",
  async build(cell) {
    const file = join(cell.folder, "Caddyfile");
    // Where the emitted code says that it belongs.
    const code = await readFile(file, "utf8");
    const login = "forward_auth 127.0.0.1:3000 {\n\turi /authorized\n}\n";
    if (cell.auth) await writeFile(file, code.replace(/^\s*reverse_proxy /m, (line) => login + line));
    behind = await connect(cell, ["Caddyfile"]);
  },
  start: ({ folder }) => ({
    ...withApi(behind, "caddy", ["run", "--config", "Caddyfile", "--adapter", "caddyfile"]),
    env: { XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
  }),
  versions: () => `Caddy ${output("caddy", ["version"]).replace(/^v/, "").split(" ")[0]}`,
};
