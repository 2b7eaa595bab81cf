// What a page has found, beside the development server's own output: once it is quiet, by endpoint, and only what is new.

/** Endpoints that are told at once, and that are kept in mind. */
const ROWS = 10;
const KNOWN = 1000;
const LONGEST = 200;

/** `print(text)` says it. Gives what takes the rows of a page's `summary()`. */
export function createSummary(print) {
  const known = new Set();
  return function tell(rows) {
    const fresh = rowsOf(rows).filter(({ endpoint, cause }) => !known.has(`${endpoint} ${cause}`));
    if (fresh.length === 0) return;
    if (known.size > KNOWN) known.clear();
    for (const { endpoint, cause } of fresh) known.add(`${endpoint} ${cause}`);
    print(textOf(fresh));
  };
}

/** It comes from a page: nothing of it may steer a terminal. */
function rowsOf(rows) {
  if (!Array.isArray(rows)) return [];
  const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST).replace(/[^\x20-\x7e\u00a1-\u024f…]/g, "?") : "");
  const count = (value) => (Number.isSafeInteger(value) && value >= 0 ? value : 0);
  return rows
    .slice(0, 100)
    .map((row) => {
      const { endpoint, calls, preflights, hits, cause } = Object(row);
      return { endpoint: text(endpoint), calls: count(calls), preflights: count(preflights), hits: count(hits), cause: text(cause) };
    })
    .filter(({ endpoint, preflights }) => endpoint !== "" && preflights > 0);
}

function textOf(rows) {
  const shown = rows.slice(0, ROWS);
  const width = Math.max(...shown.map(({ endpoint }) => endpoint.length));
  const lines = shown.map(
    ({ endpoint, calls, preflights, hits, cause }) =>
      `  ${endpoint.padEnd(width)}  ${preflights} of ${calls} calls preflighted${hits > 0 ? `, ${hits} spared` : ""}${cause && ` (${cause})`}`,
  );
  if (rows.length > shown.length) lines.push(`  and ${rows.length - shown.length} more`);
  return [`[cors-forecast] preflights forecast for ${rows.length} ${rows.length === 1 ? "endpoint" : "endpoints"}`, ...lines].join("\n");
}
