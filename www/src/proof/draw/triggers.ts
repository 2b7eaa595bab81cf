// The reasons for a preflight in words, with the offending part of a header's value marked.

import type { Advice, Trigger } from "cors-forecast/standalone";
import { combined } from "../../compare.ts";
import type { StepResult } from "../../types.ts";
import { el, link } from "../../site/dom.ts";

export function drawTriggers(triggers: readonly Trigger[], result: StepResult): HTMLElement {
  return el("ul", "triggers", ...triggers.map((trigger) => drawTrigger(trigger, result)));
}

function drawTrigger(trigger: Trigger, result: StepResult): HTMLElement {
  const value = trigger.kind === "header" ? valueOf(trigger, result) : undefined;
  return el(
    "li",
    "",
    el("p", "", trigger.text, " ", link("standard", trigger.spec)),
    value !== undefined && trigger.name !== undefined && drawHeader(trigger.name, value, trigger.part),
  );
}

/** The value that the page's own form or preset made up, or that the body brought. */
function valueOf({ name = "" }: Trigger, { step, expectation }: StepResult): string | undefined {
  const set = combined(step.call.headers ?? [], name)?.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  const sent = expectation.simulation?.requests.find(({ kind }) => kind === "actual");
  return set ?? (sent ? combined(sent.headers, name) : undefined);
}

function drawHeader(name: string, value: string, part: Trigger["part"]): HTMLElement {
  const whole = part === undefined || part.offset + part.length > value.length;
  const [start, end] = whole ? [value.length, value.length] : [part.offset, part.offset + part.length];
  return el(
    "pre",
    "header",
    `${name}: `,
    visible(value.slice(0, start)),
    start < end && el("mark", "", visible(value.slice(start, end))),
    visible(value.slice(end)),
  );
}

/** Control characters by their pictures. */
function visible(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, (character) => {
    const code = character.charCodeAt(0);
    return code === 0x7f ? "\u2421" : String.fromCharCode(0x2400 + code);
  });
}

export function drawAdvice(advice: readonly Advice[]): HTMLElement {
  return el(
    "ul",
    "advice",
    ...advice.map(({ text, risk }) =>
      el("li", "", el("p", "", text), risk !== undefined && el("p", "risk", `Mind: ${risk}`)),
    ),
  );
}
