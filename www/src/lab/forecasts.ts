// The forecasts of all three browsers for what is in the lab, and how each exchange goes on.

import {
  createForecaster,
  type Engine,
  type Forecast,
  type RequestDescription,
  type Simulation,
  type Trigger,
  type WireResponse,
} from "cors-forecast/standalone";
import type { ServerPolicy } from "../../../pkg-template/dist/elements/index.ts";
import { BROWSERS } from "../../../pkg-template/dist/elements/words.ts";
import { describe } from "../describe.ts";
import { fill } from "../policy.ts";
import type { Call, Header } from "../types.ts";
import type { LabState } from "./state.ts";

export interface Told {
  engine: Engine;
  forecast: Forecast;
  simulation: Simulation;
  answers: (WireResponse | null)[];
}

/** Why nothing can be said: what was typed is no origin, and the like. */
export interface Untold {
  failure: string;
}

export function describeCall({ call }: LabState): RequestDescription {
  // An empty line is one that is being written.
  const headers = (call.headers ?? []).filter(([name]) => name.trim() !== "");
  return describe({ ...call, headers }, call.url);
}

export function forecastAll(state: LabState): Told[] | Untold {
  try {
    const request = describeCall(state);
    return BROWSERS.map((engine) => forecastBy(engine, state.origin, request, state.policy));
  } catch (error) {
    return { failure: error instanceof Error ? error.message.replace(/^cors-forecast: /, "") : String(error) };
  }
}

function forecastBy(engine: Engine, origin: string, request: RequestDescription, policy: ServerPolicy): Told {
  const forecaster = createForecaster({ origin, engine });
  const forecast = forecaster.predict(request, 0);
  const answers: (WireResponse | null)[] = [];
  const simulation = forecaster.simulate(
    request,
    (asked) => {
      const { status, headers } = policy[asked.kind];
      const answer = { status, headers: headers.flatMap(([name, value]) => (name ? [[name, fill(value, asked)] as const] : [])) };
      answers.push(answer);
      return answer;
    },
    0,
  );
  return { engine, forecast, simulation, answers };
}

/** What stands for a value that is nobody's business. */
const HIDDEN = "x";

/** All that three browsers say of a request's headers. */
function saidOf(state: LabState): string {
  const told = forecastAll(state);
  if (!Array.isArray(told)) {
    return told.failure;
  }
  return JSON.stringify(
    told.map(({ forecast }) => [forecast.verdict, forecast.triggers.map(({ code, name }) => [code, name]), forecast.preflight, forecast.error?.code]),
  );
}

/** The same, of whose header values only those are left that decide something: what may stand in a link. */
export function shareable(state: LabState): LabState {
  const said = saidOf(state);
  const hide = (headers: readonly Header[], index: number) =>
    headers.map(([name, value], at): Header => [name, at === index ? HIDDEN : value]);
  const put = (headers: readonly Header[]): LabState => ({ ...state, call: { ...state.call, headers } });
  const all = state.call.headers ?? [];
  const left = all.reduce<readonly Header[]>((headers, _, index) => {
    const without = hide(headers, index);
    return saidOf(put(without)) === said ? without : headers;
  }, all);
  return put(left);
}

/** The same call without what a trigger is about; `undefined` if that can't be left out. */
export function without(call: Call, trigger: Trigger): Call | undefined {
  const { kind, name, source } = trigger;
  switch (kind) {
    case "method":
      return { ...call, method: call.body ? "POST" : "GET" };
    case "header":
      if (source === "body") {
        return call.body && { ...call, body: { kind: "string", ...(call.body.text !== undefined && { text: call.body.text }) } };
      }
      return { ...call, headers: (call.headers ?? []).filter(([own]) => own.trim().toLowerCase() !== name) };
    case "upload-listener":
      return { ...call, uploadListener: false };
    case "stream-body": {
      const { duplex: _, ...rest } = call;
      return call.body && { ...rest, body: { ...call.body, kind: "buffer" } };
    }
    case "redirect":
      return undefined;
  }
}

/** Without anything that asks for permission; `undefined` if it stays. */
export function simplified(call: Call, triggers: readonly Trigger[]): Call | undefined {
  return triggers.reduce<Call | undefined>((left, trigger) => left && without(left, trigger), call);
}
