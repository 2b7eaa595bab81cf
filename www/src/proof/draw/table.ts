// Presets as table rows: what is asked for, what was forecast, what was observed, and whether they are equal.

import type { Preset, Step, StepResult } from "../../types.ts";
import { callInWords, forecastInWords, observationInWords, VERDICTS } from "../../words.ts";
import { drawDetail } from "./detail.ts";
import { button, el } from "../../site/dom.ts";

export interface Row {
  preset: Preset;
  body: HTMLTableSectionElement;
  /** Back to how it was before anything ran. */
  reset(): void;
  /** Marks the step that is under way. */
  start(index: number): void;
  /** Shows a result, or shows it again after it has changed. */
  show(index: number, result: StepResult): void;
  /** Opens the details of all steps that have a result. */
  open(): void;
}

export function drawTable(caption: string, rows: readonly Row[]): HTMLElement {
  const head = el("tr", "");
  for (const text of ["Request", "Forecast", "Observed", "Result"]) {
    const cell = el("th", "", text);
    cell.scope = "col";
    head.append(cell);
  }
  return el("table", "", el("caption", "", caption), el("thead", "", head), ...rows.map(({ body }) => body));
}

export function drawRow(preset: Preset, onRun: (row: Row) => void): Row {
  const body = el("tbody", "preset");
  body.dataset["preset"] = preset.id;
  const steps = preset.steps.map((step, index) => drawStep(preset, step, index));
  const row: Row = {
    preset,
    body,
    reset: () => steps.forEach((step) => step.reset()),
    start: (index) => steps[index]?.start(),
    show: (index, result) => steps[index]?.show(result),
    open: () => steps.forEach((step) => step.toggle(true)),
  };
  const run = button("Run", "button run", () => onRun(row));
  run.setAttribute("aria-label", `Run: ${preset.title}`);
  body.append(...steps.flatMap(({ line, detail }) => [line, detail]));
  steps[0]?.line.querySelector("th")?.append(run);
  return row;
}

function drawStep(preset: Preset, step: Step, index: number) {
  const line = el("tr", "step");
  const name = el("th", "");
  name.scope = "row";
  const wait = step.wait === undefined ? "" : `after ${step.wait / 1000} s: `;
  name.append(
    index === 0 ? el("span", "title", preset.title) : "",
    el("code", "call", `${preset.steps.length > 1 ? `${index + 1}. ` : ""}${wait}${callInWords(step.call)}`),
  );
  const [forecast, observed, result] = [el("td", "forecast"), el("td", "observed"), el("td", "result")];
  line.append(name, forecast, observed, result);
  line.dataset["request"] = callInWords(step.call);
  line.dataset["step"] = preset.steps.length > 1 ? `${preset.id}/${index + 1}` : preset.id;

  const place = el("td", "");
  place.colSpan = 4;
  const detail = el("tr", "", place);
  detail.id = `detail-${preset.id}-${index}`;
  const state = el("span", "state");
  const more = button("Details", "button more", () => toggle(detail.hidden === true));
  more.setAttribute("aria-controls", detail.id);

  const toggle = (isOpen: boolean) => {
    const possible = isOpen && place.hasChildNodes();
    detail.hidden = !possible;
    more.setAttribute("aria-expanded", String(possible));
  };
  const set = (value: string, text: string) => {
    line.dataset["state"] = value;
    state.textContent = text;
  };
  const reset = () => {
    set("idle", "");
    forecast.replaceChildren();
    observed.replaceChildren();
    result.replaceChildren();
    place.replaceChildren();
    toggle(false);
  };
  const show = (shown: StepResult) => {
    const equal = shown.differences.length === 0;
    const verdict = shown.expectation.forecast?.verdict;
    set(equal ? "equal" : "different", equal ? "equal" : "different");
    forecast.replaceChildren(
      verdict === undefined ? "" : el("span", `verdict ${verdict}`, VERDICTS[verdict]),
      el("span", "sequence", forecastInWords(shown.expectation)),
    );
    observed.replaceChildren(el("span", "sequence", observationInWords(shown.observation)));
    result.replaceChildren(state, more);
    place.replaceChildren(drawDetail(shown));
  };
  reset();
  const start = () => {
    set("running", "running…");
    result.replaceChildren(state);
  };
  return { line, detail, reset, start, show, toggle };
}
