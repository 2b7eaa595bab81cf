// Recordings that tests make up, and the built command line to read them.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../dist/pkg/dist/cli.js", import.meta.url));
export const APP = "https://app.example";
export const API = "https://api.example";
const START = Date.parse("2026-01-01T00:00:00Z");

/** A folder that is gone when the tests are over: `{ path(name), write(name, content) }`. */
export function scratch(after) {
  const folder = mkdtempSync(join(tmpdir(), "cors-forecast-cli-"));
  after(() => rmSync(folder, { recursive: true }));
  const path = (name) => join(folder, name);
  return {
    folder,
    path,
    write(name, content) {
      writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content));
      return path(name);
    },
  };
}

/** Runs the command line: `{ code, stdout, stderr }`. */
export function cli(args, { cwd } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, FORCE_COLOR: "0" } });
    const result = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (result[name] += text));
    child.on("close", (code) => resolve({ code, ...result }));
  });
}

export async function json(args, options) {
  const { code, stdout, stderr } = await cli([...args, "--json"], options);
  if (stdout === "") throw new Error(`It ended with ${code}: ${stderr}`);
  return { code, ...JSON.parse(stdout) };
}

const list = (headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));

/** `at` in milliseconds from the first entry; `answer` is the response's headers. */
export function entry({ at = 0, took = 10, method = "GET", path = "/items/1", origin = APP, headers = {}, type = "fetch", status = 200, answer = {}, body, ...others }) {
  return {
    startedDateTime: new Date(START + at).toISOString(),
    time: took,
    pageref: "page_1",
    ...(type === null ? {} : { _resourceType: type }),
    request: {
      method,
      url: /^\w+:/.test(path) ? path : API + path,
      headers: list({ ...(origin === null ? {} : { Origin: origin }), ...headers }),
      cookies: [],
      ...(body === undefined ? {} : { postData: { mimeType: headers["Content-Type"] ?? "", text: body } }),
    },
    response: { status, headers: list(answer), redirectURL: "", content: { size: 2, mimeType: "application/json", text: "{}" } },
    ...others,
  };
}

export function preflight({ method = "PUT", asked, age, ...others }) {
  const headers = { "Access-Control-Request-Method": method, ...(asked ? { "Access-Control-Request-Headers": asked } : {}) };
  const answer = {
    "Access-Control-Allow-Origin": APP,
    "Access-Control-Allow-Methods": method,
    "Access-Control-Allow-Headers": asked ?? "",
    ...(age === undefined ? {} : { "Access-Control-Max-Age": `${age}` }),
  };
  return entry({ method: "OPTIONS", type: "preflight", status: 204, headers, answer, ...others });
}

export function har(entries, { browser = "Chrome", pages = [{ id: "page_1", title: `${APP}/` }] } = {}) {
  return { log: { version: "1.2", creator: { name: "test", version: "1" }, browser: { name: browser, version: "1" }, pages, entries } };
}

/** A PUT of JSON, its preflight, and the same again, which the cache spares. */
export function twoPuts({ age = 600 } = {}) {
  const put = { method: "PUT", headers: { "Content-Type": "application/json", Authorization: "Bearer secret-token" }, body: '{"a":"secret-body"}' };
  return [
    preflight({ at: 1, asked: "authorization,content-type", age, took: 7 }),
    entry({ ...put, at: 0, took: 30 }),
    entry({ ...put, at: 1000 }),
  ];
}
