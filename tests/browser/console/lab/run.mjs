// `node tests/browser/console/lab/run.mjs [chromium|firefox|webkit …] [--every N]`: has browsers repeat every exchange that has
// failed in `tests/truth/`, and reads what their consoles print about it. It must be the code by which the core says it fails.

import { parseArgs } from "node:util";

import { createForecaster, decodeConsoleError } from "../../../../dist/pkg/dist/standalone.js";
import { ENGINES, openEngine } from "../../engines.mjs";
import { openWebkit } from "../webkit.mjs";
import { codeOf } from "./expected.mjs";
import { failures } from "./failures.mjs";
import { serve } from "./servers.mjs";

/** Milliseconds in which a console may still print after the last call has ended. */
const ECHO = 600;
/** Calls at once. */
const BATCH = 20;

/** Engine and code of failures that a console does not tell the reason of: a list that only shrinks. */
const NOT_TOLD = new Set([
  "chromium not-in-http-cache",
  "chromium redirect-mode-error",
  "firefox not-in-http-cache",
  "firefox redirect-mode-error",
  "webkit mode-same-origin",
  "webkit streams-not-supported",
]);

/** What is wrong, a row for each. */
export async function readConsole(engine, every = 1) {
  const all = (await failures(engine)).filter((_, index) => index % every === 0);
  const lab = await serve(new Map(all.map(({ id, step }) => [id, step])));
  const browser = await (engine === "webkit" ? openWebkit(lab) : openEngine(engine, { listen: true }));
  const tally = { engine, version: browser.version, failures: 0, told: 0, again: 0, untold: new Map(), wrong: [] };
  try {
    const forecaster = createForecaster({ origin: lab.page, engine });
    for (let at = 0; at < all.length; at += BATCH) {
      const batch = all.slice(at, at + BATCH);
      const lines = await print(browser, lab, batch);
      for (const failure of batch) {
        const code = codeOf(forecaster, lab, failure);
        if (judge(tally, lab, failure, code, lines)) continue;
        // Reasons that stand on lines of their own get between each other on a busy machine: alone, it must be read.
        tally.again += 1;
        const alone = await print(browser, lab, [failure]);
        if (!judge(tally, lab, failure, code, alone)) tally.wrong.push(told(lab, failure, code, alone));
      }
    }
  } finally {
    await browser.close();
    await lab.close();
  }
  return tally;
}

/** What the console prints of some calls, in order. */
async function print(browser, lab, batch) {
  await browser.goto(`${lab.page}/page`);
  const steps = batch.map(({ id, step: { server, ...step } }) => ({ ...step, ...JSON.parse(lab.fill(JSON.stringify({ url: step.url, headers: step.headers }), lab.baseOf(id))) }));
  await browser.printed();
  await browser.evaluate(`async (steps) => { ${lab.runner}
 for (const step of steps) await labStep(step); return true; }`, steps);
  await new Promise((resolve) => setTimeout(resolve, ECHO));
  return browser.printed();
}

/** What is read of one failure. */
function errorsOf(lab, { id }, lines) {
  const base = `${lab.baseOf(id)}/`;
  return decodeConsoleError(lines.join("\n")).filter(({ url, redirectedFrom }) => [url, redirectedFrom].some((one) => one?.includes(base)));
}

const codesOf = (errors) => errors.flatMap(({ code, alsoPossible }) => [code, ...alsoPossible]);

/** Counts the failure if it is read as what it is. */
function judge(tally, lab, failure, code, lines) {
  // It fails by something else than CORS, which the core was not told: a content type, an encoding.
  if (code === undefined) return true;
  const errors = errorsOf(lab, failure, lines);
  const isReason = errors.some(({ code: read }) => read !== "reason-not-told");
  const isUntold = !isReason && NOT_TOLD.has(`${tally.engine} ${code}`);
  if (codesOf(errors).includes(code)) tally.told += 1;
  else if (isUntold) tally.untold.set(code, (tally.untold.get(code) ?? 0) + 1);
  else return false;
  tally.failures += 1;
  return true;
}

function told(lab, failure, code, lines) {
  const base = `${lab.baseOf(failure.id)}/`;
  return { id: failure.id, code, read: codesOf(errorsOf(lab, failure, lines)), lines: lines.filter((line) => line.includes(base)), step: failure.step };
}

export function table(tallies) {
  return tallies.map(({ version, failures: count, told, again, untold, wrong }) => {
    const silent = [...untold].map(([code, times]) => `${times} ${code}`).join(", ");
    return `${version}: ${count + wrong.length} failures, ${told} read as what they are${again > wrong.length ? `, ${again - wrong.length} of them only alone` : ""}, ${wrong.length} not${silent ? `; no reason printed: ${silent}` : ""}`;
  });
}

if (import.meta.main ?? process.argv[1]?.endsWith("lab/run.mjs")) {
  const { values, positionals } = parseArgs({ options: { every: { type: "string", default: "1" }, verbose: { type: "boolean" } }, allowPositionals: true });
  const tallies = [];
  for (const engine of positionals.length > 0 ? positionals : ENGINES) {
    const tally = await readConsole(engine, Number(values.every));
    tallies.push(tally);
    for (const wrong of tally.wrong) console.error(JSON.stringify(wrong));
    console.log(table([tally]).join("\n"));
  }
  process.exitCode = tallies.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
}
