// A server in front of the API: `node front.mjs PORT PROGRAM ARGUMENT …` serves the API on the port, and runs the program.
//
// The API says something of its own about CORS here, as many do: what stands in front has to answer for both.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { answer } from "./api.mjs";
import { freePort } from "./server.mjs";

/** Where the emitted code has the application, and the skeletons have the server itself. */
const ADDRESSES = { application: /127\.0\.0\.1:3000/g, own: /127\.0\.0\.1:8080/g };

/** Writes real ports into files of a cell; the application's is returned. */
export async function connect({ folder, port }, files) {
  const behind = await freePort();
  for (const file of files) {
    const text = await readFile(join(folder, file), "utf8");
    const address = (port) => `127.0.0.1:${port}`;
    const connected = text.replace(ADDRESSES.application, address(behind)).replace(ADDRESSES.own, address(port));
    await writeFile(join(folder, file), connected);
  }
  return behind;
}

/** How a cell's server is started with the API behind it. */
export const withApi = (behind, program, args) => ({
  command: process.execPath,
  args: [fileURLToPath(import.meta.url), String(behind), program, ...args],
});

/** Servers are where not everybody's PATH leads. */
export const programOf = (name) => (existsSync(`/usr/sbin/${name}`) ? `/usr/sbin/${name}` : name);

/** `auth.conf` of a cell: what has `/authorized` asked who may pass, or nothing. */
export const writeAuth = ({ folder, auth }, text) => writeFile(join(folder, "auth.conf"), auth ? text : "");

function run(port, program, args) {
  const api = createServer((request, response) => {
    const mayPass = request.headers.authorization === "Bearer right";
    if (request.url === "/authorized") return response.writeHead(mayPass ? 200 : 401).end();
    response.setHeader("Access-Control-Allow-Origin", "https://behind.example");
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Expose-Headers", "X-Internal");
    response.setHeader("Vary", "Accept-Encoding");
    answer(request, response);
  });
  api.listen(Number(port), "127.0.0.1", () => {
    spawn(program, args, { stdio: "inherit" }).once("close", (code) => process.exit(code ?? 1));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) run(...process.argv.slice(2, 4), process.argv.slice(4));
