// An error, read: what failed, what it means, what is not told, and what helps.

import type { DecodedError } from "cors-forecast/standalone";
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { stepsOf } from "../../../pkg-template/dist/cli/steps.js";
import { SkyIcon } from "../../../pkg-template/dist/elements/icons.tsx";
import { ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { asCode } from "../describe.ts";
import { fragmentOf } from "../lab/state.ts";
import { Copy } from "../site/copy.tsx";
import { reproduce, type Reproduction } from "./reproduce.ts";
import { specOf, stepText } from "./spec.ts";

const STAGES: Record<DecodedError["stage"], string> = {
  before: "fails before anything is sent",
  preflight: "fails in the answer to OPTIONS",
  actual: "fails in the answer to the request itself",
  redirect: "fails in a redirect, or where it leads to",
  unknown: "fails in an answer; the text does not tell which",
};

/** The facts that the text has. */
function factsOf(error: DecodedError): [string, string][] {
  const { kind, method, url, redirectedFrom, origin, header, value, status } = error;
  const facts: [string, string | undefined][] = [
    ["By", kind],
    ["Method", method],
    ["URL", url],
    ["Redirected from", redirectedFrom],
    ["Page’s origin", origin],
    ["Header", header],
    ["What the server sent", value === "" ? "an empty value" : value],
    ["Status", status === undefined ? undefined : String(status)],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

/** What stands in a fix for the origin, where the text has none. */
const UNTOLD_ORIGIN = "<the page's origin>";

/** Of what people paste as an origin, the origin; nothing else is put into a line. */
function originIn(text: string): string | undefined {
  return /^https?:/i.test(text) && URL.canParse(text) ? new URL(text).origin : undefined;
}

function Fix({ error, index }: { error: DecodedError; index: number }): VNode {
  const { text, headers, risk } = error.fix;
  const [given, give] = useState("");
  const isUntold = headers.some(([, value]) => value === UNTOLD_ORIGIN);
  const lines = headers.map(([name, value]) => `${name}: ${value === UNTOLD_ORIGIN ? (originIn(given) ?? value) : value}`);
  return (
    <div class="fix">
      <h3>What helps</h3>
      <p>{text}</p>
      {lines.length > 0 && (
        <div class="lines">
          <pre id={`fix-${index}`}>{lines.join("\n")}</pre>
          <Copy text={() => lines.join("\n")} label="Copy" />
        </div>
      )}
      {isUntold && (
        <label class="label">
          The text does not tell the page’s origin. It is:
          <input
            class="field code"
            spellcheck={false}
            placeholder="https://app.example"
            value={given}
            onInput={({ currentTarget }) => give(currentTarget.value.trim())}
          />
        </label>
      )}
      {risk && (
        <p class="risk">
          <strong>Risk:</strong> {risk}
        </p>
      )}
    </div>
  );
}

/** A preflight's steps up to the one that failed. */
function Steps({ error }: { error: DecodedError }): VNode | null {
  const steps = error.stage === "preflight" ? stepsOf({ step: error.step, message: error.meaning }) : [];
  if (steps.length < 2) {
    return null;
  }
  const said = { passed: "passed", failed: "failed here", "not-reached": "not reached" };
  return (
    <div>
      <h3>The steps of a preflight</h3>
      <ol class="steps">
        {steps.map(({ title, step, state }) => (
          <li key={step} class={state}>
            <span aria-hidden="true">{state === "passed" ? "✓" : state === "failed" ? "✕" : "·"}</span>
            {title}
            <span class="hidden"> ({said[state]})</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Exchange({ error, shown }: { error: DecodedError; shown: Reproduction }): VNode {
  const { state, forecast, simulation, answers, assumed } = shown;
  const listed = assumed.length < 2 ? assumed.join() : `${assumed.slice(0, -1).join(", ")} and ${assumed.at(-1)}`;
  const isOneOfSeveral = error.alsoPossible.length > 0 || error.stage === "unknown";
  return (
    <details open>
      <summary>An exchange that fails like this</summary>
      <p class="small quiet">
        The failure is the text’s; {listed ? `${listed}, and ` : ""}what else the server answers are an example’s.
        {isOneOfSeveral && " Another way of failing would read the same."}
      </p>
      <cf-exchange exchange={{ call: asCode(state.call, state.call.url), forecast, simulation, answers }} />
    </details>
  );
}

export function ErrorCard({ error, index }: { error: DecodedError; index: number }): VNode {
  const shown = useMemo(() => reproduce(error), [error]);
  const { engine, code, stage, step, meaning, unsaid, alsoPossible } = error;
  const spec = specOf(step);
  return (
    <section class="card error" aria-labelledby={`error-${index}`} data-code={code}>
      <header class="storm">
        <SkyIcon sky="storm" size={30} />
        <div>
          <h2 id={`error-${index}`}>
            <code>{code}</code>
          </h2>
          <p class="small quiet">
            {engine ? ENGINE_NAMES[engine] : "Any browser"} · {STAGES[stage]}
          </p>
        </div>
      </header>
      <p class="meaning">{meaning}</p>
      {unsaid && (
        <p class="unsaid">
          <strong>What the text does not tell:</strong> {unsaid}
        </p>
      )}
      {alsoPossible.length > 0 && (
        <p class="small">
          The same text would stand there for{" "}
          {alsoPossible.map((other, at) => (
            <span key={other}>
              {at > 0 && ", "}
              <code>{other}</code>
            </span>
          ))}
          .
        </p>
      )}
      <Fix error={error} index={index} />
      <div class="columns">
        <div>
          <h3>What the text tells</h3>
          <dl class="facts">
            {factsOf(error).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <Steps error={error} />
      </div>
      {shown && <Exchange error={error} shown={shown} />}
      <p class="row links">
        {spec && (
          <a href={spec} target="_blank" rel="noreferrer">
            Fetch Standard: {stepText(step)}
          </a>
        )}
        {shown?.isForLab ? (
          <a class="lab-link" href={`./index.html#${fragmentOf(shown.state)}`}>
            Open in the lab
          </a>
        ) : (
          <span class="small quiet">The lab can’t make this one happen: its server always answers, and is one.</span>
        )}
      </p>
    </section>
  );
}
