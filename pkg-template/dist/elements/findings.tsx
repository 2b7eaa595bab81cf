/** @jsxImportSource preact */
// <cf-findings>: what is worth knowing, the gravest first, each with what helps.

import type { VNode } from "preact";

import type { ObservedFinding } from "../../index.d.ts";
import { define } from "./element.tsx";
import css from "./style/findings.css";
import { count } from "./words.ts";

export interface FindingsProps {
  findings: readonly ObservedFinding[];
}

const RANK = { error: 0, warn: 1, info: 2 };
const SKIES = { error: "storm", warn: "rain", info: "fog" };
const NAMES = { error: "Error", warn: "Warning", info: "Note" };

function Finding({ finding }: { finding: ObservedFinding }): VNode {
  const { code, severity, endpoint, part, text, spec, fix, addedBy = [], basis, site, calls, preflights } = finding;
  return (
    <details class={SKIES[severity]}>
      <summary>
        <span class="severity">{NAMES[severity]}</span>
        <code class="code-name">{code}</code>
        {part && <code class="part">{part}</code>}
        <span class="counts">{preflights > 0 ? count(preflights, "preflight") : count(calls, "call")}</span>
        <code class="endpoint">{endpoint}</code>
      </summary>
      <div class="more">
        <p>
          {text}{" "}
          {spec?.startsWith("https:") && (
            <a href={spec} target="_blank" rel="noreferrer">
              Standard
            </a>
          )}
        </p>
        {fix && (
          <p class="fix">
            <strong>What helps:</strong> {fix.text}
            {fix.risk && (
              <span class="risk">
                {" "}
                <strong>Risk:</strong> {fix.risk}
              </span>
            )}
          </p>
        )}
        {addedBy.map(({ library, setting, risk }) => (
          <p key={library}>
            <strong>{library}</strong> is known to add it: {setting}
            {risk && ` Risk: ${risk}`}
          </p>
        ))}
        <p class="small quiet">
          {count(calls, "call")}
          {basis && basis !== "none" && `; what is said of the server is ${basis}`}
          {site && (
            <>
              ; called at <code>{site}</code>
            </>
          )}
        </p>
      </div>
    </details>
  );
}

export function Findings({ findings = [] }: Partial<FindingsProps>): VNode {
  if (findings.length === 0) {
    return <p class="quiet empty">Nothing was found so far.</p>;
  }
  const sorted = findings.toSorted((one, other) => RANK[one.severity] - RANK[other.severity] || other.preflights - one.preflights);
  return (
    <ul>
      {sorted.map((finding) => (
        <li key={`${finding.code} ${finding.endpoint} ${finding.part}`}>
          <Finding finding={finding} />
        </li>
      ))}
    </ul>
  );
}

export const defineFindings = (): void => define("cf-findings", ["findings"], Findings, css);
