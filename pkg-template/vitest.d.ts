import type { InstallOptions, Report } from "./index.js";
import type { Budget, SeenFinding, SeenPreflights } from "./testing.js";

export type { Budget, SeenFinding, SeenPreflights };

export interface WatchOptions extends InstallOptions {
  /** Where the page will be, as that of a test is at `http://localhost:3000` or the like: `"https://app.example"`. */
  origin?: string;
}

/** What fetch and XMLHttpRequest were asked for since `watch()` or the last `clear()`. */
export interface Forecast {
  reports(): Report[];
  findings(): SeenFinding[];
  preflights(): SeenPreflights[];
  /** For the next test: nothing was seen, and no cache holds anything. */
  clear(): void;
  /** fetch and XMLHttpRequest are as they were. */
  stop(): void;
}

/**
 * Watches fetch and XMLHttpRequest of a test file from now on, in jsdom, happy-dom or browser mode; after `vi.stubGlobal("fetch", …)`, if there is one.
 *
 * @throws Error where there is no page: in Vitest's environment `node`.
 */
export function watch(options?: WatchOptions): Forecast;

declare module "vitest" {
  interface Matchers<T = any> {
    /** Of what `watch()` gives: no preflight is missing in the baseline. */
    toHaveNoNewPreflights(baseline: Budget): void;
  }
}
