// What the gallery is made of.

import type { Engine, Forecast, Simulation, WireResponse } from "cors-forecast/standalone";
import type { Step } from "../types.ts";

export const KINDS = {
  methods: "Methods",
  headers: "Headers",
  values: "Values",
  bodies: "Bodies",
  apis: "APIs",
  redirects: "Redirects",
  servers: "Servers",
  cache: "Cache",
  myths: "Myths",
} as const;

export type Kind = keyof typeof KINDS;
export type Browser = Exclude<Engine, "standard">;

/** The same of all three browsers, or of each its own; the standard where it says something else. */
export type By = string | (Record<Browser, string> & { standard?: string });

export const by = (chromium: string, firefox: string, webkit: string, standard?: string): By => ({
  chromium,
  firefox,
  webkit,
  ...(standard !== undefined && { standard }),
});

export interface Card {
  /** Its address on the page. */
  id: string;
  /** What surprises; of a myth, what is claimed. Code stands between backticks. */
  title: string;
  /** Why it is so. */
  text: string;
  /** The calls: those of the proof page's preset of this name, or its own. */
  calls: string | readonly Step[];
  /** `"null"`: the page is a sandboxed frame. */
  origin?: "null";
  /** Parts of the code and of the answer that make the difference; default: what the triggers are about. */
  mark?: readonly string[];
  /** What goes over the wire and what the page gets, call by call: this is compared with what the core says. */
  expects: By;
  /** The first preflight's `Access-Control-Request-Headers`, where it is the point. */
  asks?: By;
  /** Codes of triggers, failures and misses that the text is about: each must occur in one of the browsers. */
  because: readonly string[];
  spec: Spec;
}

export interface Spec {
  /** In the Fetch Standard, or a URL. */
  at: string;
  /** Word by word. */
  quote?: string;
}

export interface Group {
  kind: Kind;
  /** A sentence about them. */
  lead: string;
  cards: readonly Card[];
}

/** A call, played in an engine. */
export interface Played {
  step: Step;
  url: string;
  forecast: Forecast;
  simulation: Simulation;
  answers: (WireResponse | null)[];
}
