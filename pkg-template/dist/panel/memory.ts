// What the panel remembers from one page to the next.

import type { Engine, RuleSeverity } from "../../index.d.ts";

export const TABS = ["endpoints", "findings", "timeline", "caches", "settings"] as const;
export type Tab = (typeof TABS)[number];

export interface Memory {
  open: boolean;
  tab: Tab;
  dock: "bottom" | "side";
  /** Of the sheet, in CSS pixels: its height at the bottom, its width at the side. */
  height: number;
  width: number;
  theme: "auto" | "light" | "dark";
  /** Where the button is, from 0 (left, top) to 1 (right, bottom); absent until it was moved. */
  x?: number;
  y?: number;
  /** The engine that is shown; absent for the one that runs the page. */
  engine?: Engine;
  rules?: Record<string, RuleSeverity>;
  as?: { origin: string; routes: Record<string, string> };
}

const KEY = "cors-forecast.panel";
const DEFAULTS: Memory = { open: false, tab: "endpoints", dock: "bottom", height: 380, width: 520, theme: "auto" };

const oneOf =
  (...values: unknown[]) =>
  (value: unknown) =>
    values.includes(value);
const isRecord = (value: unknown) => typeof value === "object" && value !== null;
const isSize = (value: unknown) => typeof value === "number" && value > 100 && value < 10_000;
const isShare = (value: unknown) => typeof value === "number" && value >= 0 && value <= 1;

const checks = (): Record<keyof Memory, (value: unknown) => boolean> => ({
  open: oneOf(true, false),
  tab: oneOf(...TABS),
  dock: oneOf("bottom", "side"),
  height: isSize,
  width: isSize,
  theme: oneOf("auto", "light", "dark"),
  x: isShare,
  y: isShare,
  engine: oneOf("chromium", "firefox", "webkit"),
  rules: (value) => isRecord(value) && Object.values(value as object).every(oneOf("off", "info", "warn", "error")),
  as: (value) => isRecord(value) && typeof (value as { origin: unknown }).origin === "string" && isRecord((value as { routes: unknown }).routes),
});

/** The storage may be refused or full, and what is in it may be anything. */
export function remembered(): Memory {
  const memory = { ...DEFAULTS };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    for (const [name, is] of Object.entries(checks())) {
      const value = (stored as Record<string, unknown>)[name];
      if (value !== undefined && is(value)) {
        Object.assign(memory, { [name]: value });
      }
    }
  } catch {
    // Then nothing is remembered.
  }
  return memory;
}

export function remember(memory: Memory): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Then nothing is.
  }
}
