// What to type: the least that lets the request through, in the words of the server that has likely answered.

import { type Fingerprint, type PageRequest, type Stack, synthesize } from "cors-forecast/server";
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { ChangesCard } from "../server-page/changes-view.tsx";
import { stackOf, StackCard } from "../server-page/stack-view.tsx";
import type { Asked, Seen } from "./exchange.ts";

/** Servers by what a fingerprint calls them; the first that fits counts. */
const NAMES: readonly [RegExp, Stack][] = [
  [/Spring/, "spring-boot"],
  [/aiohttp/, "aiohttp"],
  [/actix/i, "actix-web"],
  [/NestJS/, "nest"],
  [/Fastify/, "fastify"],
  [/Express/, "express"],
  [/nginx/, "nginx"],
  [/FastAPI|Starlette/, "fastapi"],
  [/Django/, "django"],
  [/Flask|Werkzeug/, "flask"],
  [/Rails|Sinatra|rack/, "rails"],
  [/Gin|gin-contrib/, "gin"],
  [/Go net|rs\/cors/, "rs-cors"],
  [/axum/, "axum"],
  [/Hono/, "hono"],
  [/Koa/, "koa"],
  [/Apache/, "apache"],
  [/Caddy/, "caddy"],
];

const likely = (found: readonly Fingerprint[]): Stack | undefined =>
  found.map(({ who = "" }) => NAMES.find(([name]) => name.test(who))?.[1]).find((stack) => stack !== undefined);

interface TypeProps {
  asked: Asked;
  seen: Seen;
  answeredBy: readonly Fingerprint[];
}

export function Type({ asked, seen, answeredBy }: TypeProps): VNode | null {
  const [chosen, choose] = useState<Stack | undefined>(() => stackOf(location.hash));
  const told = useMemo(() => leastOf(asked, seen), [asked, seen]);
  if (typeof told === "string") {
    return (
      <section class="card" aria-labelledby="type">
        <h2 id="type">What to type</h2>
        <p>{told}</p>
      </section>
    );
  }
  const { policy, changes } = told;
  return (
    <>
      {changes && <ChangesCard changes={changes} />}
      <StackCard policy={policy} stack={chosen ?? likely(answeredBy) ?? "express"} choose={choose} />
    </>
  );
}

/** The Max-Age that is there already, which may stay. */
function maxAgeOf({ exchange }: Pick<Seen, "exchange">): number | undefined {
  const headers = exchange.preflight?.answer?.headers ?? [];
  const [, value = ""] = headers.find(([name]) => name.toLowerCase() === "access-control-max-age") ?? [];
  return /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined;
}

/** The least policy, or why there is none. */
function leastOf({ origin, request }: Asked, { exchange }: Pick<Seen, "exchange">) {
  const seen: PageRequest = { origin, request };
  if (exchange.preflight?.answer) seen.preflight = exchange.preflight.answer;
  if (exchange.actual?.answer) seen.answer = exchange.actual.answer;
  try {
    const maxAge = maxAgeOf({ exchange });
    const { servers, notPermitted } = synthesize([seen], maxAge === undefined ? {} : { maxAge });
    return servers[0] ?? notPermitted[0]?.text ?? "No policy is needed for this request.";
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^cors-forecast: /, "") : String(error);
  }
}
