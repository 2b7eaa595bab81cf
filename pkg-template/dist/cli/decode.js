// `cors-forecast decode`: what a browser's console means by its CORS error.

import { decodeConsoleError } from "cors-forecast/standalone";

import { piped } from "./arguments.js";
import { named } from "./engines.js";
import { FOUND, OK, Wrong } from "./run.js";

export const summary = "Says what a browser's console means by a CORS error, and the fix";

export const usage = `cors-forecast decode 'Access to fetch at …'   what the console of Chrome, Edge, Firefox or Safari has printed
cors-forecast decode -                        what is piped in; several errors are read one by one

Exit codes: 0 read, 1 there is no CORS error in it, 2 nothing was given.`;

export const options = {};

const STAGES = {
  before: "before anything is sent",
  preflight: "the preflight's answer",
  actual: "the request's own answer",
  redirect: "a redirect",
  unknown: "not told whether the preflight's answer or the request's own",
};

export async function run({ values, positionals, io }) {
  const text = positionals.length === 0 || positionals.join() === "-" ? await piped(io.stdin) : positionals.join(" ");
  if (text.trim() === "") throw new Wrong("Nothing was given to decode.", "Paste what the browser's console has printed: cors-forecast decode '…', or pipe it in.");
  const errors = decodeConsoleError(text);
  if (values.json) io.stdout.write(`${JSON.stringify({ errors }, null, 2)}\n`);
  else io.stdout.write(`${errors.length === 0 ? "No CORS error of Chrome, Edge, Firefox or Safari is in it." : errors.map((error) => lines(error, io).join("\n")).join("\n\n")}\n`);
  return errors.length === 0 ? FOUND : OK;
}

function lines({ engine, code, alsoPossible, step, stage, kind, url, redirectedFrom, origin, status, meaning, unsaid, fix }, io) {
  const said = [engine && named([engine], []), kind, status && `status ${status}`, origin && `from ${origin}`].filter(Boolean).join(", ");
  return [
    `${io.bold(io.red(code))}${url ? ` ${url}` : ""}`,
    ...(redirectedFrom ? [`  redirected from ${redirectedFrom}`] : []),
    ...(said ? [`  ${said}`] : []),
    `  ${io.dim(`${STAGES[stage]}${step ? `; ${step}` : ""}`)}`,
    `  ${meaning}`,
    ...(alsoPossible.length > 0 ? [`  ${io.yellow("It may as well be:")} ${alsoPossible.join(", ")}`] : []),
    ...(unsaid ? [`  ${io.yellow("Not told:")} ${unsaid}`] : []),
    `  ${io.green("Fix:")} ${fix.text}`,
    ...fix.headers.map(([name, value]) => `    ${io.cyan(`${name}: ${value}`)}`),
    ...(fix.risk ? [`  ${io.yellow("Risk:")} ${fix.risk}`] : []),
  ];
}
