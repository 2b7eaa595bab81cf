/** @jsxImportSource preact */
// <cf-headers>: an editor of header lines, which marks what in them needs permission.

import type { VNode } from "preact";

import type { Trigger } from "../../index.d.ts";
import { define } from "./element.tsx";
import { CloseIcon } from "./icons.tsx";
import css from "./style/headers.css";

export type HeaderLine = readonly [name: string, value: string];

export interface HeadersProps {
  /** What the lines are of, for example "Request headers". */
  label: string;
  headers: readonly HeaderLine[];
  /** Reasons for a preflight; those of kind `header` are shown at their line. */
  triggers: readonly Trigger[];
  /** Names that are offered. */
  names: readonly string[];
  /** Called with all lines whenever one has changed. */
  change: (headers: HeaderLine[]) => void;
}

/** A value with the part that offends; offsets are in bytes, as the standard counts them. */
function Marked({ value, part }: { value: string; part: { offset: number; length: number } }): VNode {
  const bytes = new TextEncoder().encode(value);
  const text = (from: number, to?: number) => new TextDecoder().decode(bytes.subarray(from, to));
  const end = part.offset + part.length;
  return (
    <code>
      {text(0, part.offset)}
      <mark>{text(part.offset, end)}</mark>
      {text(end)}
    </code>
  );
}

function Reason({ trigger, value, remove }: { trigger: Trigger; value: string; remove: () => void }): VNode {
  return (
    <div class="reason">
      {trigger.part && <Marked value={value} part={trigger.part} />}
      <p>
        {trigger.text}{" "}
        <a href={trigger.spec} target="_blank" rel="noreferrer">
          Standard
        </a>
      </p>
      <button type="button" class="button" onClick={remove}>
        Send without it
      </button>
    </div>
  );
}

function Headers({ label = "Headers", headers = [], triggers = [], names = [], change }: Partial<HeadersProps>): VNode {
  const replace = (index: number, line?: HeaderLine) => change?.(headers.flatMap((old, at) => (at === index ? (line ? [line] : []) : [old])));
  const of = (name: string) => triggers.filter((trigger) => trigger.kind === "header" && trigger.name === name.trim().toLowerCase());
  return (
    <fieldset>
      <legend>{label}</legend>
      <datalist id="names">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ul>
        {headers.map(([name, value], index) => {
          const reasons = of(name);
          return (
            <li key={index} class={reasons.length > 0 ? "asks" : ""}>
              <input
                class="field code"
                aria-label={`Name of header ${index + 1}`}
                list="names"
                spellcheck={false}
                autocomplete="off"
                autocapitalize="off"
                placeholder="Name"
                value={name}
                onInput={({ currentTarget }) => replace(index, [currentTarget.value, value])}
              />
              <input
                class="field code"
                aria-label={`Value of header ${index + 1}`}
                spellcheck={false}
                autocomplete="off"
                placeholder="Value"
                value={value}
                onInput={({ currentTarget }) => replace(index, [name, currentTarget.value])}
              />
              <button type="button" class="drop" aria-label={`Remove ${name || `header ${index + 1}`}`} onClick={() => replace(index)}>
                <CloseIcon />
              </button>
              {reasons.map((trigger) => (
                <Reason key={trigger.code} trigger={trigger} value={value} remove={() => replace(index)} />
              ))}
            </li>
          );
        })}
      </ul>
      <button type="button" class="button" onClick={() => change?.([...headers, ["", ""]])}>
        Add a header
      </button>
    </fieldset>
  );
}

export const defineHeaders = (): void => define("cf-headers", ["label", "headers", "triggers", "names", "change"], Headers, css);
