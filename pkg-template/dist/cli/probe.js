// `cors-forecast probe`: sends the preflight that a browser would send, and judges the answer as each engine would.

import { REQUEST_OPTIONS, enginesOf, split } from "./arguments.js";
import { agreeing, forecasts, named } from "./engines.js";
import { shown } from "./explain.js";
import { fingerprint } from "./fingerprints.js";
import { withoutUser } from "./quote.js";
import { requestOf } from "./request.js";
import { FOUND, OK, Wrong } from "./run.js";
import { keptText, verdictText } from "./sentences.js";
import { fixOf, stepsOf } from "./steps.js";
import { ask } from "./wire.js";

export const summary = "Sends the preflight, and says whether its answer permits the request";

export const usage = `cors-forecast probe URL --origin https://app.example [-X METHOD] [-H 'Name: value'] …
cors-forecast probe curl …   what DevTools copy as cURL, as it is; - reads it, or a fetch() call, from a pipe

Only the preflight is sent, never the request itself; no value of its headers leaves this machine. Options that are not
listed are curl's. Exit codes: 0 permitted in all engines, 1 refused in one, 2 it could not be asked.`;

export const options = {
  ...REQUEST_OPTIONS,
  timeout: { type: "string", description: "Seconds to wait for an answer (default 10)" },
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
  if (!rows.some(({ forecast }) => forecast.preflight || forecast.error)) {
    throw new Wrong("There is nothing to probe: no engine sends a preflight for this request.", `${verdictText(rows[0].forecast)} See cors-forecast explain.`);
  }
  const exchanges = await exchangesOf(rows, { timeout, insecure: asked.insecure, io });
  const judged = rows.map((row) => judge(row, asked.request, exchanges));
  io.stdout.write(`${values.json ? JSON.stringify(documentOf(asked, exchanges, judged), null, 2) : text(asked, exchanges, judged, io)}\n`);
  return judged.some(({ verdict }) => verdict === "refused") ? FOUND : OK;
}

/** Each preflight that any engine would send, once, with its answer. */
async function exchangesOf(rows, { timeout, insecure, io }) {
  const exchanges = [];
  for (const { engines, value: preflight } of agreeing(rows, ({ forecast }) => forecast.preflight)) {
    if (!preflight) continue;
    io.progress(`Asking ${withoutUser(preflight.url)} …`);
    try {
      exchanges.push({ engines, preflight, answer: await ask(preflight, { timeout, insecure }) });
    } finally {
      io.progress();
    }
  }
  return exchanges;
}

function judge({ engine, forecaster, forecast }, request, exchanges) {
  const exchange = exchanges.find(({ engines }) => engines.includes(engine));
  if (!exchange) return { engine, verdict: forecast.error ? "refused" : "not-asked", ...(forecast.error ? { error: forecast.error } : {}) };
  const { status, headers, milliseconds } = exchange.answer;
  const response = { status, headers, after: milliseconds };
  let permitted = false;
  const { error } = forecaster.simulate(request, ({ kind }) => {
    if (kind === "preflight") return response;
    // That the request itself is sent says all; it is not sent here, and what becomes of it is not judged.
    permitted = true;
    return null;
  });
  forecaster.clear();
  const learned = forecaster.learn(request, response, { basis: "probed" });
  if (permitted) return { engine, verdict: "permitted", steps: stepsOf(), maxAge: learned.maxAge };
  const fix = fixOf(error, exchange.preflight);
  return { engine, verdict: "refused", error, steps: stepsOf(error), ...(fix ? { fix } : {}) };
}

function documentOf({ request, origin, originFrom, notes }, exchanges, judged) {
  return {
    request: { ...shown(request), headers: request.headers.map(([name]) => ({ name })) },
    origin,
    originFrom,
    notes,
    exchanges: exchanges.map(({ engines, preflight, answer: { body, ...answer } }) => ({
      engines,
      preflight: { ...preflight, url: withoutUser(preflight.url) },
      answer: { ...answer, headers: answer.headers.filter(([name]) => OF_INTEREST.test(name)) },
      ...likely({ ...answer, body }, judged, engines),
    })),
    engines: Object.fromEntries(judged.map(({ engine, ...rest }) => [engine, rest])),
  };
}

/** Who may have answered, where the answer does not do. */
function likely(answer, judged, engines) {
  const failed = judged.some(({ engine, verdict }) => verdict === "refused" && engines.includes(engine));
  const found = failed ? fingerprint(answer) : undefined;
  return found ? { likely: found } : {};
}

function text({ request, origin, originFrom, notes }, exchanges, judged, io) {
  const all = judged.map(({ engine }) => engine);
  const { method, url } = shown(request);
  const lines = [io.bold(`${method} ${url}`), `from ${origin} (from ${originFrom})`.replace("from nothing: ", ""), ...notes.map((note) => io.dim(`Note: ${note}`))];
  for (const { engines, preflight, answer } of exchanges) {
    const who = named(engines, all);
    lines.push("", io.bold(who ? `Asked as ${who}` : "Asked"), `  ${io.cyan(`OPTIONS ${withoutUser(preflight.url)}`)}`);
    for (const [name, value] of preflight.headers) lines.push(`  ${name}: ${value}`);
    lines.push("", io.bold(`Answered after ${answer.milliseconds} ms`), `  ${answer.status}${answer.reason ? ` ${printable(answer.reason)}` : ""}`);
    for (const [name, value] of answer.headers) if (OF_INTEREST.test(name)) lines.push(`  ${name}: ${printable(value)}`);
    const { likely: found } = likely(answer, judged, engines);
    if (found) lines.push("", io.bold(`Who answered${found.who ? `: probably ${found.who}` : ""}`), `  ${found.means}`, `  Fix: ${found.fix}`, io.dim(`  Told from: ${found.evidence.map(printable).join("; ")}`));
  }
  for (const { engines, value } of agreeing(judged, ({ engine, maxAge, ...rest }) => rest)) {
    const who = named(engines, all);
    lines.push("", verdictLine(value, io) + ` (${who || "all engines"})`);
    for (const { title, state } of value.steps ?? []) lines.push(stepLine(title, state, io));
    if (value.error) lines.push(`  ${printable(value.error.message)}`);
    if (value.fix) lines.push(`  ${io.yellow("Fix:")} ${value.fix}`);
  }
  const kept = judged.filter(({ maxAge }) => maxAge);
  if (kept.length > 0) lines.push("", io.bold("The permission is"));
  for (const { engines, value } of agreeing(kept, ({ maxAge }) => keptText(maxAge))) lines.push(`  ${value} (${named(engines, [])})`);
  return lines.join("\n");
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

/** What a server says must not move the terminal's cursor. */
function printable(text) {
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, "?");
}
