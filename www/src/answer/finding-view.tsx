// A finding: what fails or may go wrong, why, who is hit, and the lines that help.

import type { Fingerprint, Gravity, ServerFinding } from "cors-forecast/server";
import type { VNode } from "preact";
import { SkyIcon } from "../../../pkg-template/dist/elements/icons.tsx";
import type { Sky } from "../../../pkg-template/dist/elements/sky.ts";
import { BROWSERS, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { Copy } from "../site/copy.tsx";

const GRAVITIES: Record<Gravity, { sky: Sky; word: string }> = {
  critical: { sky: "storm", word: "A hole" },
  high: { sky: "storm", word: "Serious" },
  medium: { sky: "rain", word: "Goes wrong sometimes" },
  low: { sky: "fog", word: "Costs something" },
  info: { sky: "fog", word: "Good to know" },
};

/** Who is hit: all browsers is what people expect, so that only less is said. */
function hitOf({ engines }: ServerFinding): string {
  const browsers = BROWSERS.filter((engine) => engines.includes(engine));
  if (browsers.length === BROWSERS.length) return "all browsers";
  return browsers.length === 0 ? "no browser, but the standard says so" : browsers.map((engine) => ENGINE_NAMES[engine]).join(", ");
}

const STAGES: Record<ServerFinding["stage"], string> = {
  before: "before anything is sent",
  preflight: "in the answer to OPTIONS",
  actual: "in the answer to the request",
  redirect: "in a redirect",
  unknown: "in one of the answers",
};

/** The header line, with the part that is meant. */
function Line({ header, value = "", part }: Pick<ServerFinding, "header" | "value" | "part">): VNode {
  const [from, to] = part ? [part.offset, part.offset + part.length] : [0, 0];
  return (
    <p class="line">
      <code>
        <span class="name">{header}:</span> {value === "" ? <span class="quiet">(absent)</span> : null}
        {value.slice(0, from)}
        {to > from && <mark>{value.slice(from, to)}</mark>}
        {value.slice(to)}
      </code>
    </p>
  );
}

/** Opened if it is the one to begin with. */
export function FindingView({ finding, open }: { finding: ServerFinding; open: boolean }): VNode {
  const { code, fails, severity, certainty, stage, header, meaning, fix, step, spec, shownBy, causeOf, origins } = finding;
  const { sky, word } = fails ? { sky: "storm" as const, word: "Fails" } : GRAVITIES[severity];
  const lines = fix.headers.map((line) => line.join(": "));
  const shown = BROWSERS.filter((engine) => shownBy?.includes(engine)).map((engine) => ENGINE_NAMES[engine]);
  return (
    <details class={`finding ${sky}`} data-code={code} data-fails={fails} open={open}>
      <summary>
        <SkyIcon sky={sky} size={24} />
        <span>
          <code>{code}</code> <span class="meaning">{meaning}</span>
        </span>
      </summary>
      <div class="more">
        <p class="small quiet">
          {word}
          {certainty !== "certain" && `, ${certainty === "likely" ? "most likely" : "possibly"}`} · {STAGES[stage]} · {hitOf(finding)}
          {origins.includes("*") && " · any origin"}
          {shown.length > 0 && ` · told by the console of ${shown.join(", ")}`}
        </p>
        {header && <Line {...finding} />}
        {causeOf && (
          <p class="small">
            Very likely the cause of <code>{causeOf}</code>.
          </p>
        )}
        <div class="fix">
          <p>
            <strong>Fix:</strong> {fix.text}
          </p>
          {lines.length > 0 && (
            <div class="lines">
              <pre>{lines.join("\n")}</pre>
              <Copy text={() => lines.join("\n")} label="Copy" />
            </div>
          )}
          {fix.risk && (
            <p class="risk small">
              <strong>Risk:</strong> {fix.risk}
            </p>
          )}
        </div>
        {step !== "" && (
          <p class="small">
            <a href={spec} target="_blank" rel="noreferrer">
              Fetch Standard: {step}
            </a>
          </p>
        )}
      </div>
    </details>
  );
}

const SURE: Record<Fingerprint["certainty"], string> = { certain: "", likely: "most likely ", possible: "possibly " };

export function WhoAnswered({ found }: { found: readonly Fingerprint[] }): VNode | null {
  const [first, ...others] = found;
  if (!first) return null;
  const { who, certainty, means, fix, evidence } = first;
  return (
    <section class="card who" aria-labelledby="who">
      <h2 id="who">Who has answered{who ? `: ${SURE[certainty]}${who}` : ""}</h2>
      <p>{means}</p>
      <p>
        <strong>There:</strong> {fix}
      </p>
      <p class="small quiet">
        Told from {evidence.join("; ")}.{others.length > 0 && ` It may as well be ${others.map((other) => other.who ?? other.means).join(", or ")}.`}
      </p>
    </section>
  );
}
