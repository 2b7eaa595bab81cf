// Versions of what is installed, as emitters name them.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Of an npm package in a stack's folder. */
export const npmVersion = ({ folder }, name) =>
  JSON.parse(readFileSync(`${folder}node_modules/${name}/package.json`, "utf8")).version;

/** A stack's own Python. */
export const pythonOf = ({ folder }) => `${folder}.venv/bin/python`;

/** Of a Python package in a stack's environment. */
export const pythonVersion = (stack, name) =>
  output(pythonOf(stack), ["-c", `from importlib.metadata import version; print(version("${name}"))`]);

/** What a program prints on being asked. */
export function output(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr}`);
  return (stdout + stderr).trim();
}
