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

const UNITS = [
  ["day", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

const units = (unit: string, number: number): string => `${number} ${unit}${unit === "day" && number !== 1 ? "s" : ""}`;

/** Seconds in the largest unit that leaves nothing. */
export function duration(seconds: number): string {
  const fits = UNITS.find(([, length]) => seconds >= length && seconds % length === 0);
  return fits ? units(fits[0], seconds / fits[1]) : units("s", Math.round(seconds));
}

/** What is left of a time, in seconds: no more than two units of it. */
export function remaining(seconds: number): string {
  const index = UNITS.findIndex(([, length]) => seconds >= length);
  const [unit, length] = UNITS[index] ?? ["s", 1];
  const [finer, part] = index < 0 ? ["s", 1] : (UNITS[index + 1] ?? ["s", 1]);
  const rest = Math.floor((seconds % length) / part);
  const whole = units(unit, Math.floor(seconds / length));
  return rest > 0 && index >= 0 ? `${whole} ${units(finer, rest)}` : whole;
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
