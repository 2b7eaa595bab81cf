// What `log` prints for people.

const COUNTS = [
  ["certain", "are preflights by their headers"],
  ["paired", "are preflights by the request that followed"],
  ["unpaired", "may be anything: refused or unused preflights, regular OPTIONS, health checks"],
  ["withoutHeaders", "are regular: no Access-Control-Request-Method, or no Origin"],
  ["forServer", "are OPTIONS *"],
  ["byWatchers", "are by what watches over the server"],
  ["byOthers", "are by what is no browser"],
];

export function textOf(report, io) {
  return [traffic(report, io), table(report, io), findings(report, io), bad(report, io)]
    .filter((part) => part.length > 0)
    .map((part) => part.join("\n"))
    .join("\n\n");
}

function traffic(report, io) {
  const { options, requests, time, traffic: bytes, preflightLatency, otherLatency } = report;
  const shares = [`${percent(report.share)} of the requests`];
  if (time) shares.push(`${percent(time.share)} of the server's time (${seconds(time.preflights)} of ${seconds(time.all)})`);
  if (bytes?.preflights > 0) shares.push(`${percent(bytes.share)} of the bytes`);
  return [
    `${io.bold(`${count(requests)} requests, ${count(options.all)} OPTIONS, ${count(options.preflights)} preflights`)}${period(report)}`,
    ...(options.preflights > 0 ? [`  Preflights are ${shares.join(", ")}.`] : []),
    ...COUNTS.filter(([key]) => options[key] > 0).map(([key, text]) => `  ${count(options[key]).padStart(9)} ${text}`),
    ...(options.refused > 0 ? [`  ${count(options.refused).padStart(9)} of the certain ones were refused by their status`] : []),
    ...(options.unfollowed > 0 ? [`  ${count(options.unfollowed).padStart(9)} of the certain ones were not followed`] : []),
    ...(preflightLatency ? [`  Preflights took ${latency(preflightLatency)}${otherLatency ? `; other requests ${latency(otherLatency)}` : ""}.`] : []),
    ...(report.forgotten > 0 ? [`  ${count(report.forgotten)} OPTIONS were forgotten before their request could come, as there were too many at once.`] : []),
    ...(report.untimed > 0 ? [`  ${count(report.untimed)} lines have no time that can be read: such OPTIONS can't be paired.`] : []),
  ];
}

function period({ from, to, formats }) {
  const names = formats.map(({ format }) => format).join(", ");
  if (from === undefined) return ` (${names})`;
  const text = (time) => new Date(time).toISOString().slice(0, 19).replace("T", " ");
  return ` (${names}, ${text(from)} to ${text(to)} UTC)`;
}

function latency({ median, p90, p99 }) {
  return `${milliseconds(median)} in the median, ${milliseconds(p90)} at 90 %, ${milliseconds(p99)} at 99 %`;
}

function table({ endpoints, unlisted }, io) {
  if (endpoints.length === 0) return [];
  const rows = endpoints.map((endpoint) => [
    count(endpoint.options.preflights),
    endpoint.perHundred === undefined ? "–" : endpoint.perHundred.toFixed(0),
    endpoint.options.unpaired > 0 ? count(endpoint.options.unpaired) : "–",
    endpoint.gap === undefined ? "–" : `${short(endpoint.gap)} s`,
    lasting(endpoint.lasting),
    endpoint.statuses.map(({ status, count: times }) => `${status}×${count(times)}`).join(" "),
    endpoint.endpoint,
  ]);
  const head = ["preflights", "per 100", "unclear", "gap", "permission lasts", "statuses", "endpoint"];
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => (column < 4 ? cell.padStart(widths[column]) : column < 6 ? cell.padEnd(widths[column]) : cell)).join("  ");
  const rest = [];
  if (unlisted.endpoints > 0) rest.push(`${count(unlisted.endpoints)} other endpoints`);
  if (unlisted.beyond > 0) rest.push(`${count(unlisted.beyond)} OPTIONS to endpoints beyond the 2,048 that are told apart`);
  return [
    io.dim(line(head)),
    ...rows.map(line),
    ...(rest.length > 0 ? [io.dim(`and ${rest.join(", and ")}: ${count(unlisted.options)} OPTIONS, ${count(unlisted.preflights)} preflights`)] : []),
  ];
}

function lasting({ stated, absent, atLeast, atMost }) {
  if (stated !== undefined) return `${stated} s, as stated`;
  if (absent > 0) return "5 s, none stated";
  const bounds = [];
  if (atLeast !== undefined) bounds.push(`≥ ${short(atLeast)} s`);
  if (atMost !== undefined) bounds.push(`≤ ${short(atMost)} s`);
  return bounds.join(", ") || "–";
}

function findings({ findings: found }, io) {
  return found.map(({ code, severity, text }) => `${severity === "warning" ? io.yellow(code) : io.cyan(code)}: ${text}`);
}

function bad({ bad: reasons, badLines }, io) {
  if (badLines === 0) return [];
  const lines = ({ count: times, first }) => `${times > 1 ? "lines" : "line"} ${first.join(", ")}${times > first.length ? ", …" : ""}`;
  return [
    `${io.bold(count(badLines))} ${badLines > 1 ? "lines" : "line"} can't be read:`,
    ...reasons.map((reason) => `  ${reason.code} ${count(reason.count)} (${lines(reason)}): ${reason.text}`),
  ];
}

function count(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

function percent(number) {
  return `${number < 10 ? number.toFixed(1) : number.toFixed(0)} %`;
}

function short(number) {
  return number < 10 ? String(Math.round(number * 10) / 10) : number.toFixed(0);
}

function milliseconds(number) {
  return number < 1000 ? `${short(number)} ms` : seconds(number);
}

function seconds(number) {
  return `${short(number / 1000)} s`;
}
