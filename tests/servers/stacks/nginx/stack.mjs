import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { connect, programOf, withApi, writeAuth } from "../../front.mjs";
import { output } from "../../installed.mjs";

let behind;

export default {
  needs: { programs: { nginx: "nginx" } },
  file: "api.conf",
  async build(cell) {
    const code = await readFile(join(cell.folder, "api.conf"), "utf8");
    const location = code.search(/^location /m);
    await writeFile(join(cell.folder, "http.conf"), code.slice(0, location));
    await writeFile(join(cell.folder, "location.conf"), code.slice(location));
    await writeAuth(cell, "auth_request /authorized;\n");
    behind = await connect(cell, ["nginx.conf", "location.conf"]);
  },
  start: ({ folder }) => withApi(behind, programOf("nginx"), ["-p", folder, "-c", "nginx.conf"]),
  versions: () => output(programOf("nginx"), ["-v"]).replace(/^.*nginx\//, "nginx "),
};
