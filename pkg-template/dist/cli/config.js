// `cors-forecast config`: the least policy that lets requests through, and what to type for it.

import { configure, mergeInto, policyLines, existingAnswers, stacks, synthesize } from "cors-forecast/server";

import { readFileSync } from "node:fs";

import { split } from "./arguments.js";
import { isFile, readInput } from "./config-input.js";
import { textOf } from "./config-text.js";
import { FOUND, OK, Wrong } from "./run.js";

export const summary = "Writes the least server configuration that lets requests through";

export const usage = `cors-forecast config FILE.har … --origin https://app.example --for express
cors-forecast config requests.json         [{ "origin": …, "request": { "url": …, "method": … } }, …], or an installation's reports()
cors-forecast config curl …                what DevTools copy as cURL, as it is; a fetch() call; a URL
cors-forecast config -                     what is piped in: one of these
cors-forecast config --list                the servers that --for knows

Options that are not listed are curl's. Exit codes: 0 all requests get through (with --existing: and nothing has to be changed),
1 some don't, or something has to be changed, 2 there is no policy.`;

export const options = {
  origin: { type: "string", multiple: true, description: "Whose pages are to be let in; default: those that were seen" },
  for: { type: "string", description: "The servers to write for, with commas between them: nginx,express" },
  list: { type: "boolean", description: "List the servers that --for knows" },
  path: { type: "boolean", description: "Only for the narrowest path that has all requests" },
  "max-age": { type: "string", description: "Seconds for Access-Control-Max-Age; default 7200" },
  expose: { type: "string", description: "Answers' headers that scripts are to read, with commas between them" },
  existing: { type: "string", description: "A file with answers as curl -i prints them: what to change about them" },
  page: { type: "string", description: "The page's origin, in the place of the one that is recorded" },
  credentials: { type: "string", description: "omit, same-origin, or include, for all requests" },
};
export const parse = split;

export async function run({ values, positionals, io }) {
  if (values.list) return list(values, io);
  const names = commas(values.for);
  known(names);
  const [first] = values.origin ?? [];
  const { requests, notes } = await readInput(positionals, { page: values.page ?? pageOf(positionals, first), credentials: values.credentials, io });
  const found = refusing(() => synthesize(requests, optionsOf(values)));
  const existing = values.existing === undefined ? undefined : readExisting(values.existing, first ?? requests[0].origin);
  const servers = found.servers.map((server) => serverOf(server, names, existing));
  const result = { ...found, servers, notes };
  io.stdout.write(`${values.json ? JSON.stringify({ kind: "cors-forecast-config", version: 1, ...result }, null, 2) : textOf(result, io)}\n`);
  return isEnough(result, existing) ? OK : FOUND;
}

/** The origin that is to be let in is the one that asks, where a pasted request does not say. */
function pageOf(positionals, origin) {
  const isPasted = positionals.length > 0 && !positionals.every((word) => word === "-" || isFile(word));
  return isPasted && origin !== "*" ? origin : undefined;
}

function isEnough({ servers, notPermitted }, existing) {
  const needs = ({ changes }) => changes && changes.preflight.length + changes.actual.length + changes.holes.length > 0;
  const passes = servers.every(({ verified }) => verified.passed === verified.total);
  return passes && notPermitted.length === 0 && !(existing && servers.some(needs));
}

function serverOf(server, names, existing) {
  const { origins } = server.policy;
  const asking = origins === "*" ? "https://app.example" : origins[0];
  const merged = existing && { changes: refusing(() => mergeInto(existing, server.policy)) };
  return { ...server, ...merged, lines: policyLines(server.policy, asking), configurations: names.map((name) => refusing(() => configure(server.policy, name))) };
}

function optionsOf({ origin, path, "max-age": maxAge, expose }) {
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge)) throw new Wrong(`--max-age must be a number of seconds, not "${maxAge}".`, "For example --max-age 7200.");
  const age = maxAge === undefined ? {} : { maxAge: Number(maxAge) };
  return { ...(origin && { origins: origin }), ...age, exposeHeaders: commas(expose), narrowPath: path === true };
}

function readExisting(path, origin) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Wrong(`${path} can't be read: ${error.code}.`, "Give a file with what curl -i prints.");
  }
  const answers = existingAnswers(text, origin);
  if (answers.length === 0) throw new Wrong(`${path} has no answer in it.`, "Give what curl -i prints, or header lines as DevTools copy them.");
  return answers;
}

const commas = (text = "") => text.split(",").map((name) => name.trim()).filter((name) => name !== "");

function known(names) {
  const ids = stacks().map(({ id }) => id);
  const strange = names.find((name) => !ids.includes(name));
  if (strange !== undefined) throw new Wrong(`There is no server "${strange}".`, `--for takes ${ids.join(", ")}.`);
}

/** What the core refuses is a sentence that says what to do. */
function refusing(act) {
  try {
    return act();
  } catch (error) {
    if (!error.code) throw error;
    throw new Wrong(error.message.replace(/^cors-forecast: /, ""));
  }
}

function list({ json }, io) {
  const all = stacks();
  const width = Math.max(...all.map(({ id }) => id.length)) + 2;
  const rows = all.map(({ id, title, verified }) => `  ${id.padEnd(width)}${title}${"with" in verified ? "" : io.dim(" (not run)")}`);
  io.stdout.write(`${json ? JSON.stringify({ stacks: all }, null, 2) : rows.join("\n")}\n`);
  return OK;
}
