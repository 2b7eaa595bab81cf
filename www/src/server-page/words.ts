// The policy as header lines with their reasons, and in plain words.

import type { HeaderLine } from "../../../pkg-template/dist/elements/index.ts";
import { count, duration, ENGINE_NAMES } from "../../../pkg-template/dist/elements/words.ts";
import { endpointOf } from "../../../pkg-template/dist/urls.js";
import type { Least, Reason } from "./permit.ts";
import { type Kind, linesOf, originsOf } from "./play.ts";

export interface Line {
  line: HeaderLine;
  /** One for each part of it that was tried without. */
  reasons: string[];
}

/** A request as lists name it, out of its method and URL. */
export const nameOf = ({ example }: { example: string }): string => {
  const [method = "", url = ""] = example.split(" ");
  return `${method} ${endpointOf(url).replace(/^\w+:\/\/[^/]+/, "")}`;
};

export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;

function told(what: string, reason: Reason): string {
  if (reason.why !== "refused") return reason.text;
  const [engine = "standard"] = reason.engines;
  return `Without ${what}, ${nameOf(reason)} fails in ${ENGINE_NAMES[engine]}: ${reason.message}`;
}

const PARTS: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "origin ",
  "access-control-allow-credentials": "credentials",
  "access-control-allow-methods": "method ",
  "access-control-allow-headers": "header ",
  "access-control-expose-headers": "expose-header ",
};

export function explained({ permit, reasons }: Least, kind: Kind, origin: string): Line[] {
  return linesOf(permit, kind, origin).map((line) => {
    const name = line[0].toLowerCase();
    const listed = PARTS[name];
    const part = listed === "origin " ? `${listed}${origin}` : listed;
    // Methods that need no permission are none of this line's.
    const isOfLine = (what: string, { why }: Reason) =>
      part !== undefined && (what === part || (part.endsWith(" ") && what.startsWith(part) && (listed !== "method " || why === "refused")));
    const found = [...reasons].filter(([what, reason]) => isOfLine(what, reason));
    const said = found.map(([what, reason]) => told(part === what ? "it" : what.slice(part?.length), reason));
    if (name === "access-control-max-age") said.push("No request fails without it; every one of them is asked for again and again.");
    if (name === "vary") {
      said.push(
        kind === "preflight"
          ? "For what keeps answers to OPTIONS between you and the browser, as some CDNs do."
          : "For caches: the answer depends on who asks, so one that was kept for another page, or for none, must not be given out.",
      );
    }
    return { line, reasons: said };
  });
}

/** What the policy lets happen, a sentence each. */
export function inWords({ permit, reasons }: Least, target: string): string[] {
  const { policy, preflight, maxAge } = permit;
  const { headers, credentials } = policy;
  const said = [`Pages of ${listed(originsOf(permit))} may read what ${target} answers. Nobody else’s may.`];
  if (!preflight) {
    said.push("None of these requests has to ask first: the server need not answer OPTIONS for them.");
    return said;
  }
  const methods = policy.methods.filter((method) => reasons.get(`method ${method}`)?.why === "refused");
  said.push(
    methods.length > 0
      ? `They may use ${listed(methods)}. No other method that they use has to be named.`
      : "No method that they use has to be named.",
  );
  said.push(headers.length > 0 ? `They may set ${listed(headers)}. No other header that they set has to be named.` : "No header that they set has to be named.");
  const cookies = reasons.get("credentials");
  said.push(
    credentials
      ? `Cookies and other credentials of the user go with them${cookies?.why === "refused" ? `, as ${nameOf(cookies)} asks for it` : ""}.`
      : "They go without the user’s cookies: none of them needs credentials.",
  );
  said.push(`Browsers may remember that for ${duration(maxAge)}${maxAge === 0 ? ", that is, not at all" : ""}.`);
  return said;
}

export const requestsText = (number: number): string => count(number, "request");
