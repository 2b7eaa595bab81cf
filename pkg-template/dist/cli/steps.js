// The steps of a CORS-preflight fetch as a list to tick off. Which one fails is the core's to say: it names the step, and
// this only prints it.

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
