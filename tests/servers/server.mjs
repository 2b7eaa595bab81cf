// A stack with a configuration: its skeleton, the emitted code in the marked place, and a process that serves it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { ask } from "./raw.mjs";

/** Milliseconds in which a server has to answer. */
const PATIENCE = 90_000;

/** What a skeleton has in the place of the emitted code, in a comment of its language that has the line to itself. */
const MARK = /^([ \t]*).*<configuration>.*$/m;

/** Starts it: `{ port, end() }`. */
export async function startServer(stack, configuration, { auth = false, path = "/", environment = {} } = {}) {
  // In the stack's own folder, so that it finds what is installed there.
  const folder = await mkdtemp(join(stack.folder, ".run-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await cp(join(stack.folder, "app"), folder, { recursive: true });
    await paste(join(folder, stack.file), configuration.code);
    const cell = { folder, port: await freePort(), auth, path };
    await stack.build?.(cell);
    const { command, args, env = {} } = await stack.start(cell);
    const server = await started(command, args, cell, { ...(auth && { AUTH: "1" }), ...environment, ...env });
    return { port: cell.port, end: () => server.end().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The code in the place of the mark's line, as far to the right as that. */
async function paste(file, code) {
  const skeleton = await readFile(file, "utf8");
  if (!MARK.test(skeleton)) throw new Error(`${file} has no line with <configuration>`);
  const indented = (space) =>
    code
      .split("\n")
      .map((line) => (line ? space + line : line))
      .join("\n");
  await writeFile(
    file,
    skeleton.replace(MARK, (_, space) => indented(space)),
  );
}

async function started(command, args, { folder, port }, environment) {
  const env = { ...process.env, PORT: String(port), ...environment };
  const child = spawn(command, args, { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said = (said + chunk).slice(-4000)));
  let over;
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve((over = error.message)));
    child.once("close", (code) => resolve((over ??= `it ended with ${code}`)));
  });
  const end = async () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // None is left.
    }
    await ended;
  };
  for (const limit = Date.now() + PATIENCE; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (over !== undefined || Date.now() > limit) {
      await end();
      throw new Error(`${over ?? `it did not answer in ${PATIENCE / 1000} s`}\n${said.trim().split("\n").slice(-12).join("\n")}`);
    }
    const answers = await ask(port, { method: "GET", path: "/health", headers: [] }).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (answers) return { end };
  }
}

const used = new Set();

/** A port that nobody listens on, and nobody has: browsers remember what was permitted at one. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (used.has(port)) return freePort();
  used.add(port);
  return port;
}
