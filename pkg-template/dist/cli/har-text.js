// What `har` says on a terminal.

/** Rows of a table, and lines of a list. All are in `--json`. */
const SHOWN = 20;
/** Characters of a name, a URL or a sentence: a recording can have them as long as files. */
const LENGTH = 400;

export function textOf(result, io) {
  const parts = [
    ...result.recordings.map((recording) => aboutRecording(recording, io)),
    endpointTable(result.endpoints, io),
    costs(result, io),
    found(result, io),
    counterfactuals(result, io),
    scored(result.score, io),
  ];
  return parts.filter(Boolean).join("\n\n");
}

function aboutRecording({ file, browser, engine, entries, calls, options, sameOrigin, redirected, refused, unpaired, unknownCredentials, skipped, malformed, isTruncated }, io) {
  const lines = [`${io.bold(file)}  ${short(browser) || "unknown browser"}, judged as ${engine}: ${count(entries, "entry", "entries")}, ${count(calls, "call")}, ${count(options, "preflight")} recorded`];
  const note = (text) => lines.push(`  ${text}`);
  if (isTruncated) note(io.yellow(`The file ends too early. What was read up to there, ${count(entries, "entry", "entries")}, is what follows.`));
  if (sameOrigin) note(`${count(sameOrigin, "call")} to the page's own origin: never a preflight.`);
  if (redirected) note(`${count(redirected, "entry", "entries")} that a redirect led to: not judged.`);
  for (const [why, number] of Object.entries(skipped)) note(io.dim(`${count(number, "entry", "entries")} left out: ${why}.`));
  if (refused) note(`${count(refused, "call")} that no page can make: left out.`);
  if (unpaired) note(`${count(unpaired, "preflight")} without the request that it was for: not judged.`);
  if (unknownCredentials) {
    note(io.dim(`Whether ${count(unknownCredentials, "call")} asked for credentials is not recorded; taken for calls without, as no cookie was.`));
  }
  for (const { entry, field } of malformed.named.slice(0, SHOWN)) note(io.yellow(`Malformed: entry ${entry}, ${field}.`));
  const more = malformed.count - Math.min(malformed.named.length, SHOWN);
  if (more > 0) note(io.yellow(`Malformed: ${more} more.`));
  return lines.join("\n");
}

function endpointTable(endpoints, io) {
  if (endpoints.length === 0) return "No call to another origin.";
  const head = ["calls", "preflights", "recorded", "hits", "busts", "ms", "top cause", "endpoint"];
  const rows = endpoints
    .slice(0, SHOWN)
    .map((row) => [row.calls, row.preflights, row.recorded, row.hits, row.busts, Math.round(row.milliseconds), row.cause || "-", row.endpoint].map((cell) => short(String(cell))));
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => (column < 6 ? cell.padStart(widths[column]) : column === 6 ? cell.padEnd(widths[6]) : cell)).join("  ");
  return [io.bold(line(head)), ...rows.map(line), ...rest(endpoints, io)].join("\n");
}

function costs({ cost, endpoints }, io) {
  const forecast = sum(endpoints, "preflights");
  const spared = sum(endpoints, "hits");
  const measured = cost.preflights > 0 ? ` ${count(cost.preflights, "recorded preflight")} took ${io.bold(`${Math.round(cost.milliseconds)} ms`)} in all.` : "";
  return `${count(forecast, "preflight")} forecast, ${spared} spared by the cache, ${sum(endpoints, "busts")} that it would have spared had the call been like an earlier one.${measured}`;
}

function found({ journals }, io) {
  const findings = journals.flatMap(({ engine, report }) =>
    report.findings.map((finding) => ({ ...finding, here: finding.engines.find((it) => it.engine === engine) })),
  );
  if (findings.length === 0) return "";
  const lines = findings.slice(0, SHOWN).map(({ code, endpoint, text, here }) => {
    const saved = here ? `  ${here.cost} could be spared, ${here.left} left` : "";
    return `  ${io.yellow(code)}  ${short(endpoint)}${saved}\n    ${short(text)}`;
  });
  return [io.bold("Findings"), ...lines, ...rest(findings, io)].join("\n");
}

function counterfactuals({ journals }, io) {
  const own = journals.map(({ engine, whatIf }) => ({ ...whatIf[0], here: whatIf[0].differences.find((it) => it.engine === engine) }));
  const known = own.filter(({ here }) => here);
  if (known.length === 0) return "";
  const [{ changes }] = known;
  const here = known.map((it) => it.here);
  return `${io.bold("If")} each answer had Access-Control-Max-Age: ${changes[0].seconds}: ${sum(here, "before")} → ${sum(here, "after")} preflights`;
}

function scored(score, io) {
  if (!score) {
    return "No OPTIONS request is recorded, so the forecasts can't be judged: some browsers leave preflights out of a HAR, and some pages need none.";
  }
  const percent = (value) => (value === undefined ? "-" : `${Math.floor(value * 1000) / 10} %`);
  const { precision, recall, calls, both, forecastOnly, recordedOnly, disagreements } = score;
  const all = [
    `${io.bold("Score")}  precision ${percent(precision)}, recall ${percent(recall)} over ${count(calls, "call")}`,
    `  ${both} forecast and recorded, ${forecastOnly} forecast only, ${recordedOnly} recorded only`,
  ];
  for (const { forecast, method, url, reason } of disagreements.slice(0, SHOWN)) {
    all.push(`  ${io.red(forecast ? "forecast, not recorded" : "recorded, not forecast")}  ${short(method)} ${short(url)}\n    ${short(reason)}`);
  }
  return [...all, ...rest(disagreements, io)].join("\n");
}

function rest({ length }, io) {
  return length > SHOWN ? [io.dim(`  … ${length - SHOWN} more; --json has them all.`)] : [];
}

export function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

function short(text) {
  return text?.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text;
}

function sum(rows, name) {
  return rows.reduce((total, row) => total + row[name], 0);
}
