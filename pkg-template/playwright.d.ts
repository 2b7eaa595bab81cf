import { expect as baseExpect, test as base } from "@playwright/test";
import type { BrowserContext, Page } from "@playwright/test";

import type { InstallOptions, Report } from "./index.js";
import type { Budget, SeenFinding, SeenPreflights } from "./testing.js";

export type { Budget, SeenFinding, SeenPreflights };

/** What of install()'s options can be handed to a page: no functions. */
export type WatchOptions = Pick<InstallOptions, "engine" | "engines" | "as" | "rules">;

/**
 * What all pages of a context have asked for so far; of their web workers those that have the wrapper by their own script, as long as
 * they run, and answer within ten seconds.
 */
export interface Forecast {
  reports(): Promise<Report[]>;
  findings(): Promise<SeenFinding[]>;
  preflights(): Promise<SeenPreflights[]>;
}

/**
 * Watches what all pages of a context ask for, from before their first script. Of a context that a test makes itself; call it
 * before a page is opened.
 */
export function watchContext(context: BrowserContext, options?: WatchOptions): Promise<Forecast>;

/**
 * Playwright's `test`, whose pages are watched: `forecast` says what they have asked for. It has no way to run a script first in a
 * web worker; one is watched if its own script begins with `import "cors-forecast/auto"`, or `importScripts()` of `global.js`.
 */
export const test: ReturnType<typeof base.extend<{ forecastOptions: WatchOptions; forecast: Forecast }>>;

/**
 * Playwright's `expect`. `expect(page).toHaveNoNewPreflights(baseline)`: no preflight of the page's context is missing in the
 * baseline, a budget or the path of its file. A file that is not there is written, and the test fails once;
 * `--update-snapshots` writes it anew.
 */
export const expect: ReturnType<
  typeof baseExpect.extend<{
    toHaveNoNewPreflights(
      page: Page | BrowserContext,
      baseline: string | Budget,
    ): Promise<{ pass: boolean; message: () => string; name: string }>;
  }>
>;
