// What is shown, and what can be done about it.

import type { Engine, Forecast, ObservedFinding, Report, RuleSeverity } from "../../index.d.ts";
import type { TimelineCall } from "../elements/timeline.tsx";
import type { Context } from "./context.ts";
import { forecastOf, type History, type Source, type Whole } from "./history.ts";
import type { Memory, Tab } from "./memory.ts";

export const TAB_NAMES: Record<Tab, string> = {
  endpoints: "Endpoints",
  findings: "Findings",
  timeline: "Timeline",
  caches: "Caches",
  settings: "Settings",
};

export const SOURCE_NAMES: Record<Source, string> = { page: "this page", worker: "worker", frame: "frame", tab: "another tab" };

export interface Ui {
  context: Context;
  /** The engine that runs the page, or that it was told to take. */
  own: Engine;
  /** The endpoint whose calls are shown, and the call that is. */
  endpoint: string | undefined;
  call: number | undefined;
  calls: CallList;
  act: (change: () => void) => void;
}

export const engineOf = ({ context, own }: Ui): Engine => context.memory.engine ?? own;

/** The forecast that is shown; that of the report's own engine where there is none of the one that is wanted. */
export function shownOf(report: Report, engine: Engine): { engine: Engine; forecast: Forecast } {
  const forecast = forecastOf(report, engine);
  return forecast ? { engine, forecast } : { engine: report.engine, forecast: report.forecast };
}

/** The calls of an endpoint, or all, read from the history where they are drawn. */
export class CallList {
  #history: History;
  #places: number[] | undefined;
  #endpoint: string | undefined;
  #first = 0;
  #until = 0;
  engine: Engine;
  readonly own: Engine;

  constructor(history: History, engine: Engine, own: Engine, endpoint?: string) {
    this.#history = history;
    this.engine = engine;
    this.own = own;
    this.#endpoint = endpoint;
    this.look();
  }

  /** Takes what has come since. */
  look(): void {
    if (this.#endpoint === undefined) {
      return;
    }
    const { first, length } = this.#history;
    if (first !== this.#first) {
      this.#places = undefined;
      this.#first = first;
      this.#until = 0;
    }
    this.#places ??= [];
    this.#places.push(...this.#history.placesOf(this.#endpoint, this.#until));
    this.#until = length;
  }

  get length(): number {
    return this.#places?.length ?? this.#history.length;
  }

  at(index: number): TimelineCall | undefined {
    const place = this.#places ? this.#places[index] : index;
    if (place === undefined || place >= this.#history.length) {
      return undefined;
    }
    const { id, at, method, endpoint, from, sky, until } = this.#history.row(place, this.engine);
    const short = endpoint.replace(/^https?:\/\//, "");
    const label = from === "page" ? short : `${SOURCE_NAMES[from]} · ${short}`;
    return { id, at, method, label, sky: sky ?? this.#history.row(place, this.own).sky ?? "fog", ...(until && { until }) };
  }

  /** The latest of which the whole report is kept. */
  latest(): number | undefined {
    const last = this.at(this.length - 1)?.id as number | undefined;
    return last !== undefined && this.#history.whole(last) ? last : undefined;
  }
}

export const wholeOf = ({ context, call }: Ui): Whole | undefined => (call === undefined ? undefined : context.history.whole(call));

/** Findings of all realms, each once, as the rules say. */
export function findingsOf({ findings, memory: { rules = {} } }: Context): ObservedFinding[] {
  const merged = new Map<string, ObservedFinding>();
  for (const finding of findings()) {
    const severity: RuleSeverity = rules[finding.code] ?? finding.severity;
    if (severity === "off") {
      continue;
    }
    const key = `${finding.code} ${finding.endpoint} ${finding.part}`;
    const { calls = 0, preflights = 0 } = merged.get(key) ?? {};
    merged.set(key, { ...finding, severity, calls: calls + finding.calls, preflights: preflights + finding.preflights });
  }
  return [...merged.values()];
}

/** Has the wrapper follow what was chosen, and leaves alone what was not. */
export function configure({ state, memory }: Context, own: Engine, what: "engines" | "rules" | "as"): void {
  const { engine, rules, as }: Memory = memory;
  const engines = engine && engine !== own ? ("all" as const) : undefined;
  state.configure({ [what]: { engines, rules, as }[what] });
}
