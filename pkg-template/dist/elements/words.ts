// Numbers and names as people read them.

import type { Engine, MaxAge } from "../../index.d.ts";

/** In the order in which they are shown. */
export const BROWSERS = ["chromium", "firefox", "webkit"] as const;

export const ENGINE_NAMES: Record<Engine, string> = {
  chromium: "Chromium",
  firefox: "Firefox",
  webkit: "WebKit",
  standard: "The standard",
};

/** Seconds in the largest unit that leaves nothing, or rounded if `round`. */
export function duration(seconds: number, round = false): string {
  const units = [
    ["day", 86_400],
    ["h", 3600],
    ["min", 60],
  ] as const;
  for (const [unit, length] of units) {
    if (seconds >= length && (round || seconds % length === 0)) {
      const count = Math.floor(seconds / length);
      return `${count} ${unit}${unit === "day" && count !== 1 ? "s" : ""}`;
    }
  }
  return `${Math.round(seconds)} s`;
}

/** How long an engine keeps a permission, and why. */
export function keptText({ verdict, askedFor, keptFor, limit }: MaxAge): string {
  const kept = keptFor ? `kept for ${duration(keptFor)}` : "not kept";
  switch (verdict) {
    case "absent":
      return `${kept}, as there is no Access-Control-Max-Age`;
    case "malformed":
      return `${kept}: Access-Control-Max-Age is no number that counts`;
    case "zero":
      return `${kept}: Access-Control-Max-Age is 0`;
    case "as-asked":
      return `${kept}, as the server asks${limit === undefined ? "" : ` (the limit is ${duration(limit)})`}`;
    case "capped":
      return `${kept}, this engine's limit, of the ${duration(askedFor ?? 0)} that the server asks for`;
  }
}

/** A number with its noun. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}
