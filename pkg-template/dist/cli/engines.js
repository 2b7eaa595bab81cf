// One request in several engines, and who agrees with whom.

import { createForecaster } from "cors-forecast/standalone";

import { Wrong } from "./wrong.js";

const TITLES = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKit", standard: "the standard" };

export function forecasterOf(origin, engine) {
  try {
    return createForecaster({ origin, engine });
  } catch (error) {
    if (error.code !== "invalid-origin") throw error;
    throw new Wrong(`"${origin}" is no origin.`, "An origin is scheme, host and port, as in --origin https://app.example");
  }
}

/** `[{ engine, forecaster, forecast }]`. */
export function forecasts({ request, origin }, engines) {
  return engines.map((engine) => {
    const forecaster = forecasterOf(origin, engine);
    try {
      return { engine, forecaster, forecast: forecaster.predict(request) };
    } catch (error) {
      if (!error.code) throw error;
      throw new Wrong(`Such a request can't be looked at: ${error.message.replace(/^cors-forecast: /, "")}`);
    }
  });
}

/** What is the same in several engines once: `[{ engines, value }]`, in the order of the first of each. */
export function agreeing(rows, of) {
  const groups = new Map();
  for (const row of rows) {
    const value = of(row);
    const key = JSON.stringify(value ?? null);
    if (!groups.has(key)) groups.set(key, { engines: [], value });
    groups.get(key).engines.push(row.engine);
  }
  return [...groups.values()];
}

/** Names engines in a sentence; nothing where all agree. */
export function named(engines, all) {
  if (engines.length === all.length && all.length > 1) return "";
  return engines.map((engine) => TITLES[engine]).join(", ");
}
