// Why there is a preflight, what the cache will make of it, and what would spare it.

import { createForecaster, type MinimalSet } from "cors-forecast/standalone";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { keptText } from "../../../pkg-template/dist/elements/words.ts";
import { describeCall, simplified, type Told } from "./forecasts.ts";
import type { LabState } from "./state.ts";

interface DetailsProps {
  told: Told;
  state: LabState;
  change: (part: Partial<LabState>) => void;
}

function minimalOf({ engine }: Told, state: LabState): MinimalSet | undefined {
  try {
    return createForecaster({ origin: state.origin, engine }).minimalSet(describeCall(state), 0);
  } catch {
    return undefined;
  }
}

/** What would make it simple, and what had better stay. */
function ToSimple({ told, state, change }: DetailsProps): VNode | null {
  const minimal = useMemo(() => minimalOf(told, state), [told, state]);
  if (!minimal) {
    return null;
  }
  const { state: way, steps, withheld } = minimal.toSimple;
  const simple = simplified(state.call, told.forecast.triggers);
  // The steps and the advice often are the same.
  const helping = [...new Map([...steps, ...told.forecast.advice].map(({ text, risk }) => [text, { text, risk }])).values()];
  return (
    <div class="to-simple">
      {simple && (
        <button type="button" class="button first" id="simplify" onClick={() => change({ call: { ...simple, url: state.call.url } })}>
          Leave out all of it, and it is simple
        </button>
      )}
      {way === "withheld" && <p class="risk">That is not advised: the preflight may be what protects the endpoint, or a value is a secret.</p>}
      <ul>
        {withheld.map((one) => (
          <li key={`${one.code} ${one.name}`} class="risk">
            {one.text}
          </li>
        ))}
        {helping.map(({ text, risk }) => (
          <li key={text}>
            {text}
            {risk && <span class="risk"> Risk: {risk}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Details({ told, state, change }: DetailsProps): VNode | null {
  const { forecast } = told;
  if (forecast.verdict !== "preflight") {
    return null;
  }
  const answered = told.answers.findIndex((_, index) => told.simulation.requests[index]?.kind === "preflight");
  const { cache } = forecast;
  return (
    <div class="details">
      <h3>Why</h3>
      <ul class="why">
        {forecast.triggers.map((trigger) => (
          <li key={`${trigger.code} ${trigger.name}`}>
            <code>{trigger.code}</code> {trigger.text}{" "}
            <a href={trigger.spec} target="_blank" rel="noreferrer">
              Standard
            </a>
            {trigger.addedBy?.map(({ library, setting }) => (
              <span class="small quiet" key={library}>
                {" "}
                {library} is known to add it: {setting}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {answered >= 0 && <Kept told={told} state={state} />}
      <h3>What would spare it</h3>
      <ToSimple told={told} state={state} change={change} />
      {cache.state === "unknown" && <p class="small quiet">Nothing is known of the cache.</p>}
    </div>
  );
}

/** For how long this browser will remember the answer that the server gives here. */
function Kept({ told, state }: { told: Told; state: LabState }): VNode | null {
  const index = told.simulation.requests.findIndex(({ kind }) => kind === "preflight");
  const answer = told.answers[index];
  const kept = useMemo(() => {
    if (!answer) return undefined;
    try {
      return createForecaster({ origin: state.origin, engine: told.engine }).learn(describeCall(state), answer, { basis: "recorded", at: 0 });
    } catch {
      return undefined;
    }
  }, [told, state]);
  if (!kept || kept.error) {
    return null;
  }
  return (
    <>
      <h3>How long it is remembered</h3>
      <p>The permission is {keptText(kept.maxAge)}.</p>
    </>
  );
}
