// A packed package in an app that has nothing else: installed by npm, offline, each entry loaded and put to work.
// `node fresh.mjs TARBALL VERSION` is what a release runs; fresh.test.mjs does the same.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Script } from "node:vm";

const shell = process.platform === "win32";

/** What is run of each entry, in a module of the app's. Those that need a test runner of the app's are loaded with the samples. */
const USES = {
  ".": `import { createForecaster, decodeConsoleError, install } from "cors-forecast";
    const { verdict } = createForecaster({ origin: "https://app.example" }).predict({ url: "https://api.example/", method: "PUT" });
    print([verdict, typeof decodeConsoleError, install().active]);`,
  "./standalone": `import { createForecaster } from "cors-forecast/standalone";
    print(createForecaster({ origin: "https://app.example" }).predict({ url: "https://api.example/" }).verdict);`,
  "./server": `import { configure, stacks } from "cors-forecast/server";
    const policy = { origins: ["https://app.example"], methods: ["PUT"], headers: ["x-a"], credentials: false, maxAge: 600 };
    print([stacks().length > 20, JSON.stringify(configure(policy, "nginx")).includes("Access-Control-Allow-Origin")]);`,
  "./auto": `import "cors-forecast/auto"; print("loaded");`,
  "./panel": `import "cors-forecast/panel"; print("loaded");`,
  "./middleware": `import corsForecast from "cors-forecast/middleware"; print(typeof corsForecast());`,
  "./vite": `import corsForecast from "cors-forecast/vite"; print(typeof corsForecast().name);`,
  "./webpack": `import CorsForecast from "cors-forecast/webpack"; print(typeof new CorsForecast().apply);`,
};
const SAYS = {
  ".": ["preflight", "function", false],
  "./standalone": "simple",
  "./server": [true, true],
  "./auto": "loaded",
  "./panel": "loaded",
  "./middleware": "function",
  "./vite": "string",
  "./webpack": "function",
};
const RUNNERS = ["./playwright", "./vitest"];

/** Installs and runs it; gives what was seen. Throws where something is not as it should be. */
export async function checkFresh(tarball, version) {
  const app = await mkdtemp(join(tmpdir(), "cors-forecast-fresh-"));
  try {
    await writeFile(join(app, "package.json"), '{ "name": "app", "private": true, "type": "module" }\n');
    // Offline: whoever installs it needs nothing else.
    const npm = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", resolve(tarball)];
    await run("npm", npm, app, { shell });
    const installed = (await readdir(join(app, "node_modules"))).filter((name) => !name.startsWith("."));
    assert.deepEqual(installed, ["cors-forecast"], "nothing else is installed");
    const folder = join(app, "node_modules", "cors-forecast");
    const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    assert.equal(manifest.version, version);
    const command = join(app, "node_modules", ".bin", shell ? "cors-forecast.cmd" : "cors-forecast");
    assert.equal((await run(command, ["--version"], app, { shell })).trim(), version);
    const explained = await run(command, ["explain", "--json", "--origin", "https://app.example", "-X", "PUT", "https://api.example/"], app, { shell });
    assert.match(explained, /"preflight"/);
    const entries = [];
    for (const [entry, target] of Object.entries(manifest.exports)) entries.push(await checkEntry(app, folder, entry, target));
    return { version, entries };
  } finally {
    await rm(app, { recursive: true, force: true });
  }
}

async function checkEntry(app, folder, entry, target) {
  if (typeof target === "string") return checkFile(join(folder, target), entry);
  const files = JSON.stringify(target).match(/"\.\/[^"]+"/g).map((path) => JSON.parse(path));
  for (const file of files) await access(join(folder, file));
  if (RUNNERS.includes(entry)) return `${entry}: ${files.length} files`;
  assert.ok(USES[entry], `fresh.mjs has no use for the entry ${entry}`);
  await mkdir(join(app, "src"), { recursive: true });
  const script = join(app, "src", `${entry.replace(/\W/g, "") || "main"}.js`);
  await writeFile(script, `const print = (what) => console.log(JSON.stringify(what));\n${USES[entry]}\n`);
  const said = JSON.parse((await run(process.execPath, [script], app)).trim().split("\n").at(-1));
  assert.deepEqual(said, SAYS[entry], entry);
  if (target.require) await run(process.execPath, ["--input-type=commonjs", "--eval", `require("cors-forecast${entry.slice(1)}")`], app);
  return `${entry}: ${target.require ? "import, require" : "import"}`;
}

async function checkFile(path, entry) {
  const content = await readFile(path);
  if (path.endsWith(".wasm")) await WebAssembly.compile(content);
  else if (path.endsWith(".json")) JSON.parse(content);
  else new Script(content.toString());
  return `${entry}: a file`;
}

async function run(program, args, cwd, options = {}) {
  const { NODE_ENV, ...env } = process.env;
  const { stdout } = await promisify(execFile)(program, args, { cwd, env, ...options });
  return stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { entries } = await checkFresh(process.argv[2], process.argv[3]);
  for (const entry of entries) console.log(entry);
}
