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
  import type { RequestDescription } from "cors-forecast/standalone";

  export type Entry =
    | { kind: "call"; description: RequestDescription; origin: string }
    | { kind: "preflight" }
    | { kind: "skipped"; why: string }
    | { kind: "malformed"; field: string };

  export function readEntry(text: string, pages: (id: string) => string | undefined): Entry;
}
