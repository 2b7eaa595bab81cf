import { connect, programOf, withApi, writeAuth } from "../../front.mjs";
import { output } from "../../installed.mjs";

/** Debian's folder. */
const MODULES = "/usr/lib/apache2/modules";
const LOADED = [
  ..."mpm_event headers rewrite setenvif proxy proxy_http".split(" "),
  ..."authz_core authz_user authn_core authn_file auth_basic".split(" "),
];

const AUTH = `<Location "/">
    AuthType Basic
    AuthName "api"
    AuthUserFile /dev/null
    <RequireAny>
        Require expr "%{HTTP:Authorization} == 'Bearer right'"
        Require valid-user
    </RequireAny>
</Location>
`;

let behind;

export default {
  needs: { programs: { apache2: "apache2" } },
  file: "api.conf",
  async build(cell) {
    await writeAuth(cell, AUTH);
    behind = await connect(cell, ["httpd.conf"]);
  },
  start({ folder }) {
    const modules = LOADED.flatMap((name) => ["-C", `LoadModule ${name}_module ${MODULES}/mod_${name}.so`]);
    const place = ["-d", folder, "-C", `DefaultRuntimeDir ${folder}`];
    return withApi(behind, programOf("apache2"), [...place, ...modules, "-f", "httpd.conf", "-DFOREGROUND"]);
  },
  versions: () => output(programOf("apache2"), ["-v"]).replace(/^.*Apache\/(\S+)[^]*$/, "Apache httpd $1"),
};
