// Answers to begin with: those of the measured servers, as curl would print them.

import type { ServerAnswer } from "../../../pkg-template/dist/elements/index.ts";
import type { ServerPreset } from "../servers/presets.ts";
import type { Answers, Asked, Preflight } from "./exchange.ts";

export const REQUEST = `fetch("https://api.example/api/users", {
  method: "PUT",
  credentials: "include",
  headers: { Authorization: "Bearer 1", "Content-Type": "application/json" },
  body: "{}",
})`;

function printed({ status, headers }: ServerAnswer, values: Readonly<Record<string, string>>): string {
  const filled = (text: string) => text.replace(/\{\w+\}/g, (mark) => values[mark] ?? "");
  return [`HTTP/1.1 ${status}`, ...headers.map(([name, value]) => `${name}: ${filled(value)}`)].join("\n");
}

/** What a server answers to a request. */
export function answersOf({ policy }: ServerPreset, { origin }: Asked, preflight: Preflight | undefined): Answers {
  const sent = (wanted: string) => preflight?.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
  const values = { "{origin}": origin, "{acrm}": sent("access-control-request-method"), "{acrh}": sent("access-control-request-headers") };
  return { preflight: printed(policy.preflight, values), actual: printed(policy.actual, values) };
}
