// The way from a card to the lab, with the same call and the same server.

import { fragmentOf } from "../lab/state.ts";
import { PERMISSIVE, resolve } from "../policy.ts";
import type { ServerAnswer } from "../../../pkg-template/dist/elements/index.ts";
import type { Answer } from "../types.ts";
import { ORIGINS, stepsOf } from "./play.ts";
import type { Card } from "./types.ts";
import { urlOf } from "../describe.ts";

const answer = (given: Answer, status: number): ServerAnswer => ({ status: given.status ?? status, headers: given.headers ?? [] });

/** The last of the calls; `undefined` where the server answers by path, which the lab's server does not. */
export function labLink(card: Card): string | undefined {
  const step = stepsOf(card).at(-1);
  if (!step || step.policy?.routes) {
    return undefined;
  }
  const policy = { ...PERMISSIVE, ...resolve(step.policy ?? {}, ORIGINS, "") };
  const state = {
    origin: card.origin ?? ORIGINS.page,
    call: { ...step.call, url: urlOf(step.call, ORIGINS, "") },
    server: "custom",
    policy: { preflight: answer(policy.preflight, 204), actual: answer(policy.actual, 200) },
  };
  return `./index.html#${fragmentOf(state)}`;
}
