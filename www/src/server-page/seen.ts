// A request that a page makes, wherever it was read.

import type { RequestDescription, WireResponse } from "cors-forecast/standalone";

export interface Seen {
  /** The page's origin. */
  origin: string;
  description: RequestDescription;
  /** In milliseconds, on the recording's clock. */
  at: number;
  /** What its preflight was answered, and when. */
  answer?: { response: WireResponse; at: number };
  /** What it was answered itself; of headers other than CORS's, only names. */
  answered?: WireResponse;
}

export interface Input {
  /** What it was read from, for people. */
  title: string;
  seen: readonly Seen[];
  from: "text" | "file" | "lab";
  /** What was left out or assumed. */
  notes: readonly string[];
  /** Whether the times are those of a recording. */
  timed: boolean;
}

/** As sentences say it. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message.replace(/^cors-forecast: /, "") : String(error));

/** Whether it says where it goes. */
export const hasUrl = ({ origin, description: { url } }: Seen): boolean => URL.canParse(url) || URL.canParse(url, origin);

/** Where it goes. An opaque origin is no base, and needs none: its pages write whole URLs. */
export const urlOf = ({ origin, description: { url } }: Seen): URL => (URL.canParse(url) ? new URL(url) : new URL(url, origin));

/** Method and URL, as the core names a request. */
export const exampleOf = (seen: Seen): string => `${seen.description.method ?? "GET"} ${urlOf(seen).href}`;
