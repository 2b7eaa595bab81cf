// Prints findings to the console: a collapsed group for what is new in a call, and a table when the page is quiet. Never per
// call, and nothing that the page has to wait for.

/** Milliseconds without a finding after which the table is printed. */
const QUIET = 10_000;

const BASIS = {
  configured: "by the server policy that was configured",
  probed: "by the server's own answer",
  recorded: "by recorded traffic",
  assumed: "assumed, as no script can look into the browser's preflight cache",
  none: "nothing is known about it",
};

const DOCS = "https://www.npmjs.com/package/cors-forecast#";

/** `settings.level` says how much is printed, `settings.onFinding(finding, print)` decides on each finding. */
export function createPrinter({ settings, summary }) {
  // The page's own at this moment.
  const { console, setTimeout, clearTimeout } = globalThis;
  let timer;
  let printed = "";
  let threw = false;

  function table() {
    const rows = summary().filter(({ preflights, hits }) => preflights + hits > 0);
    const text = JSON.stringify(rows);
    if (settings.level === "off" || rows.length === 0 || text === printed) return;
    printed = text;
    console.groupCollapsed(
      `[cors-forecast] ${total(rows, "preflights")} preflights forecast for ${total(rows, "calls")} calls to ${rows.length} endpoints`,
    );
    console.table(rows.slice(0, 30));
    console.groupEnd();
  }

  function print(findings, report) {
    const { endpoint, method, forecast, as, added = [] } = report;
    const lines = as ? [`As if the page were at ${as}.`] : [];
    if (forecast.verdict === "preflight") lines.push(...preflight(report), "");
    lines.push(findings.length === 1 ? "Reason:" : "Reasons:");
    for (const { text, spec, part, addedBy = [] } of findings) {
      lines.push(`  • ${text}${spec ? ` (${spec})` : ""}`);
      if (added.includes(part)) lines.push("    Added on the way, by a library between your call and fetch().");
      for (const { library, setting, risk } of addedBy) {
        lines.push(`    Added by ${library}? ${setting}${risk ? ` Risk: ${risk}.` : ""}`);
      }
    }
    const { calls, preflights } = row(endpoint);
    lines.push("", `So far: ${plural(calls, "call")} of this endpoint, ${plural(preflights, "preflight")} forecast.`);
    const { fix, preflights: of } = best(findings);
    if (fix) lines.push(`Advice: ${fix.text}${of > 1 ? ` (${of} preflights so far)` : ""}`);
    if (fix?.risk) lines.push(`Risk: ${fix.risk}`);
    const site = findings.find(({ site }) => site)?.site;
    if (site) lines.push(`Called at ${site}`);
    lines.push(...[...new Set(findings.map(({ code }) => code))].map((code) => `More: ${DOCS}${code}`));

    console.groupCollapsed(`[cors-forecast] ${safeMethod(method)} ${endpoint} – ${outcome(findings, report)}`);
    try {
      const worst = ["error", "warn"].find((one) => findings.some(({ severity }) => severity === one)) ?? "log";
      console[worst](lines.join("\n"));
    } finally {
      console.groupEnd();
    }
  }

  /** What loses least for most: a way to be remembered comes before one to ask for less. */
  function best(findings) {
    return findings.find(({ severity, fix }) => severity === "warn" && fix) ?? findings.find(({ fix }) => fix) ?? {};
  }

  function row(endpoint) {
    return summary().find((row) => row.endpoint === endpoint) ?? { calls: 1, preflights: 0 };
  }

  function outcome(findings, { forecast }) {
    const { verdict } = forecast;
    if (verdict === "rejected") return "the call is refused before anything is sent";
    if (verdict === "blocked") return "no request is sent";
    const failed = findings.find(({ severity }) => severity === "error");
    if (failed) return failed.code;
    const busted = findings.find(({ severity }) => severity === "warn");
    if (busted) return `preflight again: ${busted.code}${busted.part && ` (${busted.part})`}`;
    return `preflight because of ${[...new Set(findings.map(({ part }) => part))].join(", ")}`;
  }

  function preflight({ endpoint, forecast: { preflight, cache } }) {
    const asked = preflight.headers.filter(([name]) => /^access-control-request-/i.test(name));
    return [
      "Before this request the browser asks the server for permission, unless it remembers an earlier answer:",
      `  OPTIONS ${endpoint}`,
      ...asked.map(([name, value]) => `  ${name}: ${value}`),
      `Preflight cache: ${cache.state} (${BASIS[cache.basis]}).`,
    ];
  }

  function tell(findings, report) {
    const { level, onFinding } = settings;
    if (level !== "findings" && level !== "all") return;
    if (!onFinding) return print(findings, report);
    for (const finding of findings) onFinding(shownOf(finding), () => print([finding], report));
  }

  return {
    /** Prints what is new in a report. */
    found(findings, report) {
      try {
        tell(findings, report);
      } catch (error) {
        if (!threw) console.error("[cors-forecast] onFinding threw; its further errors are not shown.", error);
        threw = true;
      }
    },
    /** Prints a line for each call that is preflighted, if that is wanted, and puts the table off. */
    called({ id, endpoint, method, forecast: { verdict, cache } }) {
      if (verdict !== "preflight") return;
      if (settings.level === "all") console.debug(`[cors-forecast] #${id} ${safeMethod(method)} ${endpoint} – ${cache.state}`);
      clearTimeout(timer);
      timer = setTimeout(table, QUIET);
      timer.unref?.();
    },
    table,
    stop: () => clearTimeout(timer),
  };
}

/** What is handed out of a finding. */
const shownOf = ({ report, ...finding }) => finding;

const total = (rows, name) => rows.reduce((sum, row) => sum + row[name], 0);

const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Anything may be passed as a method; only a short token is worth printing. */
function safeMethod(method) {
  return /^[\w!#$%&'*+.^`|~-]{1,32}$/.test(method) ? method : "(invalid method)";
}
