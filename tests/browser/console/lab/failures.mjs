// The recorded exchanges (`tests/truth/`) of one call that has failed in an engine.

import { readFile } from "node:fs/promises";
import { METHODS } from "node:http";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { root } from "../../support.mjs";
import { isElsewhere } from "./origins.mjs";

/** Of what fails otherwise, no console tells why: the page has given up, or was not let make the call. */
const FAILED = new Set(["reject", "error"]);
const APIS = new Set(["fetch", "fetchURL", "fetchRequest", "fetchClone", "xhr", "eventsource"]);
/** Fields of a step that a description here says; a step with others is left to the lab. */
const FIELDS = new Set(["api", "url", "method", "headers", "body", "mode", "credentials", "cache", "redirect", "server", "responseType"]);

async function rows(name) {
  const packed = await readFile(join(root, "tests/truth", `${name}.jsonl.gz`));
  return gunzipSync(packed).toString().split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

/** What browsers write in capitals; another method in small letters is one that Node's server does not read. */
const NORMALIZED = /^(delete|get|head|options|post|put)$/i;

/** `{ id, step }` each. */
export async function failures(engine) {
  const found = [];
  for (const prefix of ["", "lab-"]) {
    const scenarios = new Map((await rows(`${prefix}scenarios`)).map((scenario) => [scenario.id, scenario]));
    for (const { id, steps } of await rows(`${prefix}${engine}`)) {
      const scenario = scenarios.get(id);
      if (scenario && FAILED.has(steps[0]?.outcome) && isPlayable(scenario)) found.push({ id, step: scenario.steps[0] });
    }
  }
  return found;
}

function isPlayable({ steps, page = "A", context = "window" }) {
  const [step] = steps;
  const text = JSON.stringify(step);
  return (
    steps.length === 1 &&
    page === "A" &&
    context === "window" &&
    APIS.has(step.api) &&
    (NORMALIZED.test(step.method ?? "GET") || METHODS.includes(step.method)) &&
    Object.keys(step).every((field) => FIELDS.has(field)) &&
    step.url.includes("{base}") &&
    !isElsewhere(text) &&
    !text.includes('"drop"')
  );
}
