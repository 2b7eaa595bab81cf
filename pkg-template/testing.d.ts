/** Preflights that are alike: of an endpoint, for the same reasons. */
export interface SeenPreflights {
  endpoint: string;
  method: string;
  /** What made them necessary: names of headers, the method, the kind of body, sorted. */
  triggers: string[];
  /** How many were forecast; those that the browser's cache spares are not among them. */
  preflights: number;
}

export interface SeenFinding {
  /** Stable, in kebab case. */
  code: string;
  endpoint: string;
  text: string;
  fix?: string;
}

/** What `cors-forecast check` reads from `cors-forecast.json`. */
export interface Budget {
  maxPreflights?: number;
  maxPreflightsPerEndpoint?: number;
  endpoints?: Record<string, { maxPreflights: number }>;
  newPreflights?: "error" | "warn" | "off";
  rules?: Record<string, "error" | "warn" | "off">;
  baseline?: { endpoint: string; method: string; triggers: string[] }[];
}
