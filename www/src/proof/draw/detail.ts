// Everything about one step: the code, the verdict, the reasons, the exchange, and the differences.

import { asCode } from "../../describe.ts";
import type { Answer, Difference, Policy, StepResult } from "../../types.ts";
import { cacheInWords, VERDICT_MEANINGS, VERDICTS } from "../../words.ts";
import { el } from "../../site/dom.ts";
import { drawExchange } from "./exchange.ts";
import { drawAdvice, drawTriggers } from "./triggers.ts";

export function drawDetail(result: StepResult): HTMLElement {
  const { step, expectation, differences } = result;
  const { forecast, failure } = expectation;
  return el(
    "div",
    "detail",
    differences.length > 0 && drawDifferences(differences),
    el(
      "div",
      "columns",
      el(
        "section",
        "",
        el("h4", "", "The call"),
        el("pre", "code", asCode(step.call, expectation.url)),
        step.policy && drawPolicy(step.policy),
      ),
      el(
        "section",
        "",
        el("h4", "", "The forecast"),
        forecast
          ? el("p", "", el("strong", "", VERDICTS[forecast.verdict]), `: ${VERDICT_MEANINGS[forecast.verdict]}`)
          : el("p", "different", failure ?? "There is none."),
        forecast?.error && el("p", "", `${forecast.error.name}: ${forecast.error.message}`),
        forecast && forecast.triggers.length > 0 && drawTriggers(forecast.triggers, result),
        forecast?.verdict === "preflight" && el("p", "", cacheInWords(forecast.cache)),
      ),
    ),
    drawExchange(result),
    forecast &&
      forecast.advice.length > 0 &&
      el("section", "", el("h4", "", "What would spare it"), drawAdvice(forecast.advice)),
  );
}

/** What the server was told to answer, in the order in which it looks it up. */
function drawPolicy(policy: Policy): HTMLElement {
  const answers = [...Object.entries(policy.routes ?? {}), ["", policy] as const].flatMap(
    ([path, { preflight, actual }]) => [
      ...drawAnswer(`OPTIONS ${path}`, 204, preflight),
      ...drawAnswer(`the request ${path}`, 200, actual),
    ],
  );
  return el("details", "", el("summary", "", "What the server is told to answer"), ...answers);
}

function drawAnswer(to: string, status: number, answer: Answer | undefined): HTMLElement[] {
  const lines = (answer?.headers ?? []).map(([name, value]) => `${name}: ${value}`);
  return answer ? [el("pre", "code", [`To ${to.trim()}: ${answer.status ?? status}`, ...lines].join("\n"))] : [];
}

function drawDifferences(differences: readonly Difference[]): HTMLElement {
  return el(
    "ul",
    "differences",
    ...differences.map(({ request, what, forecast, observed }) =>
      el(
        "li",
        "different",
        `${request === undefined ? "" : `Request ${request + 1}, `}${what}: forecast `,
        el("code", "", forecast),
        ", observed ",
        el("code", "", observed),
      ),
    ),
  );
}
