// What was found in a server's answers, for people.

import { agreeing, named } from "./engines.js";

const COLOURS = { critical: "red", high: "red", medium: "yellow", low: "yellow", info: "dim" };
const WIDTH = 9;

/** What all exchanges show, each once: what fails and what matters with its fix, the rest in a line. */
export function findingLines(exchanges, all, io) {
  const rows = exchanges.flatMap(({ findings }) => findings.flatMap(({ engines, shownBy, ...finding }) => engines.map((engine) => ({ engine, finding }))));
  if (rows.length === 0) return [];
  const lines = ["", io.bold("Found")];
  for (const { engines, value } of agreeing(rows, ({ finding }) => finding)) lines.push(...lay(value, named([...new Set(engines)], all), io));
  return lines;
}

function lay({ code, severity, certainty, origins, meaning, fix }, who, io) {
  const label = io[COLOURS[severity]](severity.padEnd(WIDTH));
  const about = [who, certainty === "certain" ? "" : certainty, origins.includes("*") ? "any origin" : ""].filter(Boolean).join("; ");
  const lines = [`  ${label}${code}${about ? ` (${about})` : ""}`, `           ${printable(meaning)}`];
  if (severity === "info") return lines;
  lines.push(`           ${io.yellow("Fix:")} ${printable(fix.text)}`);
  for (const [name, value] of fix.headers) lines.push(`             ${name}: ${printable(value)}`);
  if (fix.risk) lines.push(`           ${io.yellow("Risk:")} ${fix.risk}`);
  return lines;
}

/** What a server says must not move the terminal's cursor. */
export function printable(text) {
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, "?");
}
