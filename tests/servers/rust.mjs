// Stacks in Rust: built in one place for all of their cells, so that only the application itself is built again.

import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TARGET = fileURLToPath(new URL("../../target/servers/", import.meta.url));

/** What a stack's `stack.mjs` has, if its folder has a package called `server`; `versions` names those of `crates`. */
export function rustStack(id, crates) {
  const lock = readFileSync(new URL(`stacks/${id}/app/Cargo.lock`, import.meta.url), "utf8");
  const version = (name) => lock.match(new RegExp(`name = "${name}"\nversion = "(.*)"`))[1];
  return {
    file: "src/cors.rs",
    build: ({ folder }) => build(folder, join(TARGET, id)),
    start: ({ folder, path }) => ({ command: join(folder, "server"), args: [], env: { PERMITTED_PATH: path } }),
    versions: () => crates.map((name) => `${name} ${version(name)}`).join(", "),
  };
}

function build(folder, target) {
  const app = join(target, "app");
  rmSync(app, { recursive: true, force: true });
  cpSync(folder, app, { recursive: true });
  const args = ["build", "--quiet", "--locked", "--target-dir", target];
  const { status, error, stderr } = spawnSync("cargo", args, { cwd: app, encoding: "utf8" });
  if (status !== 0) throw new Error(error?.message ?? stderr);
  renameSync(join(target, "debug/server"), join(folder, "server"));
}
