// What preflights cost now and afterwards, and what would need none.

import type { VNode } from "preact";
import { count, duration, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { type Costs, TIMES, type Way } from "./costs.ts";
import { exampleOf, type Input } from "./seen.ts";
import { listed, nameOf } from "./words.ts";

const RECORDED = "Now: the server’s answers are as recorded.";
const ASSUMED = "what the server answers is not known; it is assumed that it permits what is asked for, and names no time.";

/** What is said of the time before rests on this. */
const basisOf = ({ isRecorded }: Costs): string => (isRecorded ? `${RECORDED} Where none is recorded, ${ASSUMED}` : `Now: ${ASSUMED}`);

function Bar({ value, most, tone }: { value: number; most: number; tone: string }): VNode {
  return (
    <svg class={`bar ${tone}`} width="100%" height="8" aria-hidden="true">
      <rect class="whole" width="100%" height="8" rx="4" />
      <rect class="part" width={`${(value / Math.max(1, most)) * 100}%`} height="8" rx="4" />
    </svg>
  );
}

export function CostsCard({ costs, input, maxAge }: { costs: Costs; input: Input; maxAge: number }): VNode {
  const { calls, differences } = costs;
  const most = Math.max(...differences.map(({ before }) => before));
  return (
    <section class="card" aria-labelledby="costs">
      <h2 id="costs">What the preflights cost</h2>
      <p class="small quiet">
        {input.timed
          ? `${count(calls, "call")}, when they were made. `
          : `Pasted calls have no times: each is played ${TIMES} times, a minute after the one before. `}
        {basisOf(costs)} Afterwards: methods and headers are listed by name, for {duration(maxAge)}.
      </p>
      <table class="costs">
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col">OPTIONS now</th>
            <th scope="col">Afterwards</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ engine, before, after }) => (
            <tr key={engine} data-engine={engine}>
              <th scope="row">{ENGINE_NAMES[engine]}</th>
              <td>
                <span>{before.toLocaleString("en")}</span>
                <Bar value={before} most={most} tone="rain" />
              </td>
              <td>
                <span>{after.toLocaleString("en")}</span>
                <Bar value={after} most={most} tone="spared" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function WaysCard({ ways }: { ways: readonly Way[] }): VNode {
  return (
    <section class="card" aria-labelledby="ways">
      <h2 id="ways">What would need no preflight at all</h2>
      {ways.length === 0 && <p class="quiet">Nothing is known that would make one of these requests a simple one.</p>}
      <ul class="ways">
        {ways.map(({ text, risk, isWithheld, requests }) => (
          <li key={text} class={isWithheld ? "withheld" : ""}>
            <p>
              {isWithheld && <strong>Not advised: </strong>}
              {text}
            </p>
            {risk && (
              <p class="risk">
                <strong>Risk:</strong> {risk}
              </p>
            )}
            <p class="small quiet">
              {listed([...new Set(requests.map((seen) => nameOf({ example: exampleOf(seen) })))].slice(0, 4))}
              {requests.length > 4 && " and others"}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
