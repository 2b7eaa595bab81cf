// The data that the page is made of: calls, server policies, presets, and what came of them.

import type { Engine, Forecast, RequestDescription, Simulation } from "cors-forecast/standalone";

/** The origins of `/__demo/config.json`, and the page's own. */
export interface Origins {
  page: string;
  /** Cross-origin, same-site. */
  api: string;
  /** Cross-site: the same server by another name. */
  other: string;
}

export type Header = readonly [name: string, value: string];

/** How to make a body, and what to say about it. */
export interface BodyRecipe {
  kind: "string" | "urlsearchparams" | "formdata" | "blob" | "buffer" | "stream" | "document";
  /** The content. Default `a=b`. */
  text?: string;
  /** Blob: the type given to it, if any. Document: the type it is parsed as. */
  type?: string;
}

/** A call that a page makes. One datum, from which the description and the real call are both made. */
export interface Call {
  api?: "fetch" | "xhr" | "beacon" | "eventsource";
  /** Default `"api"`. */
  to?: keyof Origins;
  /** Below the lab's path; default `"m"`. May have a query and a fragment. */
  path?: string;
  /** Instead of `to` and `path`: a URL outside the lab. */
  url?: string;
  method?: string;
  headers?: readonly Header[];
  body?: BodyRecipe;
  mode?: string;
  credentials?: string;
  redirect?: string;
  cache?: string;
  keepalive?: boolean;
  duplex?: string;
  uploadListener?: boolean;
  sync?: boolean;
}

/** One answer of the server. Values may hold `{origin}`, `{acrm}`, `{acrh}`, and the URLs `{page}`, `{api}`, `{other}`. */
export interface Answer {
  status?: number;
  headers?: readonly Header[];
  body?: string;
}

export interface Route {
  preflight?: Answer;
  actual?: Answer;
}

/** What the server answers below a lab's path; what is not given is answered permissively. */
export interface Policy extends Route {
  routes?: Readonly<Record<string, Route>>;
}

export interface Step {
  call: Call;
  policy?: Policy;
  /** Milliseconds to wait before the call. */
  wait?: number;
}

export interface Preset {
  id: string;
  title: string;
  /** Sent one after the other, to the same lab path, so that the preflight cache carries over. */
  steps: readonly Step[];
}

export interface Group {
  title: string;
  presets: readonly Preset[];
}

/** A request as the server received it: one entry of the log. */
export interface LogEntry {
  seq: number;
  time: number;
  id: string | null;
  preflight: boolean;
  method: string;
  url: string;
  headers: [name: string, value: string][];
  bodyLength: number | null;
  status: number | null;
}

/** What the page itself experienced. */
export interface PageOutcome {
  /** `unseen`: the API does not tell the page (a beacon). */
  outcome: "response" | "network-error" | "throws" | "unseen";
  status?: number;
  /** Name and message of the exception, for a human. */
  text: string;
}

/** All that was said before a step was sent. Frozen then; nothing observed flows into it. */
export interface Expectation {
  engine: Engine;
  url: string;
  description: RequestDescription;
  forecast?: Forecast;
  simulation?: Simulation;
  /** Set instead of the two above if the package threw. */
  failure?: string;
}

/** All that was seen after it. */
export interface Observation {
  requests: LogEntry[];
  page: PageOutcome;
  /** What the wrapper reported for this call; `null` for none, absent where there was a failure. */
  wrapper?: Forecast | null;
  /** Set if the log could not be read to its end. */
  failure?: string;
}

/** A place where forecast and observation disagree. */
export interface Difference {
  /** Index of the request in the sequence; absent if it is about the whole exchange. */
  request?: number;
  /** The header or property in question. */
  what: string;
  forecast: string;
  observed: string;
}

export interface StepResult {
  step: Step;
  expectation: Expectation;
  observation: Observation;
  differences: Difference[];
}
