// What `cors-forecast config` prints.

import { count } from "./har-text.js";
import { agreeing, named } from "./engines.js";
import { keptText } from "./sentences.js";

/** What servers say must not move the terminal's cursor. */
const printable = (text) => text.replace(/[\x00-\x1f\x7f-\x9f]/g, "?");

export function textOf({ servers, notPermitted, notes }, io) {
  const blocks = servers.map((server) => serverLines(server, io).join("\n"));
  if (notPermitted.length > 0) blocks.push([io.bold("Not let through"), ...notPermitted.map(({ text }) => `  ${io.red("-")} ${text}`)].join("\n"));
  if (notes.length > 0) blocks.push(notes.map((note) => io.dim(`Note: ${note}`)).join("\n"));
  return blocks.join("\n\n");
}

function serverLines({ server, policy, reasons, keptFor, verified, simpler, withheld, wildcards, hidden, standIns, narrowestPath, changes, lines, configurations }, io) {
  const path = policy.path === "/" ? [] : [`  for the path ${policy.path} and what is below it`];
  const out = [io.bold(`${server}: the least that is enough`), ...path, ...reasons.flatMap((reason) => reasonLines(reason, io))];
  for (const { engines, value } of agreeing(keptFor, ({ maxAge }) => keptText(maxAge))) out.push(io.dim(`      ${value} (${named(engines, []) || "all"})`));
  out.push("", verdict(verified, io), ...verified.failures.map(({ example, requests, engines, message }) => `  ${io.red("-")} ${example} (${requests}; ${named(engines, [])}): ${message}`));
  const section = (title, all) => {
    if (all.length > 0) out.push("", io.bold(title), ...all);
  };
  if (changes) section("What is there", changesOf(changes, io));
  section("The answer to OPTIONS", lines.preflight.map(line));
  section("All other answers", lines.actual.map(line));
  for (const configuration of configurations) out.push("", ...configured(configuration, io));
  section("What would need no permission", simpler.map((way) => simplerLines(way, io)));
  // Method and headers of a request may be kept for the same reason.
  const kept = new Map(withheld.map(({ text, requests }) => [text, requests]));
  section("What keeps its preflight", [...kept].map(([text, requests]) => `  - ${count(requests, "request")}: ${text}`));
  section("Wildcards", wildcards.map(({ header, text }) => `  - ${header}: ${text}`));
  section("Pages that stand for others", standIns.map(({ text }) => `  - ${text}`));
  if (hidden.length > 0) section("Headers that scripts can't read", [`  ${hidden.map(({ header }) => printable(header)).join(", ")}`, io.dim("  Name those that yours read: --expose.")]);
  if (policy.path === "/" && narrowestPath !== "/") out.push("", io.dim(`All requests are at or below ${narrowestPath}: --path permits no others.`));
  return out;
}

const line = ([name, value]) => `  ${name}: ${value}`;

function reasonLines({ part, text, ...about }, io) {
  const label = { origin: about.origin, method: about.method, header: about.header, "expose-header": about.header, credentials: "", "max-age": `${about.seconds} s` }[part];
  return [`  ${io.cyan([part.replace("-", " "), label].filter(Boolean).join(" "))}`, io.dim(`      ${text}`)];
}

function verdict({ passed, total }, io) {
  const text = `${passed} of ${total}: each request in each engine, with an empty cache, against this policy`;
  return passed === total ? io.green(text) : io.yellow(text);
}

function changesOf({ preflight, actual, holes }, io) {
  if (preflight.length + actual.length + holes.length === 0) return [`  ${io.green("It is enough as it is.")}`];
  const listed = (title, changes) => (changes.length > 0 ? [`  ${title}`, ...changes.map(({ text }) => `    - ${printable(text)}`)] : []);
  return [...holes.map(({ text }) => `  ${io.red("Hole:")} ${printable(text)}`), ...listed("In the answer to OPTIONS:", preflight), ...listed("In all other answers:", actual)];
}

function configured({ title, install, file, place, code, pitfalls, verified }, io) {
  return [
    io.bold(title) + io.dim("with" in verified ? ` (run with ${verified.with})` : ` (not run: ${verified.not})`),
    ...(install ? [`  ${install}`] : []),
    `  ${file}: ${place}`,
    "",
    code,
    "",
    ...pitfalls.map((pitfall) => io.dim(`  - ${pitfall}`)),
  ];
}

function simplerLines({ requests, example, steps }, io) {
  const told = steps.map(({ text, risk }) => `${text}${risk ? ` ${io.yellow("Risk:")} ${risk}` : ""}`);
  return [`  - ${count(requests, "request")}, as ${example}:`, ...told.map((step) => `      ${step}`)].join("\n");
}
