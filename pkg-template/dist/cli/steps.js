// The steps of a CORS-preflight fetch as a list to tick off, and what helps where one fails. Which one fails is the
// core's to say: it names the step, and this only prints it.

const FETCH = "https://fetch.spec.whatwg.org/#cors-preflight-fetch";
const CHECK = "https://fetch.spec.whatwg.org/#concept-cors-check";

/** In the order in which they are taken. */
const STEPS = [
  { step: "cors-preflight-fetch/6", title: "The preflight is answered", spec: FETCH },
  { step: "cors-preflight-fetch/7/cors-check", title: "Access-Control-Allow-Origin (and -Credentials) permit the page", spec: CHECK },
  { step: "cors-preflight-fetch/7/ok-status", title: "The status is 200 to 299", spec: FETCH },
  { step: "cors-preflight-fetch/7.3", title: "The lists of methods and headers can be read", spec: FETCH },
  { step: "cors-preflight-fetch/7.5", title: "Access-Control-Allow-Methods permits the method", spec: FETCH },
  { step: "cors-preflight-fetch/7.6", title: "Authorization, if it is sent, is listed by name", spec: FETCH },
  { step: "cors-preflight-fetch/7.7", title: "Access-Control-Allow-Headers permits each header", spec: FETCH },
];

/** `[{ title, step, spec, state }]`; `state` is `passed`, `failed` or `not-reached`. */
export function stepsOf(error) {
  const failing = error ? STEPS.findIndex(({ step }) => step === error.step) : STEPS.length;
  // A step that is none of these is shown as it is, rather than as one that it is not.
  if (failing < 0) return [{ title: error.message, step: error.step, spec: FETCH, state: "failed" }];
  return STEPS.map((row, index) => ({ ...row, state: index < failing ? "passed" : index === failing ? "failed" : "not-reached" }));
}

/** What the server would have to send; `request` is the preflight's own headers. */
const FIXES = {
  "allow-origin-missing": ({ origin }) => `Send Access-Control-Allow-Origin: ${origin} in the answer to OPTIONS, too, whatever its status.`,
  "allow-origin-wildcard-with-credentials": ({ origin }) => `Send Access-Control-Allow-Origin: ${origin} instead of *, with Vary: Origin and Access-Control-Allow-Credentials: true; or do without credentials.`,
  "allow-origin-multiple": ({ origin }) => `Send one origin only, ${origin}, in one line. Two lines mean that two layers add it (application and proxy): leave it to one.`,
  "allow-origin-mismatch": ({ origin }) => `Send Access-Control-Allow-Origin: ${origin}, to the byte: scheme, host and port, no slash at the end; with Vary: Origin if there are several.`,
  "allow-credentials-missing": () => "Send Access-Control-Allow-Credentials: true; or do without credentials.",
  "allow-credentials-not-true": () => "Send Access-Control-Allow-Credentials: true, in lower case and once.",
  "preflight-status-not-ok": () => "Answer OPTIONS with 204 (or 200) before routing, authentication and redirects are reached.",
  "allow-methods-unparsable": () => "Send Access-Control-Allow-Methods as names with commas between them: GET, PUT.",
  "allow-headers-unparsable": () => "Send Access-Control-Allow-Headers as names with commas between them: authorization, content-type.",
  "method-not-allowed": ({ method }) => `Send ${method} in Access-Control-Allow-Methods, in that case.`,
  "non-wildcard-header-not-listed": ({ names }) => `Name them in Access-Control-Allow-Headers: ${names}. The * does not cover authorization.`,
  "header-not-allowed": ({ names }) => `Send all of these in Access-Control-Allow-Headers: ${names}.`,
  "preflight-not-answered": () => "Make the server answer OPTIONS.",
};

export function fixOf(error, preflight) {
  const value = (name) => preflight.headers.find(([key]) => key.toLowerCase() === name)?.[1];
  return FIXES[error.code]?.({ origin: value("origin"), method: value("access-control-request-method"), names: value("access-control-request-headers") });
}
