// `har FILE…`: what the calls in recordings cost in preflights, and how good the forecasts of them were.

import { createReplay } from "./har-replay.js";
import { readRecording } from "./har-recording.js";
import { textOf } from "./har-text.js";
import { OK, Wrong } from "./run.js";

const ENGINES = ["chromium", "firefox", "webkit", "standard"];
/** Seconds that a server might let preflights be kept, where nothing else is asked. */
const MAX_AGE = 7200;

export const summary = "Forecasts over recordings (HAR) of Chrome, Firefox and Safari";

export const usage = `cors-forecast har FILE…

Forecasts a preflight for each recorded fetch, XMLHttpRequest, beacon and EventSource, learns from the OPTIONS requests
that were recorded, and says how often it was right. Values of headers are neither printed nor exported.`;

export const options = {
  origin: { type: "string", description: "The page's origin, in the place of the one that is recorded" },
  engine: { type: "string", description: `The browser's rules: ${ENGINES.join(", ")} (default: those of the one that recorded)` },
  "max-age": { type: "string", description: `The Access-Control-Max-Age that is tried, in seconds (default ${MAX_AGE})` },
};

export async function run({ values, positionals, io }) {
  if (positionals.length === 0) throw new Wrong("har needs a file.", "Write cors-forecast har recording.har.");
  const result = replayed(positionals, { ...settingsOf(values), io });
  io.stdout.write(`${values.json ? JSON.stringify(result) : textOf(result, io)}\n`);
  return OK;
}

/** What `--json` prints. */
export function replayed(paths, { origin, engine, maxAge, io }) {
  const replay = createReplay();
  const recordings = paths.map((path) => {
    const recording = readRecording(path, { io, origin });
    const used = engine ?? recording.engine;
    if (!used) {
      const by = recording.browser ? `was written by "${recording.browser}", which is no browser that is known` : "does not say which browser made it";
      throw new Wrong(`${path} ${by}.`, `Name its engine: --engine ${ENGINES.slice(0, 3).join("|")}.`);
    }
    const { file, browser, entries, calls, preflights, skipped, malformed, isTruncated } = recording;
    io.progress(`${file}: ${calls.length} calls`);
    const told = replay.play(recording, used);
    return { file, browser, engine: used, entries, calls: calls.length, options: preflights.length, ...told, skipped, malformed, isTruncated };
  });
  const { journals, ...rest } = replay.result();
  io.progress("what could be spared");
  const judged = journals.map(({ forecaster, ...journal }) => ({ ...journal, report: forecaster.report(), whatIf: tried(forecaster, maxAge) }));
  io.progress();
  return { kind: "cors-forecast-har", version: 1, recordings, ...rest, journals: judged };
}

/** What else would help is in the report, each finding with what it costs. */
function tried(forecaster, seconds) {
  const changes = [{ kind: "max-age", seconds }];
  return [{ changes, differences: forecaster.whatIf(changes) }];
}

/** @throws Wrong for what can't be. */
export function settingsOf({ origin, engine, "max-age": maxAge = `${MAX_AGE}` }) {
  if (engine !== undefined && !ENGINES.includes(engine)) {
    throw new Wrong(`There is no engine "${engine}".`, `Engines: ${ENGINES.join(", ")}.`);
  }
  if (!/^\d{1,9}$/.test(maxAge)) throw new Wrong(`--max-age must be a number of seconds, not "${maxAge}".`, "For example --max-age 7200.");
  if (origin !== undefined && origin !== "null" && !(URL.canParse(origin) && new URL(origin).origin === origin)) {
    const meant = URL.canParse(origin) ? new URL(origin).origin : "null";
    throw new Wrong(`--origin must be scheme, host and port, not "${origin}".`, `Write --origin ${meant === "null" ? "https://app.example" : meant}.`);
  }
  return { origin, engine, maxAge: Number(maxAge) };
}
