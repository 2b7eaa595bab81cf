// The policy as header lines with their reasons, and in plain words.

import type { HeaderLine } from "../../../pkg-template/dist/elements/index.ts";
import { count, duration, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { endpointOf } from "../../../pkg-template/dist/urls.js";
import type { Least, Reason } from "./permit.ts";
import { type Kind, linesOf } from "./play.ts";
import { type Seen, urlOf } from "./seen.ts";

export interface Line {
  line: HeaderLine;
  /** One for each part of it that was tried without. */
  reasons: string[];
}

/** A request as lists name it. */
export const nameOf = ({ seen }: { seen: Seen }): string => {
  const { method = "GET" } = seen.description;
  return `${method} ${endpointOf(urlOf(seen).href).replace(/^\w+:\/\/[^/]+/, "")}`;
};

export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;

const without = (what: string, reason: Reason): string => `Without ${what}, ${nameOf(reason)} fails in ${ENGINE_NAMES[reason.engine]}: ${reason.message}`;

const PARTS: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "origin",
  "access-control-allow-credentials": "credentials",
  "access-control-allow-methods": "method ",
  "access-control-allow-headers": "header ",
};

export function explained({ permit, reasons }: Least, kind: Kind, origin: string): Line[] {
  return linesOf(permit, kind, origin).map((line) => {
    const name = line[0].toLowerCase();
    const part = kind === "preflight" && PARTS[name] === "origin" ? "origin of OPTIONS" : PARTS[name];
    const found = [...reasons].filter(([what]) => part !== undefined && (what === part || (part.endsWith(" ") && what.startsWith(part))));
    const told = found.map(([what, reason]) => without(part === what ? "it" : what.slice(part?.length), reason));
    if (name === "access-control-max-age") told.push("No request fails without it; every one of them is asked for again and again.");
    if (name === "vary") {
      told.push(
        kind === "preflight"
          ? "For what keeps answers to OPTIONS between you and the browser, as some CDNs do."
          : "For caches: the answer depends on who asks, so one that was kept for another page, or for none, must not be given out.",
      );
    }
    return { line, reasons: told };
  });
}

/** What the policy lets happen, a sentence each. */
export function inWords({ permit, reasons }: Least, target: string): string[] {
  const { origins, methods, headers, credentials, preflight, maxAge } = permit;
  const said = [`Pages of ${listed(origins)} may read what ${target} answers. Nobody else’s may.`];
  if (!preflight) {
    said.push("None of these requests has to ask first: the server need not answer OPTIONS for them.");
    return said;
  }
  said.push(
    methods.length > 0
      ? `They may use ${listed(methods)}. No other method that they use has to be named.`
      : "No method that they use has to be named.",
  );
  said.push(headers.length > 0 ? `They may set ${listed(headers)}. No other header that they set has to be named.` : "No header that they set has to be named.");
  said.push(
    credentials
      ? `Cookies and other credentials of the user go with them, as ${nameOf(reasons.get("credentials") as Reason)} asks for it.`
      : "They go without the user’s cookies: none of them needs credentials.",
  );
  said.push(`Browsers may remember that for ${duration(maxAge)}${maxAge === 0 ? ", that is, not at all" : ""}.`);
  return said;
}

export const requestsText = (number: number): string => count(number, "request");
