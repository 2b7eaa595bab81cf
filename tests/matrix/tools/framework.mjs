// What is installed in a folder of its own below `frameworks/` and run by its command, as in an app.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const frameworks = fileURLToPath(new URL("../frameworks/", import.meta.url));

/** What the pages of those that render on a server say, where the package has been imported on it. */
export const RENDERED = "An app with a function";

/** They tell their makers nothing, and print plain text. */
const SILENT = { NEXT_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", NG_CLI_ANALYTICS: "false", NO_COLOR: "1" };

/** Node as it is here if it is new enough for all of them, else the one that is installed beside them. */
export function newerNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 24 || (major === 24 && minor >= 15)) return process.execPath;
  const [platform, name] = process.platform === "win32" ? ["win", "node.exe"] : [process.platform, "node"];
  const path = join(frameworks, `node/node_modules/node-${platform}-${process.arch}/bin/${name}`);
  if (!existsSync(path)) throw new Error(`This needs Node 24.15 or newer, which npm does not have for ${platform}-${process.arch}; here is ${process.versions.node}.`);
  return path;
}

/** A file of a framework's packages. */
export const fileOf = (framework, path) => join(frameworks, framework, "node_modules", path);

/** Puts files into the app, in the place of the page that bundlers start from. */
export async function write(root, files) {
  for (const name of ["index.html", "main.js"]) await rm(join(root, name), { force: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

/** Runs a command to its end. */
export async function run(root, command, args, env) {
  const [code] = await once(start(root, command, args, env), "close");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
}

/** Starts a server with a command that `argsFor(port)` makes, and gives its URL as soon as it answers. */
export async function serve(root, command, argsFor, env = () => ({})) {
  const port = await freePort();
  const child = start(root, command, argsFor(port), env(port));
  const url = `http://127.0.0.1:${port}/`;
  while (child.exitCode === null && child.signalCode === null) {
    // The first answer may take as long as the whole app takes to be compiled.
    if (await fetch(url).then(() => true, () => false)) return url;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${command} ended with ${child.exitCode ?? child.signalCode}`);
}

/** What it prints is this process's complaint; it ends with this process, and what it started does, too. */
function start(root, command, args, env) {
  const ownGroup = process.platform !== "win32";
  const child = spawn(command, args, { cwd: root, detached: ownGroup, stdio: ["ignore", 2, 2], env: { ...process.env, ...SILENT, ...env } });
  process.once("exit", () => {
    try {
      process.kill(ownGroup ? -child.pid : child.pid);
    } catch {
      // It has ended before.
    }
  });
  return child;
}

/** For servers that take no port 0, or do not say which one they took. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
