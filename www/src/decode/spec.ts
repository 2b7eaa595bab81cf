// Where the standard has what a step is of. The core names the algorithm and the step in it.

const FETCH = "https://fetch.spec.whatwg.org/";

/** By the names that algorithms have in a step's. */
const ANCHORS: Readonly<Record<string, string>> = {
  "cors-check": "#concept-cors-check",
  "cors-preflight-fetch": "#cors-preflight-fetch",
  "http-fetch": "#concept-http-fetch",
  "http-network-fetch": "#concept-http-network-fetch",
  "http-network-or-cache-fetch": "#concept-http-network-or-cache-fetch",
  "http-redirect-fetch": "#concept-http-redirect-fetch",
  "main-fetch": "#concept-main-fetch",
  "scheme-fetch": "#concept-scheme-fetch",
};

/** `undefined` where the standard has no step for it. */
export function specOf(step: string): string | undefined {
  const parts = step.split("/");
  const anchor = parts.toReversed().map((part) => ANCHORS[part]).find((found) => found !== undefined);
  return anchor && FETCH + anchor;
}

export const stepText = (step: string): string => step.replaceAll("/", " › ");
