// Prints findings to the console: a collapsed group for what is new in a call, and a table when the page is quiet. Never per
// call, and nothing that the page has to wait for.

import { createGuard } from "./attempt.js";

/** Milliseconds without a finding after which the table is printed. */
const QUIET = 10_000;

const DOCS = "https://www.npmjs.com/package/cors-forecast#";

/** `settings.level` says how much is printed, `settings.onFinding(finding, print)` decides on each finding. */
export function createPrinter({ settings, summary }) {
  // The page's own at this moment.
  const { console, setTimeout, clearTimeout } = globalThis;
  const guard = createGuard("onFinding");
  let timer;
  /** How many calls were in the last table. */
  let printed = 0;

  function group(title, method, content) {
    console.groupCollapsed(`[cors-forecast] ${title}`);
    console[method](content);
    console.groupEnd();
  }

  function table() {
    const rows = summary().filter((row) => row.preflights + row.hits);
    const total = (name) => rows.reduce((sum, row) => sum + row[name], 0);
    const calls = total("calls");
    if (settings.level === "off" || calls === printed) return;
    printed = calls;
    group(
      `${total("preflights")} preflights forecast for ${calls} calls to ${rows.length} endpoints`,
      "table",
      rows.slice(0, 30),
    );
  }

  function print(findings, report) {
    const { endpoint, forecast, as, added = [] } = report;
    const { preflight, cache } = forecast;
    const { calls, preflights } = summary().find((row) => row.endpoint === endpoint) ?? findings[0];
    const worst = (wanted) => findings.find(({ severity }) => severity === wanted);
    // What loses least for most: a way to be remembered comes before one to ask for less.
    const best = [worst("warn"), ...findings].find((finding) => finding?.fix);
    const site = findings.find(({ site }) => site)?.site;
    const lines = [
      as && `As if the page were at ${as}.`,
      preflight && [
        "The browser asks first, unless it remembers an answer:",
        `  OPTIONS ${endpoint}`,
        preflight.headers.map(([name, value]) => /^access-control-request-/i.test(name) && `  ${name}: ${value}`),
        `Preflight cache: ${cache.state} (basis: ${cache.basis}).`,
        "",
      ],
      "Why:",
      findings.map(({ text, spec, part, addedBy = [] }) => [
        `  • ${text}${spec ? ` (${spec})` : ""}`,
        added.includes(part) && "    Added on the way to fetch().",
        addedBy.map(({ library, setting, risk }) => `    Added by ${library}? ${setting}${risk ? ` Risk: ${risk}.` : ""}`),
      ]),
      "",
      `Calls so far: ${calls}; preflights forecast: ${preflights}`,
      best && `Advice: ${best.fix.text} (preflights so far: ${best.preflights})`,
      best?.fix.risk && `Risk: ${best.fix.risk}`,
      site && `Called at ${site}`,
      unique(findings, "code").map((code) => `More: ${DOCS}${code}`),
    ];
    group(
      `${nameOf(report)} – ${outcome(findings, forecast, worst)}`,
      ["error", "warn"].find(worst) ?? "log",
      // What does not apply is no text; an empty line is one.
      lines
        .flat(3)
        .filter((line) => typeof line === "string")
        .join("\n"),
    );
  }

  function outcome(findings, { verdict }, worst) {
    if (/^(rejected|blocked)$/.test(verdict)) return `the call is ${verdict} before anything is sent`;
    const failed = worst("error");
    if (failed) return failed.code;
    const busted = worst("warn");
    if (busted) return `preflight again: ${busted.code}${busted.part && ` (${busted.part})`}`;
    return `preflight because of ${unique(findings, "part").join(", ")}`;
  }

  return {
    /** Prints what is new in a report. */
    found(findings, report) {
      const { level, onFinding } = settings;
      if (level !== "findings" && level !== "all") return;
      guard(() => {
        if (!onFinding) print(findings, report);
        else for (const finding of findings) onFinding({ ...finding }, () => print([finding], report));
      });
    },
    /** Prints a line for each call that is preflighted, if that is wanted, and puts the table off. */
    called(report) {
      const { preflight, cache } = report.forecast;
      if (!preflight) return;
      if (settings.level === "all") console.debug(`[cors-forecast] #${report.id} ${nameOf(report)} – ${cache.state}`);
      clearTimeout(timer);
      timer = setTimeout(table, QUIET);
      timer.unref?.();
    },
    table,
    stop: () => clearTimeout(timer),
  };
}

const unique = (findings, name) => [...new Set(findings.map((finding) => finding[name]))];

/** Anything may be passed as a method; only a short token is worth printing. */
const nameOf = ({ method, endpoint }) =>
  `${/^[!-~]{1,32}$/.exec(method) ?? "(invalid method)"} ${endpoint}`;
