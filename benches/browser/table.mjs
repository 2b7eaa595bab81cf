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
 *
 * Over the stub these are medians. A call of the real function takes long enough to be interrupted by whatever else the
 * machine does, and longer than what is added: there it is the least of all rounds.
 */
export function summarize(measured) {
  const summary = {};
  for (const [underlying, { results }] of Object.entries(measured)) {
    const statistic = underlying === "stub" ? median : least;
    const of = (values) => (values.length > 0 ? statistic(values) : undefined);
    for (const [scenario, rows] of Object.entries(results)) {
      const reduce = ({ sync, blocked, cpu }) => ({ sync: of(sync), blocked: of(blocked), cpu: of(cpu) });
      const native = reduce(rows.native);
      for (const [name, row] of Object.entries(rows)) {
        const own = reduce(row);
        ((summary[scenario] ??= {})[name] ??= {})[underlying] = {
          ...own,
          addedSync: own.sync - native.sync,
          addedBlocked: own.blocked - native.blocked,
          addedCpu: own.cpu === undefined ? undefined : own.cpu - native.cpu,
          now: row.now,
          rounds: row.sync.length,
        };
      }
    }
  }
  return summary;
}

const least = (values) => Math.min(...values);

/** `busy`: the native call is interrupted so often that no share of it means anything. */
export function bars({ summary, xhr, install, busy }) {
  const found = [];
  const bar = (what, value, limit, unit) =>
    found.push({ what, value, limit, unit, met: value === undefined ? undefined : value <= limit });
  const ours = (scenario, underlying = "stub") => summary[scenario]?.[US]?.[underlying]?.addedSync;

  for (const [scenario, limit] of Object.entries({ "same-origin": 1, "same-origin-init": 1, "preflight-record": 3 })) {
    if (ours(scenario) !== undefined) bar(`synchronous: ${TITLES[scenario]}`, ours(scenario), limit, "µs");
    if (ours(scenario, "aborted") === undefined) continue;
    bar(`over the real function: ${TITLES[scenario]}`, ours(scenario, "aborted"), limit, "µs");
    // What is added is a thirtieth of what is measured.
    if (busy) found.at(-1).met = undefined;
  }
  for (const [scenario, rows] of Object.entries(summary)) {
    const native = rows.native.network?.sync;
    if (!native || ours(scenario) === undefined) continue;
    bar(`of the native call: ${TITLES[scenario]}`, (100 * ours(scenario)) / native, 3, "%");
    if (busy) found.at(-1).met = undefined;
  }
  for (const [scenario, rows] of Object.entries(summary)) {
    if (rows[US]?.stub) found.push(cheapest(scenario, rows));
  }
  if (install) bar("install() in a fresh page", install[US].install, 5, "ms");
  if (xhr?.[US]?.seen) bar("XMLHttpRequest, 5 headers: open() to send()", xhr[US].added, 3, "µs");
  return found;
}

/** Whether nobody adds less. Who passes a call on later is judged by all that it does before the next task. */
function cheapest(scenario, rows) {
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
  console.log("\nAdded to each call, in µs. now: until fetch() returns. turn: until microtasks have run. CPU: of the main thread,");
  console.log("what is put off included. Over a stub: medians; over the real function: the least of all rounds.");
  console.log("*: returns before it has called fetch, so its turn is what a page waits for.\n");
  for (const [scenario, rows] of Object.entries(summary)) {
    console.log(TITLES[scenario]);
    line("", ["stub:", "", "", "", "aborted:", "network:", ""]);
    line("", ["now", "× ours", "turn", "CPU", "now", "now", "CPU"]);
    for (const [name, { stub, aborted, network }] of Object.entries(rows)) {
      const which = (value, added) => (name === "native" ? value : added);
      const later = stub && !stub.now;
      line(`${titles[name]}${later ? " *" : ""}${name === "native" ? " (its own)" : ""}`, [
        stub && number(which(stub.sync, stub.addedSync)),
        stub && name !== "native" && rows[US] ? number(stub.addedSync / rows[US].stub.addedSync) : "",
        stub && number(which(stub.blocked, stub.addedBlocked)),
        stub && number(which(stub.cpu, stub.addedCpu)),
        aborted && later ? "later" : aborted && number(which(aborted.sync, aborted.addedSync)),
        network && later ? "later" : network && number(which(network.sync, network.addedSync)),
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
    line("", ["script", "install", "least"]);
    for (const [name, row] of Object.entries(install)) {
      line(titles[name], [number(row.load), number(row.install), number(row.least)]);
    }
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
    console.log(`${met === undefined ? "?    " : met ? "met  " : "UNMET"}  ${what}  ${result}`);
  }
}

function number(value) {
  if (value === undefined) return "";
  return value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
}

function line(title, cells) {
  console.log(`  ${title.padEnd(28)}${cells.map((cell) => String(cell || "").padStart(9)).join("")}`);
}
