// Answers, judged by the core: what each engine makes of them, and what is found in them.

import { diagnose } from "cors-forecast/server";

import { stepsOf } from "./steps.js";

/** What was found in an exchange, as far as it concerns the engines that had it. */
export function diagnosisOf({ engines, preflight, answer }, { request, origin }, { actual, probes = [], madeUp = [] }) {
  const seen = (call) => ({ request: call.request, answer: seenAnswer(call.answer) });
  const { findings, answeredBy, curl } = diagnose({
    origin,
    request,
    ...(preflight ? { preflight: seen({ request: { method: "OPTIONS", ...preflight }, answer }) } : {}),
    ...(actual ? { actual: seen(actual) } : {}),
    probes: probes.map(seen),
    madeUp,
  });
  const own = (list = []) => list.filter((engine) => engines.includes(engine));
  return {
    findings: findings.filter((finding) => own(finding.engines).length > 0).map((finding) => ({ ...finding, engines: own(finding.engines), ...(finding.shownBy ? { shownBy: own(finding.shownBy) } : {}) })),
    answeredBy,
    curl,
  };
}

function seenAnswer({ status, headers, body, milliseconds }) {
  return { status, headers, body, after: milliseconds };
}

/** What one engine makes of it: the verdict, the steps of the preflight, and for how long it is kept. */
export function judge({ engine, forecaster, forecast }, request, exchanges, actual) {
  const exchange = exchanges.find(({ engines }) => engines.includes(engine));
  if (!exchange) return { engine, verdict: "refused", error: forecast.error };
  const response = exchange.answer && seenResponse(exchange.answer);
  let permitted = false;
  const { error } = forecaster.simulate(request, ({ kind }) => {
    if (kind === "preflight") return response ?? null;
    // Without --send, that the request itself is sent says all. What a redirect leads to is not asked.
    const first = !permitted;
    permitted = true;
    return actual && first ? seenResponse(actual.answer) : null;
  });
  forecaster.clear();
  const maxAge = response && forecaster.learn(request, response, { basis: "probed" }).maxAge;
  // The answer that was not asked for is no failure.
  const failed = error && !(permitted && error.code.endsWith("not-answered"));
  const steps = response && stepsOf(permitted ? undefined : error);
  const fix = failed ? exchange.findings.find(({ shownBy }) => shownBy?.includes(engine))?.fix.text : undefined;
  if (!failed && !response && !actual) return { engine, verdict: "not-asked" };
  return {
    engine,
    verdict: failed ? "refused" : "permitted",
    ...(failed ? { error } : {}),
    ...(steps ? { steps } : {}),
    ...(fix ? { fix } : {}),
    // Of a refusal nothing is kept.
    ...(permitted && maxAge ? { maxAge } : {}),
  };
}

function seenResponse({ status, headers, milliseconds }) {
  return { status, headers, after: milliseconds };
}
