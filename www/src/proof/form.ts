// The form by which one makes a request and a server of one's own.

import { button, byId, el } from "../site/dom.ts";
import { drawRow, drawTable } from "./draw/table.ts";
import { type Bench, collectLate, newSession, runStep, type Session } from "../run.ts";
import type { Answer, BodyRecipe, Call, Header, Origins, Preset, Step } from "../types.ts";

interface Field {
  name: string;
  label: string;
  /** Choices; without them it is a text. */
  options?: readonly string[];
  rows?: number;
  value?: string;
  hint?: string;
}

const DEFAULT = "(default)";
const NONE = "none";
const ALLOWED = "Access-Control-Allow-Origin: {origin}\nAccess-Control-Allow-Credentials: true";

const REQUEST: readonly Field[] = [
  { name: "api", label: "API", options: ["fetch", "xhr", "beacon", "eventsource"] },
  { name: "method", label: "Method", value: "PUT" },
  { name: "to", label: "To", options: ["api", "other", "page"] },
  { name: "path", label: "Path", value: "m" },
  { name: "headers", label: "Headers, one a line", rows: 3, value: "X-A: 1" },
  { name: "body", label: "Body", options: [NONE, "string", "urlsearchparams", "formdata", "blob", "buffer", "stream"] },
  { name: "text", label: "Its content", value: '{"a":1}' },
  { name: "type", label: "Type of a blob", value: "" },
  { name: "credentials", label: "Credentials", options: [DEFAULT, "omit", "same-origin", "include"] },
  { name: "mode", label: "Mode", options: [DEFAULT, "cors", "no-cors", "same-origin", "navigate"] },
  { name: "redirect", label: "Redirect", options: [DEFAULT, "follow", "error", "manual"] },
  { name: "cache", label: "Cache", options: [DEFAULT, "no-store", "reload", "no-cache", "force-cache"] },
  { name: "upload", label: "Upload listener (xhr)", options: ["no", "yes"] },
];

const SERVER: readonly Field[] = [
  { name: "preflightStatus", label: "Status for the preflight", value: "204" },
  {
    name: "preflightHeaders",
    label: "Headers for the preflight",
    rows: 5,
    value: `${ALLOWED}\nAccess-Control-Allow-Methods: {acrm}\nAccess-Control-Allow-Headers: {acrh}\nAccess-Control-Max-Age: 60`,
    hint: "{origin}, {acrm} and {acrh} stand for what the request carried.",
  },
  { name: "actualStatus", label: "Status for the request itself", value: "200" },
  { name: "actualHeaders", label: "Headers for the request itself", rows: 3, value: ALLOWED },
];

/** Draws the form; `reset` forgets the session and its result. */
export function drawForm(bench: Bench, exclusively: (work: () => Promise<void>) => Promise<void>): { reset(): void } {
  const form = byId("own-form", HTMLFormElement);
  const place = byId("own-result", HTMLElement);
  const problem = el("p", "problem different");
  problem.setAttribute("role", "alert");
  const again = el("input", "");
  again.type = "checkbox";
  again.name = "again";
  const send = button("Forecast and send", "", () => {});
  send.type = "submit";
  send.id = "own-send";
  form.append(
    drawFields("The request", REQUEST),
    drawFields("The server's answers", SERVER),
    el("p", "actions", send, el("label", "check", again, " same URL as before, so that the preflight cache counts")),
    problem,
  );

  let session: Session | undefined;
  async function run(step: Step): Promise<void> {
    session = again.checked && session ? session : newSession("own", bench);
    const preset: Preset = { id: "own", title: "Your request", steps: [step] };
    const row = drawRow(preset, () => form.requestSubmit());
    place.replaceChildren(drawTable("Forecast and result", [row]));
    row.start(0);
    const result = await runStep(step, session, bench);
    await collectLate(bench.server, [session]);
    row.show(0, result);
    row.open();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.textContent = "";
    void exclusively(async () => {
      try {
        await run(readStep(new FormData(form)));
      } catch (error) {
        problem.textContent = error instanceof Error ? error.message : String(error);
      }
    });
  });
  return {
    reset() {
      session = undefined;
      place.replaceChildren();
    },
  };
}

function drawFields(title: string, fields: readonly Field[]): HTMLElement {
  return el("fieldset", "", el("legend", "", title), ...fields.map(drawField));
}

function drawField({ name, label, options, rows, value = "", hint }: Field): HTMLElement {
  const control = options ? el("select", "") : rows === undefined ? el("input", "") : el("textarea", "");
  control.name = name;
  if (control instanceof HTMLSelectElement) {
    control.append(...(options ?? []).map((option) => new Option(option, option)));
  } else {
    control.value = value;
    control.spellcheck = false;
    control.autocomplete = "off";
  }
  if (control instanceof HTMLTextAreaElement) {
    control.rows = rows ?? 1;
  }
  return el(
    "label",
    rows === undefined ? "" : "wide",
    el("span", "", label),
    control,
    hint !== undefined && el("small", "", hint),
  );
}

/** What the form says, as a step. */
function readStep(data: FormData): Step {
  const text = (name: string) => String(data.get(name) ?? "");
  const given = (name: string) => {
    const value = text(name);
    return value === "" || value === DEFAULT ? {} : { [name]: value };
  };
  const api = text("api") as NonNullable<Call["api"]>;
  const call: Call = {
    api,
    to: text("to") as keyof Origins,
    path: text("path"),
    ...(api === "beacon" || api === "eventsource" ? {} : { ...given("method"), headers: readHeaders(text("headers")) }),
    ...(api === "fetch" ? { ...given("mode"), ...given("redirect"), ...given("cache") } : {}),
    ...(api === "beacon" ? {} : given("credentials")),
    ...(api === "xhr" && text("upload") === "yes" ? { uploadListener: true } : {}),
    ...(text("body") === NONE || api === "eventsource" ? {} : { body: readBody(text) }),
    ...(api === "fetch" && text("body") === "stream" ? { duplex: "half" } : {}),
  };
  return {
    call,
    policy: {
      preflight: readAnswer("preflight", text),
      actual: readAnswer("actual", text),
    },
  };
}

function readBody(text: (name: string) => string): BodyRecipe {
  const kind = text("body") as BodyRecipe["kind"];
  const type = text("type");
  return { kind, text: text("text"), ...(kind === "blob" && type !== "" && { type }) };
}

function readAnswer(which: "preflight" | "actual", text: (name: string) => string): Answer {
  const status = Number(text(`${which}Status`));
  if (!Number.isInteger(status)) {
    throw new Error(`The status for the ${which} must be a number, for example 204.`);
  }
  return { status, headers: readHeaders(text(`${which}Headers`)) };
}

/** `Name: value` lines. What follows the first space is the value, so that odd values can be tried. */
function readHeaders(lines: string): Header[] {
  return lines
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const colon = line.indexOf(":");
      if (colon <= 0) {
        throw new Error(`A header is written "Name: value"; this is not: ${line}`);
      }
      return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
    });
}
