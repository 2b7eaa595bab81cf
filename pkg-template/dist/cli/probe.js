// `cors-forecast probe`: sends the preflight that a browser would send, and judges the answer as each engine would.

import { REQUEST_OPTIONS, enginesOf, split } from "./arguments.js";
import { exchangesOf, isSafe, lookAlikes, sent } from "./asked.js";
import { agreeing, forecasts, named } from "./engines.js";
import { shown } from "./explain.js";
import { diagnosisOf, judge } from "./judged.js";
import { curlLine, withoutUser } from "./quote.js";
import { findingLines, printable } from "./findings-text.js";
import { requestOf } from "./request.js";
import { FOUND, OK, Wrong } from "./run.js";
import { keptText, verdictText } from "./sentences.js";

export const summary = "Sends the preflight, and says whether its answer permits the request";

export const usage = `cors-forecast probe URL --origin https://app.example [-X METHOD] [-H 'Name: value'] …
cors-forecast probe curl …   what DevTools copy as cURL, as it is; - reads it, or a fetch() call, from a pipe

Only the preflight is sent, and no value of the request's headers leaves this machine. With --send the request itself is sent
as well, headers and all, if it is a GET or HEAD. Options that are not listed are curl's. Exit codes: 0 permitted in all
engines, 1 refused in one, 2 it could not be asked.`;

export const options = {
  ...REQUEST_OPTIONS,
  timeout: { type: "string", description: "Seconds to wait for an answer (default 10)" },
  send: { type: "boolean", description: "Also send the request itself, if it is a GET or HEAD" },
  "look-alikes": { type: "boolean", description: "Also ask from origins that look like the page's" },
};
export const parse = split;

/** Of an answer, what CORS and caches on the way look at. */
const OF_INTEREST = /^(access-control-|vary$|allow$|location$|server$|via$|x-powered-by$|content-type$)/i;

export async function run({ values, positionals, io }) {
  const engines = enginesOf(values.engine);
  const timeout = 1000 * Number(values.timeout ?? 10);
  if (!(timeout > 0 && timeout <= 600_000)) throw new Wrong(`--timeout can't be "${values.timeout}".`, "It takes seconds, up to 600.");
  const asked = await requestOf(positionals, values, io);
  if (asked.insecure) asked.notes.push("-k: the certificate is not checked. A browser would refuse one that is wrong.");
  const rows = forecasts(asked, engines);
  checkSend(values, asked, rows);
  const patience = { timeout, insecure: asked.insecure, progress: (text) => io.progress(text) };
  const exchanges = await exchangesOf(rows, patience);
  const first = exchanges.find(({ preflight }) => preflight);
  const actual = values.send && exchanges.length > 0 ? await sent(asked, patience) : undefined;
  const others = values["look-alikes"] && first ? await lookAlikes(first.preflight, asked.origin, patience) : {};
  for (const exchange of exchanges) Object.assign(exchange, diagnosisOf(exchange, asked, { actual, ...others }));
  const judged = rows.map((row) => judge(row, asked.request, exchanges, actual));
  io.stdout.write(`${values.json ? JSON.stringify(documentOf(asked, exchanges, judged, actual), null, 2) : text(asked, exchanges, judged, actual, io)}\n`);
  return judged.some(({ verdict }) => verdict === "refused") ? FOUND : OK;
}

function checkSend({ send }, { request }, rows) {
  if (send && !isSafe(request)) throw new Wrong(`--send does not send a ${request.method}: it may change something there.`, "It sends GET and HEAD only. Leave it away to ask by the preflight alone.");
  if (!send && !rows.some(({ forecast }) => forecast.preflight || forecast.error)) {
    throw new Wrong("There is nothing to probe: no engine sends a preflight for this request.", `${verdictText(rows[0].forecast)} See cors-forecast explain; --send sends a GET or HEAD itself.`);
  }
}

/** An answer as it may be shown. */
function answerOf({ body, ...answer }) {
  return { ...answer, headers: answer.headers.filter(([name]) => OF_INTEREST.test(name)) };
}

function documentOf({ request, origin, originFrom, notes }, exchanges, judged, actual) {
  return {
    request: { ...shown(request), headers: request.headers.map(([name]) => ({ name })) },
    origin,
    originFrom,
    notes,
    exchanges: exchanges.map(({ engines, preflight, answer, findings, answeredBy }) => ({
      engines,
      ...(preflight ? { preflight: { ...preflight, url: withoutUser(preflight.url) }, answer: answerOf(answer), curl: curlLine(preflight) } : {}),
      findings,
      answeredBy: refuses(judged, engines) ? answeredBy : [],
    })),
    ...(actual ? { actual: answerOf(actual.answer) } : {}),
    engines: Object.fromEntries(judged.map(({ engine, ...rest }) => [engine, rest])),
  };
}

function refuses(judged, engines) {
  return judged.some(({ engine, verdict }) => verdict === "refused" && engines.includes(engine));
}

function text({ request, origin, originFrom, notes }, exchanges, judged, actual, io) {
  const all = judged.map(({ engine }) => engine);
  const { method, url } = shown(request);
  const lines = [io.bold(`${method} ${url}`), `from ${origin} (from ${originFrom})`.replace("from nothing: ", ""), ...notes.map((note) => io.dim(`Note: ${note}`))];
  for (const { engines, preflight, answer, answeredBy } of exchanges) {
    if (!preflight) continue;
    const who = named(engines, all);
    lines.push("", io.bold(who ? `Asked as ${who}` : "Asked"), `  ${io.cyan(`OPTIONS ${withoutUser(preflight.url)}`)}`);
    for (const [name, value] of preflight.headers) lines.push(`  ${name}: ${value}`);
    lines.push(`  ${io.dim("The same by hand:")}`, `  ${curlLine(preflight)}`, ...answerLines(answer, "Answered", io));
    if (refuses(judged, engines)) lines.push(...whoLines(answeredBy, io));
  }
  if (actual) lines.push(...answerLines(actual.answer, "The request itself was answered", io));
  for (const { engines, value } of agreeing(judged, ({ engine, maxAge, fix, ...rest }) => rest)) {
    const who = named(engines, all);
    lines.push("", verdictLine(value, io) + ` (${who || "all engines"})`);
    for (const { title, state } of value.steps ?? []) lines.push(stepLine(title, state, io));
    if (value.error) lines.push(`  ${printable(value.error.message)}`);
  }
  lines.push(...findingLines(exchanges, all, io));
  const kept = judged.filter(({ maxAge }) => maxAge);
  if (kept.length > 0) lines.push("", io.bold("The permission is"));
  for (const { engines, value } of agreeing(kept, ({ maxAge }) => keptText(maxAge))) lines.push(`  ${value} (${named(engines, [])})`);
  return lines.join("\n");
}

function answerLines(answer, title, io) {
  const { status, reason, headers, milliseconds } = answer;
  const shownHeaders = headers.filter(([name]) => OF_INTEREST.test(name));
  return ["", io.bold(`${title} after ${milliseconds} ms`), `  ${status}${reason ? ` ${printable(reason)}` : ""}`, ...shownHeaders.map(([name, value]) => `  ${name}: ${printable(value)}`)];
}

const SURE = { certain: "", likely: "probably ", possible: "perhaps " };

function whoLines(answeredBy, io) {
  return answeredBy.flatMap(({ who, certainty, means, fix, evidence }) => [
    "",
    io.bold(`Who answered${who ? `: ${SURE[certainty]}${who}` : ""}`),
    `  ${means}`,
    `  Fix: ${fix}`,
    io.dim(`  Told from: ${evidence.map(printable).join("; ")}`),
  ]);
}

function verdictLine({ verdict, steps }, io) {
  if (verdict === "permitted") return io.green("Permitted");
  if (verdict === "not-asked") return "No preflight, so nothing was asked";
  return io.red(steps ? "Refused" : "Refused by the browser itself, which does not ask");
}

function stepLine(title, state, io) {
  if (state === "passed") return `  ${io.green("ok")}      ${title}`;
  return state === "failed" ? `  ${io.red("failed")}  ${title}` : io.dim(`  -       ${title}`);
}
