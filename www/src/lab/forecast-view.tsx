// What three browsers will make of it: side by side, and one of them in full.

import type { Engine } from "cors-forecast/standalone";
import type { VNode } from "preact";
import { ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { asCode } from "../describe.ts";
import { runningEngine } from "../engine.ts";
import { Details } from "./details.tsx";
import type { Told, Untold } from "./forecasts.ts";
import type { LabState } from "./state.ts";

interface ForecastsProps {
  state: LabState;
  told: Told[] | Untold;
  engine: Engine;
  choose: (engine: Engine) => void;
  change: (part: Partial<LabState>) => void;
}

function sequenceOf({ simulation }: Told): string {
  const sent = simulation.requests.map(({ method }) => method).join(", ");
  const end = simulation.outcome === "response" ? String(simulation.status) : simulation.outcome === "throws" ? "throws" : "fails";
  return `${sent || "nothing is sent"} → ${end}`;
}

export function Forecasts({ state, told, engine, choose, change }: ForecastsProps): VNode {
  if (!Array.isArray(told)) {
    return (
      <section class="card" aria-labelledby="forecast">
        <h2 id="forecast">The forecast</h2>
        <p class="problem" role="alert">
          {told.failure}
        </p>
      </section>
    );
  }
  const chosen = told.find((one) => one.engine === engine) ?? (told[0] as Told);
  return (
    <section class="card" aria-labelledby="forecast">
      <h2 id="forecast">The forecast</h2>
      <div class="engines" role="group" aria-label="Browser that is shown in full">
        {told.map((one) => (
          <button
            type="button"
            key={one.engine}
            class="engine"
            data-engine={one.engine}
            aria-pressed={one === chosen}
            onClick={() => choose(one.engine)}
          >
            <span class="name">
              {ENGINE_NAMES[one.engine]}
              {one.engine === runningEngine() && <small> this browser</small>}
            </span>
            <cf-verdict forecast={one.forecast} simulation={one.simulation} compact />
            <code class="sequence">{sequenceOf(one)}</code>
          </button>
        ))}
      </div>
      <cf-verdict class="large" forecast={chosen.forecast} simulation={chosen.simulation} />
      <Details told={chosen} state={state} change={change} />
      <h3>What goes over the wire</h3>
      <cf-exchange exchange={{ call: asCode(state.call, state.call.url), ...chosen }} />
    </section>
  );
}
