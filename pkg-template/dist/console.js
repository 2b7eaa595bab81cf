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
    const { endpoint, method, forecast, as } = report;
    const name = safeMethod(method);
    console.groupCollapsed(`[cors-forecast] ${name} ${endpoint} – ${outcome(findings, report)}`);
    const lines = [];
    if (as) lines.push(`As if the page were at ${as}.`);
    if (forecast.verdict === "preflight") lines.push(...preflight(report), "");
    for (const finding of findings) lines.push(...describe(finding, report));
    const worst = findings.some(({ severity }) => severity === "error")
      ? "error"
      : findings.some(({ severity }) => severity === "warn")
        ? "warn"
        : "log";
    console[worst](lines.join("\n"));
    console.groupEnd();
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

  function describe(finding, { added = [] }) {
    const { code, part, text, spec, fix, addedBy = [], calls, preflights, site } = finding;
    const lines = [`• ${text}${spec ? ` (${spec})` : ""}`];
    if (added.includes(part)) lines.push("  Added on the way, by a library between your call and fetch().");
    for (const { library, setting } of addedBy) lines.push(`  Added by ${library}? ${setting}`);
    if (site) lines.push(`  Called at ${site}`);
    lines.push(`  So far: ${plural(calls, "call")}, ${plural(preflights, "preflight")} forecast.`);
    if (fix) lines.push(`  Advice: ${fix.text}`);
    if (fix?.risk) lines.push(`  Risk: ${fix.risk}`);
    lines.push(`  ${DOCS}${code}`);
    return lines;
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
        console.error("[cors-forecast] onFinding threw; the finding is in findings().", error);
      }
    },
    /** Prints a line for each call that is preflighted, if that is wanted, and puts the table off. */
    called({ id, endpoint, method, forecast: { verdict, cache } }) {
      if (verdict !== "preflight") return;
      if (settings.level === "all") console.debug(`[cors-forecast] #${id} ${safeMethod(method)} ${endpoint} – ${cache.state}`);
      clearTimeout(timer);
      timer = setTimeout(table, QUIET);
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
