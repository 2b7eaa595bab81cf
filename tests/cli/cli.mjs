// Runs the built command line as whoever has installed it would.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../dist/pkg/dist/cli.js", import.meta.url));

/** Gives `{ code, out, err }`. Without `input` nothing is piped in. */
export function cli(args, { input, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env } });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.end(input ?? "");
  });
}

/** The document that a command prints with `--json`. */
export async function json(args, options) {
  const { code, out, err } = await cli([args[0], "--json", ...args.slice(1)], options);
  if (out === "") throw new Error(`Nothing but: ${err}`);
  return { code, ...JSON.parse(out) };
}
