// The page's side of a development server that asks the real API: tells it what the page is about to ask for, and teaches the
// wrapper what it has heard. No request of the page's waits for it.

const STATE = Symbol.for("cors-forecast.v1");
/** Where the server has put `{ url, token, asks, fetch, early }`: the page's own fetch before it was wrapped, and reports till now. */
const SERVER = Symbol.for("cors-forecast.server");

/** Policies that are asked for from one page. */
const LIMIT = 200;
/** Milliseconds without a report after which the server is told what there was. */
const QUIET = 3000;
/** Rows of that. */
const ROWS = 30;

const server = globalThis[SERVER];
delete globalThis[SERVER];
// The page's own at this moment.
const { setTimeout, clearTimeout, URL, JSON } = globalThis;
const state = globalThis[STATE];
const asked = new Set();
let turn = Promise.resolve();
let timer;

// A page that has removed the wrapper, or that it does not suit, has nothing to be taught.
if (server && state?.core) {
  server.early.forEach(heard);
  state.installation.on(heard);
}

function heard(report) {
  if (!report.forecast.preflight) return;
  clearTimeout(timer);
  timer = setTimeout(tell, QUIET);
  // One after the other: there is time.
  if (server.asks && report.forecast.cache.basis === "assumed") turn = turn.then(() => ask(report)).catch(() => {});
}

async function ask(report) {
  const { preflight } = report.forecast;
  const sent = (wanted) => preflight.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const method = sent("access-control-request-method");
  const names = sent("access-control-request-headers")?.split(",") ?? [];
  const key = [report.as, report.endpoint, method, names].join(" ");
  if (asked.has(key) || asked.size >= LIMIT) return;
  asked.add(key);
  // A path that redact() has changed is no path of the API's.
  const { href, origin, port } = new URL(preflight.url.split(/[?#]/)[0]);
  const answer = await post("ask", { url: href, method, names, deployed: report.as !== undefined });
  if (answer?.headers) teach(report, { href, origin, port }, method, names, answer);
}

function teach(report, url, method, names, answer) {
  const origin = report.as ?? globalThis.origin;
  const page = { engine: report.engine, origin, context: "window" };
  const kept = state.records(report.engine, origin);
  // A value that is not safelisted under any name, so that the core asks for the names that the page did.
  const headers = names.flatMap((name) => [name, '"']);
  const call = { api: 0, url: url.href, method, headers, body: 0, keepalive: false, uploadListener: false, sync: false };
  // No report tells the credentials mode. What is permitted with credentials is so without, too; what names * is not meant
  // for them.
  const withThem = answer.headers.some(([name, value]) => name === "access-control-allow-credentials" && value === "true");
  const anything = answer.headers.some(([, value]) => value.includes("*"));
  for (const credentials of withThem && !anything ? ["include", "omit"] : ["omit"]) {
    state.core.start().learn(page, { ...call, credentials }, url, kept, report.at, answer, false);
  }
}

function tell() {
  const rows = state.installation.summary().filter((row) => row.preflights + row.hits > 0);
  post("tell", { rows: rows.slice(0, ROWS) }).catch(() => {});
}

async function post(what, content) {
  const response = await server.fetch.call(globalThis, new URL(what, server.url), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Cors-Forecast": server.token },
    body: JSON.stringify(content),
    credentials: "omit",
    cache: "no-store",
    priority: "low",
  });
  return response.status === 200 ? response.json() : undefined;
}
