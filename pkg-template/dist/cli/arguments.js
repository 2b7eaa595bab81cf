// The arguments of `explain` and `probe`: our own options wherever they stand, and around them words that are curl's.

import { Wrong } from "./wrong.js";

/**
 * As node:util's parseArgs, but leaves alone what is none of `options`: those are curl's. `--json` is curl's, too, if what
 * follows can be data.
 */
export function split(args, options) {
  const values = {};
  const positionals = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    const [, name, given] = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const option = name !== undefined && Object.hasOwn(options, name) ? options[name] : undefined;
    if (arg === "-h" && positionals.length === 0) values.help = true;
    else if (!option || (name === "json" && isCurlsJson(positionals, args[index + 1]))) positionals.push(arg);
    else if (option.type === "boolean") values[name] = true;
    else {
      const value = given ?? args[(index += 1)];
      if (value === undefined) throw new Wrong(`--${name} needs a value.`);
      if (option.multiple) (values[name] ??= []).push(value);
      else values[name] = value;
    }
  }
  return { values, positionals };
}

function isCurlsJson(before, next) {
  return before.length > 0 && next !== undefined && /^\s*[[{"@]/.test(next);
}

const ENGINES = ["chromium", "firefox", "webkit", "standard"];

/** What `--engine` names: one engine, several with commas between them, or all. */
export function enginesOf(given = "all") {
  const names = given.split(",").map((name) => name.trim().toLowerCase());
  if (names.includes("all")) return ENGINES;
  const strange = names.find((name) => !ENGINES.includes(name));
  if (strange !== undefined) throw new Wrong(`There is no engine "${strange}".`, `--engine takes ${ENGINES.join(", ")}, or all.`);
  return ENGINES.filter((name) => names.includes(name));
}

/** What both commands take besides the request. */
export const REQUEST_OPTIONS = {
  engine: { type: "string", description: "chromium, firefox, webkit, standard, or all (default)" },
  origin: { type: "string", description: "The page's origin; default: what the pasted command says" },
  credentials: { type: "string", description: "omit, same-origin, or include; default: include if there are cookies" },
};

/** All of what is piped in. */
export async function piped(stdin) {
  const chunks = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  // What PowerShell writes to a pipe or a file may be UTF-16.
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
  return text.replace(/^\uFEFF/, "");
}
