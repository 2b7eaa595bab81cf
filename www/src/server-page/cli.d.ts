// The command line's readers, as far as this page uses them and the lab does not.

declare module "*/cli/acorn.js" {
  /** A node of a tree; which fields it has depends on its type. */
  export interface Node {
    type: string;
    start: number;
    end: number;
    [field: string]: unknown;
  }

  export function parse(text: string, options: object): Node;
}

declare module "*/cli/har-pair.js" {
  import type { Call, Preflight } from "*/cli/har-entry.js";

  /** Gives each call its `preflight`, and each hop of a redirect `isRedirected`; returns the preflights that are left over. */
  export function pair(calls: Call[], preflights: Preflight[]): Preflight[];
}

declare module "*/cli/har-seen.js" {
  import type { RequestDescription, WireResponse } from "cors-forecast/standalone";
  import type { Call } from "*/cli/har-entry.js";

  /** What a call of a recording comes to. Times are in milliseconds. */
  export interface Told {
    origin: string;
    request: RequestDescription;
    at: number;
    preflight?: WireResponse;
    /** When that was there. */
    preflightAt?: number;
    answer?: WireResponse;
  }

  export function seer(): (call: Call) => Told;

  /** The header names that a preflight asks for. */
  export function namesOf(headers?: readonly (readonly [string, string])[]): string[];
}

declare module "*/dist/urls.js" {
  /** Origin and template of the path in one. */
  export function endpointOf(url: string): string;
}
