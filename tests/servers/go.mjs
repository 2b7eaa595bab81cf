// Stacks in Go, with the libraries that Debian has: there is no go.mod, and nothing is fetched.

import { spawnSync } from "node:child_process";

import { output } from "./installed.mjs";

const GOPATH = "/usr/share/gocode";

/** What a stack's `stack.mjs` has; `libraries` are Debian's packages with what they are called and a file that they have. */
export const goStack = (libraries) => ({
  needs: {
    programs: { go: "golang-go", ...Object.fromEntries(libraries.map(({ file, debian }) => [`${GOPATH}/src/${file}`, debian])) },
  },
  file: "cors.go",
  build({ folder }) {
    const env = { ...process.env, GO111MODULE: "off", GOPATH, GOFLAGS: "" };
    const { status, error, stderr } = spawnSync("go", ["build", "-o", "server", "."], { cwd: folder, env, encoding: "utf8" });
    if (status !== 0) throw new Error(error?.message ?? stderr);
  },
  start: () => ({ command: "./server", args: [] }),
  versions: () => [...libraries.map(versionOf), `Go ${output("go", ["version"]).match(/go([\d.]+) /)[1]}`].join(", "),
});

const versionOf = ({ name, debian }) => `${name} ${output("dpkg-query", ["-W", "-f", "${Version}", debian]).split("-")[0]}`;
