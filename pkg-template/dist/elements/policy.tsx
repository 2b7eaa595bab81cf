/** @jsxImportSource preact */
// <cf-policy>: what a server answers to the preflight and to the request itself, to be read or to be changed.

import type { VNode } from "preact";

import { define } from "./element.tsx";
import type { HeaderLine } from "./headers.tsx";
import css from "./style/policy.css";

export interface ServerAnswer {
  status: number;
  headers: readonly HeaderLine[];
}

/** Values may hold `{origin}`, `{acrm}` and `{acrh}`, which stand for what the request has. */
export interface ServerPolicy {
  preflight: ServerAnswer;
  actual: ServerAnswer;
}

export interface PolicyProps {
  policy: ServerPolicy;
  /** The header that a request fails by, in lower case, and in which of the answers. */
  fault: { kind: "preflight" | "actual"; name: string };
  /** Called with the whole policy whenever it has changed; without it, nothing can be changed. */
  change: (policy: ServerPolicy) => void;
}

const PARTS = [
  ["preflight", "Its answer to OPTIONS"],
  ["actual", "Its answer to the request"],
] as const;

const OFFERED = ["Origin", "Credentials", "Methods", "Headers"].map((name) => `Access-Control-Allow-${name}`);
OFFERED.push("Access-Control-Max-Age", "Access-Control-Expose-Headers", "Vary", "Location");

interface AnswerProps {
  title: string;
  answer: ServerAnswer;
  fault: string | undefined;
  change: ((answer: ServerAnswer) => void) | undefined;
}

function Answer({ title, answer, fault, change }: AnswerProps): VNode {
  const { status, headers } = answer;
  const put = (lines: readonly HeaderLine[]) => change?.({ status, headers: lines });
  const line = (index: number, changed: HeaderLine) => put(headers.map((old, at) => (at === index ? changed : old)));
  return (
    <fieldset disabled={!change}>
      <legend>{title}</legend>
      <label class="status">
        Status
        <input
          class="field code"
          type="number"
          min="100"
          max="599"
          value={status}
          onInput={({ currentTarget }) => change?.({ status: currentTarget.valueAsNumber || 0, headers })}
        />
      </label>
      <ul>
        {headers.map(([name, value], index) => (
          <li key={index} class={name.toLowerCase() === fault ? "fails" : ""}>
            <input
              class="field code"
              aria-label={`Name of header ${index + 1}`}
              list="offered"
              spellcheck={false}
              value={name}
              onInput={({ currentTarget }) => line(index, [currentTarget.value, value])}
            />
            <input
              class="field code"
              aria-label={`Value of ${name || `header ${index + 1}`}`}
              spellcheck={false}
              value={value}
              onInput={({ currentTarget }) => line(index, [name, currentTarget.value])}
            />
            {change && (
              <button type="button" class="drop" aria-label={`Remove ${name}`} onClick={() => put(headers.filter((_, at) => at !== index))}>
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {change && (
        <button type="button" class="button" onClick={() => put([...headers, ["", ""]])}>
          Add a header
        </button>
      )}
    </fieldset>
  );
}

function Policy({ policy, fault, change }: Partial<PolicyProps>): VNode | null {
  if (!policy) {
    return null;
  }
  return (
    <div class="parts">
      <datalist id="offered">
        {OFFERED.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {PARTS.map(([kind, title]) => (
        <Answer
          key={kind}
          title={title}
          answer={policy[kind]}
          fault={fault?.kind === kind ? fault.name : undefined}
          change={change && ((answer) => change({ ...policy, [kind]: answer }))}
        />
      ))}
    </div>
  );
}

export const definePolicy = (): void => define("cf-policy", ["policy", "fault", "change"], Policy, css);
