// What all commands share: finding them, their options, help, colour, and what exit codes mean.

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { Wrong } from "./wrong.js";

export { Wrong };

/** The command did what it was asked to, and found nothing that it was asked to object to. */
export const OK = 0;
/** It found what it was asked to object to. */
export const FOUND = 1;
/** It was asked for something that it can't do, or that can't be done. */
export const WRONG = 2;

/**
 * Each module exports `summary`, `usage` (its own help), `options` (of node:util's parseArgs, each with a `description`) and
 * `run({ values, positionals, io })`, which gives an exit code. One that takes others' options, too, exports
 * `parse(args, options)`.
 */
const COMMANDS = {
  explain: () => import("./explain.js"),
  probe: () => import("./probe.js"),
  har: () => import("./har.js"),
  check: () => import("./check.js"),
  decode: () => import("./decode.js"),
  config: () => import("./config.js"),
  log: () => import("./log.js"),
  serve: () => import("./serve.js"),
};

const COMMON = {
  help: { type: "boolean", short: "h", description: "Say what there is" },
  json: { type: "boolean", description: "One JSON document for programs instead of text" },
};

/** `host` is the process, or what a test has put in its place: `{ stdin, stdout, stderr, env }`. */
export async function run(args, host) {
  const io = ioOf(host);
  const [name, ...rest] = args;
  try {
    if (name === "--version" || name === "-V") return say(io, await version());
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
      say(io, await overview());
      return name === undefined ? WRONG : OK;
    }
    const load = Object.hasOwn(COMMANDS, name) && COMMANDS[name];
    if (!load) throw new Wrong(`There is no command \`${name}\`.`, `Commands: ${Object.keys(COMMANDS).join(", ")}. See cors-forecast --help.`);
    const command = await load();
    const options = { ...COMMON, ...command.options };
    const { values, positionals } = command.parse ? command.parse(rest, options) : parsed(name, rest, options);
    if (values.help) return say(io, help(name, command, options));
    return await command.run({ values, positionals, io });
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    io.stderr.write(`cors-forecast: ${error.message}\n`);
    return WRONG;
  }
}

function say(io, text) {
  io.stdout.write(`${text}\n`);
  return OK;
}

function parsed(name, args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Wrong(error.message, `See cors-forecast ${name} --help.`);
  }
}

/** Colour only on a terminal, and as NO_COLOR and FORCE_COLOR say. */
function ioOf({ stdin, stdout, stderr, env = {} }) {
  const wanted = env.FORCE_COLOR !== undefined ? env.FORCE_COLOR !== "0" : stdout.isTTY && env.NO_COLOR === undefined && env.TERM !== "dumb";
  const paint = (code) => (text) => (wanted ? `\x1b[${code}m${text}\x1b[0m` : `${text}`);
  return {
    stdin,
    stdout,
    stderr,
    env,
    bold: paint(1),
    dim: paint(2),
    red: paint(31),
    green: paint(32),
    yellow: paint(33),
    cyan: paint(36),
    /** Shows how far long work is, on a terminal; `undefined` takes it away. */
    progress(text) {
      if (stderr.isTTY) stderr.write(`\r\x1b[K${text ?? ""}`);
    },
  };
}

async function version() {
  return JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")).version;
}

async function overview() {
  const lines = ["Forecasts CORS preflights.", "", "cors-forecast COMMAND …", ""];
  for (const [name, load] of Object.entries(COMMANDS)) lines.push(`  ${name.padEnd(10)}${(await load()).summary}`);
  return [...lines, "", "cors-forecast COMMAND --help says more. Exit codes: 0 fine, 1 what was asked for was found, 2 it can't be done."].join("\n");
}

function help(name, { summary, usage }, options) {
  const rows = Object.entries(options).map(([option, { short, type, description }]) => [
    `${short ? `-${short}, ` : "    "}--${option}${type === "string" ? " …" : ""}`,
    description,
  ]);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [summary, "", usage, "", ...rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`)].join("\n");
}
