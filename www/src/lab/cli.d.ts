// The command line's readers, as far as the lab uses them.

declare module "*/cli/request.js" {
  import type { RequestDescription } from "cors-forecast/standalone";

  /** @throws Error with a sentence that names what is wrong and what would be right. */
  export function requestOf(
    words: readonly string[],
    values: { origin?: string; credentials?: string },
    io: object,
  ): Promise<{ request: RequestDescription; origin: string; notes: string[] }>;
}

declare module "*/cli/har-entry.js" {
  import type { RequestDescription, WireResponse } from "cors-forecast/standalone";

  /** Times in milliseconds: when it began, and how long it took. */
  interface Recorded {
    at: number;
    took: number;
    url: string;
    origin: string;
  }

  export interface Preflight extends Recorded {
    kind: "preflight";
    method: string;
    /** The header names that were asked for, in lower case. */
    asked: string[];
    answer?: WireResponse;
  }

  export interface Call extends Recorded {
    kind: "call";
    description: RequestDescription;
    hasCookies: boolean;
    preflight?: Preflight;
    isRedirected?: boolean;
    /** What it was answered; of headers other than CORS's, only names. */
    answer?: WireResponse;
  }

  export type Entry = Call | Preflight | { kind: "skipped"; why: string } | { kind: "malformed"; field: string };

  /** `pages` gives the URL of a page by its `pageref`. */
  export function readEntry(text: string, pages: (id: string) => string | undefined): Entry;
}
