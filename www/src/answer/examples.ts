// Answers to begin with: those of the measured servers, as curl would print them.

import type { ServerAnswer } from "../../../pkg-template/dist/elements/index.ts";
import type { ServerPreset } from "../servers/presets.ts";
import { type Answers, type Asked, type Preflight, strangerOf } from "./exchange.ts";

export const REQUEST = `fetch("https://api.example/api/users", {
  method: "PUT",
  credentials: "include",
  headers: { Authorization: "Bearer 1", "Content-Type": "application/json" },
  body: "{}",
})`;

/** Measured to send back any origin. */
const REFLECTING = new Set(["reflects"]);

function printed({ status, headers }: ServerAnswer, values: Readonly<Record<string, string>>): string {
  const filled = (text: string) => text.replace(/\{\w+\}/g, (mark) => values[mark] ?? "");
  return [`HTTP/1.1 ${status}`, ...headers.map(([name, value]) => `${name}: ${filled(value)}`)].join("\n");
}

/** What a server answers to a request. Those that let in whoever asks were asked by a stranger, too. */
export function answersOf({ id, policy }: ServerPreset, asked: Asked, preflight: Preflight | undefined): Answers {
  const { origin } = asked;
  const echoes = REFLECTING.has(id);
  const from = preflight && strangerOf(asked);
  const sent = (wanted: string) => preflight?.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
  const values = { "{origin}": origin, "{acrm}": sent("access-control-request-method"), "{acrh}": sent("access-control-request-headers") };
  const strange = { ...values, "{origin}": from ?? origin };
  return { preflight: printed(policy.preflight, values), actual: printed(policy.actual, values), stranger: from && echoes ? printed(policy.preflight, strange) : "" };
}
