// The lab: a request, a server, what three browsers will make of them, and what this one really does.

import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { SkyIcon } from "../../../pkg-template/dist/elements/icons.tsx";
import { outcomeOf, outlookOf } from "../../../pkg-template/dist/elements/sky.ts";
import { ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { runningEngine } from "../engine.ts";
import { mount } from "../site/mount.tsx";
import { Forecasts } from "./forecast-view.tsx";
import { forecastAll, shareable, without } from "./forecasts.ts";
import { Paste } from "./paste-view.tsx";
import { Real } from "./real.tsx";
import { Request } from "./request.tsx";
import { ServerSide } from "./server-side.tsx";
import { fragmentOf, INITIAL, type LabState, stateOf } from "./state.ts";

/** Milliseconds without a change after which the URL follows. */
const QUIET = 250;

function Lab(): VNode {
  const [state, setState] = useState<LabState>(() => stateOf(location.hash) ?? INITIAL);
  const [engine, setEngine] = useState(runningEngine());
  const told = useMemo(() => forecastAll(state), [state]);

  useEffect(() => {
    const timer = setTimeout(() => history.replaceState(null, "", `#${fragmentOf(shareable(state))}`), QUIET);
    return () => clearTimeout(timer);
  }, [state]);
  useEffect(() => {
    const follow = () => setState(stateOf(location.hash) ?? INITIAL);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  const change = (part: Partial<LabState>) => setState((old) => ({ ...old, ...part }));
  const chosen = Array.isArray(told) ? (told.find((one) => one.engine === engine) ?? told[0]) : undefined;
  const triggers = chosen?.forecast.triggers ?? [];
  return (
    <div class="lab">
      <div class="ask">
        <Paste take={change} />
        <Request
          state={state}
          triggers={triggers}
          change={change}
          drop={(trigger) => {
            const call = without(state.call, trigger);
            if (call) change({ call: { ...call, url: state.call.url } });
          }}
        />
        <ServerSide state={state} told={chosen} change={change} />
      </div>
      <div class="told">
        <Forecasts state={state} told={told} engine={engine} choose={setEngine} change={change} />
        <Real state={state} />
      </div>
      {Array.isArray(told) && (
        <button
          type="button"
          class="strip"
          onClick={() => document.getElementById("forecast")?.scrollIntoView({ block: "start" })}
        >
          <span class="hidden">To the forecast:</span>
          {told.map(({ engine, forecast, simulation }) => {
            const { sky, title } = simulation.outcome === "response" || forecast.error ? outlookOf(forecast) : outcomeOf(simulation);
            return (
              <span key={engine} class={sky} title={title}>
                <SkyIcon sky={sky} size={20} /> {ENGINE_NAMES[engine]}
              </span>
            );
          })}
        </button>
      )}
    </div>
  );
}

await mount(Lab);
