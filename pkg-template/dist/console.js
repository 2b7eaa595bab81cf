// Prints findings to the console: one collapsed group for each, however often it recurs. Never per call.
//
// A finding is an endpoint (origin and URL template) with its set of reasons. What is printed holds no header value and no
// query value; what looks like an identifier in a path is left out, see template.js.

import { urlTemplate } from "./template.js";

/** Findings that are printed; a page with more has been told enough. */
const FINDING_LIMIT = 200;

const CACHE_BASIS = {
  configured: "by the server policy that was configured",
  probed: "by the server's own answer",
  recorded: "by recorded traffic",
  assumed: "assumed, as no script can look into the browser's preflight cache",
  none: "nothing is known about it",
};

/** Prints each new finding among the reports of `installation`, those made already included. */
export function printFindings(installation) {
  const printed = new Set();

  function consider(report) {
    const finding = findingOf(report);
    if (!finding || printed.has(finding.key) || printed.size > FINDING_LIMIT) return;
    printed.add(finding.key);
    if (printed.size > FINDING_LIMIT) {
      console.info(`[cors-forecast] More than ${FINDING_LIMIT} findings; the others are in reports() only.`);
    } else {
      print(finding);
    }
  }

  for (const report of installation.reports()) consider(report);
  return installation.on(consider);
}

function findingOf({ method, url, forecast }) {
  const { verdict, triggers, error } = forecast;
  const failed = (verdict === "rejected" || verdict === "blocked") && error;
  if (verdict !== "preflight" && !failed) return undefined;
  const { origin, path } = urlTemplate(url);
  const reasons = failed ? [error.code] : triggers.map(({ code, name = "" }) => `${code} ${name}`);
  const key = JSON.stringify([origin, path, [...new Set(reasons)].sort()]);
  const target = `${origin}${path}`;
  return failed ? failure(key, target, method, forecast) : preflight(key, target, method, forecast);
}

function failure(key, target, method, { verdict, error }) {
  const what = verdict === "rejected" ? "the call is refused before anything is sent" : "no request is sent";
  return { key, title: `${safeMethod(method)} ${target} – ${what}`, lines: [error.message] };
}

function preflight(key, target, method, { triggers, preflight, cache, advice }) {
  const asked = preflight.headers.filter(([name]) => /^access-control-request-/i.test(name));
  const requested = asked.find(([name]) => /-method$/i.test(name))?.[1] ?? method;
  const lines = [
    "Before this request the browser asks the server for permission, unless it remembers an earlier answer.",
    "",
    triggers.length === 1 ? "Reason:" : "Reasons:",
    ...triggers.map(({ text, spec }) => `  • ${text} (${spec})`),
    "",
    "What it sends:",
    `  OPTIONS ${target}`,
    ...asked.map(([name, value]) => `  ${name}: ${value}`),
    "",
    `Preflight cache: ${cache.state} (${CACHE_BASIS[cache.basis]}).`,
  ];
  const [first] = advice;
  if (first) {
    lines.push("", `Advice: ${first.text}`);
    if (first.risk) lines.push(`Risk: ${first.risk}`);
  }
  const because = [...new Set(triggers.map(({ code, name }) => name ?? code))].join(", ");
  return { key, title: `${safeMethod(requested)} ${target} – preflight because of ${because}`, lines };
}

/** Anything may be passed as a method; only a short token is worth printing. */
function safeMethod(method) {
  return /^[\w!#$%&'*+.^`|~-]{1,32}$/.test(method) ? method : "(invalid method)";
}

function print({ title, lines }) {
  console.groupCollapsed(`[cors-forecast] ${title}`);
  try {
    console.log(lines.join("\n"));
  } finally {
    console.groupEnd();
  }
}
