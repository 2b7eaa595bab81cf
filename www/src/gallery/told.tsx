// What the browsers make of a card's calls: one verdict if they agree, side by side if not.

import type { Engine } from "cors-forecast/standalone";
import type { VNode } from "preact";
import { BROWSERS, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { asCode } from "../describe.ts";
import { runningEngine } from "../engine.ts";
import { type Outcome, sequenceOf } from "./play.ts";
import type { Played } from "./types.ts";

interface Column {
  name: string;
  all: Played[];
}

const saidBy = (all: readonly Played[]): string => all.map(sequenceOf).join("\n");

/** What a request ends with stays with its arrow. */
const unbroken = (sequence: string): string => sequence.replace("→ ", "→\u00a0");

/** All browsers as one where they agree. */
function columnsOf(outcome: Outcome): Column[] {
  const columns = [...outcome].map(([engine, all]) => ({ engine, name: ENGINE_NAMES[engine], all }));
  const browsers = columns.filter(({ engine }) => engine !== "standard");
  const first = browsers[0];
  const agree = first && browsers.every(({ all }) => saidBy(all) === saidBy(first.all));
  return agree ? [{ name: "All three browsers", all: first.all }, ...columns.slice(browsers.length)] : columns;
}

export function Verdicts({ outcome }: { outcome: Outcome }): VNode {
  const columns = columnsOf(outcome);
  return (
    <div class="verdicts">
      {columns.map(({ name, all }) => {
        const last = all.at(-1);
        return (
          <div key={name} class="column">
            <h4>{name}</h4>
            {last && <cf-verdict forecast={last.forecast} simulation={last.simulation} compact />}
            <ol class={all.length > 1 ? "sequences several" : "sequences"}>
              {all.map((played, index) => (
                <li key={index}>
                  <code>{unbroken(sequenceOf(played))}</code>
                </li>
              ))}
            </ol>
          </div>
        );
      })}
    </div>
  );
}

/** Whose exchange is shown: this browser's, or the first. */
function shownEngine(outcome: Outcome): Engine {
  const running = runningEngine();
  return outcome.has(running) ? running : BROWSERS[0];
}

export function Exchanges({ outcome, only }: { outcome: Outcome; only?: "last" }): VNode {
  const engine = shownEngine(outcome);
  const all = outcome.get(engine) ?? [];
  const shown = only === "last" ? all.slice(-1) : all;
  return (
    <div class="exchanges">
      <p class="quiet small">
        As {ENGINE_NAMES[engine]} does it{all.length > 1 && only === "last" ? `, the last of ${all.length} calls` : ""}:
      </p>
      {shown.map(({ step, url, forecast, simulation, answers }, index) => (
        <cf-exchange key={index} exchange={{ call: asCode(step.call, url), forecast, simulation, answers }} />
      ))}
    </div>
  );
}
