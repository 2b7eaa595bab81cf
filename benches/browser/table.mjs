// What the measurements say: medians, what is added to the native function, and whether that is within the bars.

const US = "cors-forecast";

export const TITLES = {
  "same-origin": "same origin, relative URL, no init",
  "same-origin-init": "same origin, POST, 2 headers in a record, string body",
  "simple-get": "other origin, GET",
  "preflight-record": "other origin, POST, 5 headers in a record, string body",
  "preflight-new-value": "the same, one header's value always another one",
  "preflight-headers": "the same as a Headers object",
  "preflight-request": "the same as a Request",
};

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * `{ [scenario]: { [name]: { stub, aborted, network } } }`, each `{ sync, blocked, cpu, addedSync, addedBlocked, addedCpu }` in
 * µs per call, and `now`: whether the call is passed on before the wrapper returns.
 */
export function summarize(measured) {
  const summary = {};
  for (const [underlying, { results }] of Object.entries(measured)) {
    for (const [scenario, rows] of Object.entries(results)) {
      const native = medians(rows.native);
      for (const [name, row] of Object.entries(rows)) {
        const { sync, blocked, cpu } = medians(row);
        ((summary[scenario] ??= {})[name] ??= {})[underlying] = {
          sync,
          blocked,
          cpu,
          addedSync: sync - native.sync,
          addedBlocked: blocked - native.blocked,
          addedCpu: cpu === undefined ? undefined : cpu - native.cpu,
          now: row.now,
        };
      }
    }
  }
  return summary;
}

function medians({ sync, blocked, cpu }) {
  return { sync: median(sync), blocked: median(blocked), cpu: cpu.length > 0 ? median(cpu) : undefined };
}

export function bars({ summary, xhr, install }) {
  const found = [];
  const bar = (what, value, limit, unit) =>
    found.push({ what, value, limit, unit, met: value === undefined ? undefined : value <= limit });
  const ours = (scenario) => summary[scenario]?.[US]?.stub?.addedSync;

  bar("synchronous, same origin, no init", ours("same-origin"), 1, "µs");
  bar("synchronous, same origin, init", ours("same-origin-init"), 1, "µs");
  bar("synchronous, preflighted, 5 headers in a record", ours("preflight-record"), 3, "µs");
  for (const [scenario, rows] of Object.entries(summary)) {
    const native = rows.native.network?.sync;
    if (native) bar(`of the native call: ${TITLES[scenario]}`, (100 * ours(scenario)) / native, 3, "%");
  }
  for (const [scenario, rows] of Object.entries(summary)) {
    if (rows[US]?.stub) found.push(least(scenario, rows));
  }
  if (install) bar("install() in a fresh page", install[US].install, 5, "ms");
  if (xhr?.[US]?.seen) bar("XMLHttpRequest, 5 headers: open() to send()", xhr[US].added, 3, "µs");
  return found;
}

/** Whether nobody adds less. Who passes a call on later is judged by all that it does before the next task. */
function least(scenario, rows) {
  const cheaper = [];
  for (const [name, { stub }] of Object.entries(rows)) {
    if (name === US || name === "native" || !stub) continue;
    const less = stub.now
      ? stub.addedSync < rows[US].stub.addedSync
      : stub.addedBlocked < rows[US].stub.addedBlocked;
    if (less) cheaper.push(name);
  }
  return { what: `less than every peer: ${TITLES[scenario]}`, cheaper, met: cheaper.length === 0 };
}

export function print({ summary, xhr, install, bars, seen, titles }) {
  console.log("\nAdded to each call, in µs (medians). now: until fetch() returns. turn: until microtasks have run, over a stub.");
  console.log("CPU: all of the page's main thread, what is put off included. *: returns before it has called fetch.\n");
  for (const [scenario, rows] of Object.entries(summary)) {
    console.log(TITLES[scenario]);
    line("", ["now", "× ours", "turn", "CPU", "now", "now", "CPU"]);
    line("", ["", "", "", "", "aborted", "network", "network"]);
    for (const [name, { stub, aborted, network }] of Object.entries(rows)) {
      const which = (value, added) => (name === "native" ? value : added);
      line(`${titles[name]}${stub && !stub.now ? " *" : ""}${name === "native" ? " (its own)" : ""}`, [
        stub && number(which(stub.sync, stub.addedSync)),
        stub && name !== "native" && rows[US] ? number(stub.addedSync / rows[US].stub.addedSync) : "",
        stub && number(which(stub.blocked, stub.addedBlocked)),
        stub && number(which(stub.cpu, stub.addedCpu)),
        aborted && number(which(aborted.sync, aborted.addedSync)),
        network && number(which(network.sync, network.addedSync)),
        network && number(which(network.cpu, network.addedCpu)),
      ]);
    }
    console.log();
  }
  if (xhr) {
    console.log("XMLHttpRequest to another origin, POST, 5 headers, string body (network; µs)");
    line("", ["open…", "send", "added"]);
    for (const [name, row] of Object.entries(xhr)) {
      line(titles[name], [number(row.open), number(row.send), row.seen || name === "native" ? number(row.added) : "not seen"]);
    }
    console.log();
  }
  if (install) {
    console.log("In a fresh page (ms)");
    line("", ["script", "install"]);
    for (const [name, row] of Object.entries(install)) line(titles[name], [number(row.load), number(row.install)]);
    console.log();
  }
  for (const [underlying, counts] of Object.entries(seen)) {
    for (const [name, { made, seen, unreported }] of Object.entries(counts)) {
      if (underlying === "xhr" && !seen) continue;
      if (seen !== undefined && made > 0 && seen !== made) console.log(`! ${underlying}: ${name} saw ${seen} of ${made} calls`);
      if (unreported) console.log(`! ${underlying}: ${name} left ${unreported} calls unreported`);
    }
  }
  for (const { what, value, limit, unit, cheaper, met } of bars) {
    const result = value === undefined ? (cheaper?.length ? `cheaper: ${cheaper.join(", ")}` : "") : `${number(value)} of ${limit} ${unit}`;
    console.log(`${met === undefined ? "-    " : met ? "met  " : "UNMET"}  ${what}  ${result}`);
  }
}

function number(value) {
  if (value === undefined) return "";
  return value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
}

function line(title, cells) {
  console.log(`  ${title.padEnd(28)}${cells.map((cell) => String(cell || "").padStart(9)).join("")}`);
}
