// The server's policy: what is stored on the server, and a mirror of it by which the forecaster can
// ask beforehand what the server will answer.

import type { WireRequest, WireResponse } from "cors-forecast/standalone";
import { below } from "./describe.ts";
import type { Answer, Header, Origins, Policy, Route } from "./types.ts";

export type Server = (request: WireRequest) => WireResponse | null;

/** The page's URLs in place of `{page}`, `{api}` and `{other}`; the rest is the server's to fill. */
export function resolve(policy: Policy, origins: Origins, id: string): Policy {
  const value = (text: string) =>
    text.replace(/\{(page|api|other)\}/g, (_, to: keyof Origins) => below(origins[to], id));
  const answer = (given: Answer): Answer => ({
    ...given,
    headers: (given.headers ?? []).map(([name, text]): Header => [name, value(text)]),
  });
  const route = (given: Route): Route => ({
    ...(given.preflight && { preflight: answer(given.preflight) }),
    ...(given.actual && { actual: answer(given.actual) }),
  });
  const routes = Object.entries(policy.routes ?? {}).map(([path, given]) => [path, route(given)]);
  return { ...route(policy), routes: Object.fromEntries(routes) };
}

const ALLOWED: readonly Header[] = [
  ["Access-Control-Allow-Origin", "{origin}"],
  ["Access-Control-Allow-Credentials", "true"],
];

/** What is not given. */
export const PERMISSIVE: Required<Route> = {
  preflight: {
    headers: [
      ...ALLOWED,
      ["Access-Control-Allow-Methods", "{acrm}"],
      ["Access-Control-Allow-Headers", "{acrh}"],
      ["Access-Control-Max-Age", "0"],
    ],
  },
  actual: { headers: ALLOWED },
};

/** What the server will answer, by the policy that it was given; nothing that it answered flows in. */
export function mirror(policy: Policy, origins: Origins, id: string): Server {
  const bases = Object.values(origins).map((origin: string) => `${below(origin, id)}/`);
  return (request) => {
    const base = bases.find((candidate) => request.url.startsWith(candidate));
    if (base === undefined) {
      return null;
    }
    const path = request.url.slice(base.length).split(/[?#]/, 1)[0] ?? "";
    const route: Route = policy.routes?.[path] ?? policy;
    const answer = route[request.kind] ?? PERMISSIVE[request.kind];
    return {
      status: answer.status ?? (request.kind === "preflight" ? 204 : 200),
      headers: (answer.headers ?? []).map(([name, value]): Header => [name, fill(value, request)]),
    };
  };
}

/** A value of an answer, with what the request has in the place of `{origin}`, `{acrm}` and `{acrh}`. */
export function fill(value: string, request: WireRequest): string {
  return value.replace(/\{(origin|acrm|acrh)\}/g, (_, placeholder: string) => {
    const name = PLACEHOLDERS[placeholder];
    return request.headers.find(([sent]) => sent.toLowerCase() === name)?.[1] ?? "";
  });
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  origin: "origin",
  acrm: "access-control-request-method",
  acrh: "access-control-request-headers",
};
