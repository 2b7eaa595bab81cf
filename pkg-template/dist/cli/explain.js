// `cors-forecast explain`: what becomes of one request, before it is made.

import { REQUEST_OPTIONS, enginesOf, split } from "./arguments.js";
import { agreeing, forecasts, named } from "./engines.js";
import { curlLine, withoutUser } from "./quote.js";
import { requestOf } from "./request.js";
import { OK } from "./run.js";
import { cacheText, verdictText } from "./sentences.js";

export const summary = "Says whether a request needs a preflight, why, and what would spare it";

export const usage = `cors-forecast explain URL [-X METHOD] [-H 'Name: value'] …
cors-forecast explain curl …               what DevTools copy as cURL, as it is
cors-forecast explain 'fetch("https://…")' what DevTools copy as fetch, or your own call
cors-forecast explain -                    what is piped in: one of these

Values of headers are never shown. Options that are not listed are curl's.`;

export const options = REQUEST_OPTIONS;
export const parse = split;

export async function run({ values, positionals, io }) {
  const engines = enginesOf(values.engine);
  const asked = await requestOf(positionals, values, io);
  const rows = forecasts(asked, engines);
  io.stdout.write(`${values.json ? JSON.stringify(documentOf(asked, rows), null, 2) : text(asked, rows, io)}\n`);
  return OK;
}

function documentOf({ request, origin, originFrom, places, notes }, rows) {
  return {
    request: { ...shown(request), headers: request.headers.map(([name]) => ({ name, ...(places.has(name.toLowerCase()) ? { where: places.get(name.toLowerCase()) } : {}) })) },
    origin,
    originFrom,
    notes,
    engines: Object.fromEntries(rows.map(({ engine, forecast }) => [engine, { ...forecast, ...(forecast.preflight ? { curl: curlLine(forecast.preflight) } : {}) }])),
  };
}

/** A request as it may be shown: its method and URL, and how it is made. */
export function shown(request) {
  return { ...request, method: request.method ?? "GET", url: withoutUser(request.url) };
}

function text({ request, origin, originFrom, places, notes }, rows, io) {
  const all = rows.map(({ engine }) => engine);
  const { method, url } = shown(request);
  const lines = [io.bold(`${method} ${url}`), `from ${origin} (from ${originFrom})`.replace("from nothing: ", ""), ...(request.credentials ? [`credentials: ${request.credentials}`] : [])];
  for (const note of notes) lines.push(io.dim(`Note: ${note}`));
  const section = (title, of, lay) => {
    for (const { engines, value } of agreeing(rows, of)) {
      if (value === undefined || value.length === 0) continue;
      const who = named(engines, all);
      lines.push("", io.bold(who ? `${title} (${who})` : title), ...lay(value));
    }
  };
  section("Verdict", ({ forecast }) => verdictText(forecast), (value) => [`  ${value}`]);
  section("Why", ({ forecast }) => forecast.triggers, (triggers) => triggers.flatMap((trigger, index) => triggerLines(trigger, index + 1, places, io)));
  section("The preflight", ({ forecast }) => forecast.preflight, (preflight) => [
    `  ${io.cyan(`OPTIONS ${withoutUser(preflight.url)}`)}`,
    ...preflight.headers.map(([name, value]) => `  ${name}: ${value}`),
    "",
    `  ${io.dim("The same by hand:")}`,
    `  ${curlLine(preflight)}`,
  ]);
  section("The cache", ({ forecast }) => cacheText(forecast.cache), (value) => value.map((line) => `  ${line}`));
  section("What helps", ({ forecast }) => forecast.advice, (advice) => adviceLines(advice, io));
  return lines.join("\n");
}

function triggerLines({ kind, name, source, part, text: why, spec, addedBy = [] }, number, places, io) {
  const where = kind === "header" && source === "author" ? places.get(name) : undefined;
  const which = part ? `byte ${part.offset + 1}${part.length > 1 ? ` to ${part.offset + part.length}` : ""} of its value` : undefined;
  const stands = [where, which].filter(Boolean).join(", ");
  const label = [kind === "upload-listener" || kind === "stream-body" ? kind.replace("-", " ") : kind, name].filter(Boolean).join(" ");
  return [
    `  ${number}. ${io.yellow(label)}${stands ? ` (${stands})` : ""}${source === "body" ? " (brought by the body)" : ""}`,
    `     ${why}`,
    ...addedBy.map(({ library, setting, risk }) => `     ${library} adds it: ${setting}${risk ? ` Risk: ${risk}` : ""}`),
    `     ${io.dim(spec)}`,
  ];
}

function adviceLines(advice, io) {
  const told = advice.map(({ text: what, risk }) => `  - ${what}${risk ? `\n    ${io.yellow("Risk:")} ${risk}` : ""}`);
  // Several triggers may have the same answer.
  return [...new Set(told)];
}
