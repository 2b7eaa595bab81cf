// What a recording tells of the requests that pages made: what each asked for, and what it was answered.

import { createForecaster } from "cors-forecast/standalone";

/** Needs permission as the value of any header: it stands for one that a recording does not have. */
export const UNKNOWN = '"';

/** Gives what turns a call of a recording into `{ origin, request, at, preflight, answer }`. */
export function seer() {
  const forecasters = new Map();

  function asks(origin, description) {
    const forecaster = forecasters.get(origin) ?? createForecaster({ origin, engine: "chromium" });
    forecasters.set(origin, forecaster);
    const { preflight } = forecaster.predict(description, 0);
    return namesOf(preflight?.headers);
  }

  return function seen({ origin, description, at, preflight, answer }) {
    const told = { origin, request: description, at, ...(answer && { answer }) };
    if (!preflight) return told;
    // What was asked for tells which of the recorded headers were the page's, and which a library or the browser added.
    const foreseen = asks(origin, description);
    const kept = (description.headers ?? []).filter(([name]) => !foreseen.includes(name) || preflight.asked.includes(name));
    const added = preflight.asked.filter((name) => !foreseen.includes(name)).map((name) => [name, UNKNOWN]);
    const request = { ...description, ...(description.headers && { headers: [...kept, ...added] }) };
    return { ...told, request, ...(preflight.answer && { preflight: preflight.answer, preflightAt: preflight.at + preflight.took }) };
  };
}

/** The header names that a preflight asks for. */
export function namesOf(headers = []) {
  const [, list = ""] = headers.find(([name]) => name.toLowerCase() === "access-control-request-headers") ?? [];
  return list.split(",").map((name) => name.trim()).filter((name) => name !== "");
}
