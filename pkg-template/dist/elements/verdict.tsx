/** @jsxImportSource preact */
// <cf-verdict>: what becomes of a request, in an icon, two words and a sentence.

import type { VNode } from "preact";

import type { Engine, Forecast, Simulation } from "../../index.d.ts";
import { define } from "./element.tsx";
import { SkyIcon } from "./icons.tsx";
import { type Outlook, outcomeOf, outlookOf } from "./sky.ts";
import css from "./style/verdict.css";
import { ENGINE_NAMES } from "./words.ts";

export interface VerdictProps {
  forecast: Forecast;
  /** What comes of it; by this it is told if the server will not permit it. */
  simulation: Simulation;
  /** Whose forecast it is. */
  engine: Engine;
  /** No more than an icon and its name. */
  compact: boolean;
}

function Line({ outlook, compact }: { outlook: Outlook; compact: boolean | undefined }): VNode {
  return (
    <div class={`line ${outlook.sky}`}>
      <span class="icon">
        <SkyIcon sky={outlook.sky} size={compact ? 18 : 26} />
      </span>
      <div>
        <strong>{outlook.title}</strong>
        {!compact && <p>{outlook.text}</p>}
      </div>
    </div>
  );
}

export function Verdict({ forecast, simulation, engine, compact }: Partial<VerdictProps>): VNode | null {
  if (!forecast) {
    return null;
  }
  // What is refused beforehand is told already.
  const fails = simulation && simulation.outcome !== "response" && !forecast.error;
  return (
    <div class={compact ? "verdict compact" : "verdict"}>
      {engine && <h3>{ENGINE_NAMES[engine]}</h3>}
      <Line outlook={outlookOf(forecast)} compact={compact} />
      {fails && <Line outlook={outcomeOf(simulation)} compact={compact} />}
    </div>
  );
}

export const defineVerdict = (): void => define("cf-verdict", ["forecast", "simulation", "engine", "compact"], Verdict, css);
