// What the cells start: processes of their own, and servers.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const cellFile = fileURLToPath(new URL("cell.mjs", import.meta.url));

/** Milliseconds in which a tool has to have built the app, and a page to have made its call. */
export const PATIENCE = 240_000;

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".map": "application/json" };

/** A process that has made what it was asked for; `end()` ends it, and `said()` is what it has complained of. */
export async function startCell(tool, kind, root, environment = {}) {
  const { NODE_ENV, ...env } = process.env;
  const ownGroup = process.platform !== "win32";
  const options = { env: { ...env, ...environment }, detached: ownGroup, stdio: ["pipe", "pipe", "pipe"] };
  const child = spawn(process.execPath, [cellFile, tool, kind, root], options);
  const ended = new Promise((resolve) => child.once("close", resolve));
  // A tool's own processes, of which some outlive it, must not keep anyone waiting.
  child.once("exit", () => {
    try {
      if (ownGroup) process.kill(-child.pid, "SIGKILL");
    } catch {
      // None is left.
    }
    setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.destroy()), 1000);
  });
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const timer = setTimeout(() => child.kill(), PATIENCE);
  for await (const line of createInterface({ input: child.stdout })) {
    const made = line.startsWith('{"made":') ? JSON.parse(line).made : undefined;
    if (made === undefined) {
      said += `${line}\n`;
      continue;
    }
    clearTimeout(timer);
    return {
      made,
      said: () => said.trim().slice(-2000),
      end() {
        child.stdin.end();
        return ended;
      },
    };
  }
  clearTimeout(timer);
  const code = await ended;
  throw new Error(said.trim().slice(-4000) || `it ended with ${code}, or took longer than ${PATIENCE / 1000} s`);
}

/** A folder as a site. */
export async function serveFolder(folder) {
  return listen(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = join(folder, pathname === "/" ? "index.html" : pathname);
    const content = await readFile(path).catch(() => undefined);
    response.writeHead(content ? 200 : 404, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }).end(content);
  });
}

/** An API on another origin that permits everything. */
export const endpoint = () =>
  listen((request, response) => {
    response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "X-Request-Id" }).end("{}");
  });

async function listen(answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs a command to its end, in silence. */
export async function run(command, args, cwd) {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}
