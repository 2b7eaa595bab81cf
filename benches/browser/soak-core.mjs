// Whether what watches a page keeps its memory: a million calls of a day through its recorder, its module and its records, in
// Node. `node --expose-gc soak-core.mjs [--requests N]`; the exit code is 1 if memory has grown, or a call was lost.
//
// Time is simulated: a clock of our own runs through a day.

import { parseArgs } from "node:util";

import { wrapper } from "./wrapper.mjs";

const MB = 1024 * 1024;
const LOOKS = 10;
/** What JavaScript's heap and the module's memory together may have grown by since the first look. */
const LIMIT = 8 * MB;
const DAY = 86_400_000;
const ORIGIN = "https://app.example";
const ENGINES = ["chromium", "firefox", "webkit"];
const METHODS = ["GET", "PUT", "POST", "DELETE"];
const BATCH = 500;

const { values } = parseArgs({ options: { requests: { type: "string", default: "1000000" } } });
const requests = Number(values.requests);

let memory;
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, args) {
    const instance = Reflect.construct(target, args);
    memory = instance.exports.memory;
    return instance;
  },
});

// The recorder asks the page's clock, and idle time is when we say so.
let now = 0;
globalThis.setTimeout = () => 0;
Object.defineProperty(performance, "timeOrigin", { value: 0 });
performance.now = () => now;

const { createLater, createRecords, createRecorder, Call, FETCH } = await wrapper(["core", "records", "recorder", "hooks/call"]);
const stores = new Map();
const keep = (engine, origin) => {
  const name = `${engine} ${origin}`;
  if (!stores.has(name)) stores.set(name, createRecords(() => {}));
  return stores.get(name);
};
const core = createLater();
let broken;
let reported = 0;
const recorders = ENGINES.map((engine) =>
  createRecorder({ core, keep, engine, origin: ORIGIN, settings: { redact: (url) => url }, onFailure: (error) => (broken = error), onReport: () => void reported++ }));

let state = 7;
/** The same numbers each time. */
function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

function call() {
  const made = new Call(FETCH);
  const item = below(2_000_000);
  made.url = below(50) === 0 ? "https://api.example/me" : `https://api${below(40)}.example/items/${item}?page=${item % 9}`;
  made.method = METHODS[below(4)];
  if (below(2) === 0) made.credentials = "include";
  made.headers = ["x-request-id", `${item}`];
  if (below(3) === 0) made.headers.push("authorization", "Bearer token");
  // Names that are made up each time.
  if (below(100) === 0) made.headers.push(`x-trace-${item}`, "1");
  return made;
}

function look(count) {
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const records = [...stores.values()].reduce((sum, store) => sum + [..."enxa"].reduce((all, shelf) => all + store.count(shelf), 0), 0);
  return { count, heap, wasm: memory?.buffer.byteLength ?? 0, records };
}

const looks = [];
console.log("| calls | hour | reports | records | heap, MB | wasm, MB |\n|---|---|---|---|---|---|");
const begun = process.hrtime.bigint();
for (let count = 0; count < requests && !broken; ) {
  const recorder = recorders[(count / BATCH) % ENGINES.length | 0];
  for (let left = Math.min(BATCH, requests - count); left > 0; left--, count++) {
    now = (DAY * count) / requests;
    recorder.record(call());
  }
  recorder.flush();
  if (count >= (requests * (looks.length + 1)) / LOOKS) {
    looks.push(look(count));
    const { heap, wasm, records } = looks.at(-1);
    console.log(`| ${count} | ${((24 * count) / requests).toFixed(1)} | ${reported} | ${records} | ${(heap / MB).toFixed(2)} | ${(wasm / MB).toFixed(2)} |`);
  }
}
if (broken) throw broken;

const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
const [first] = looks;
const growth = Math.max(...looks.map(({ heap, wasm }) => heap + wasm)) - first.heap - first.wasm;
const unreported = recorders.reduce((sum, recorder) => sum + recorder.unreported(), 0);
const lost = requests - reported - unreported;
const met = growth <= LIMIT && lost === 0 && unreported === 0;
console.log(`\n${seconds.toFixed(0)} s, ${((seconds * 1e6) / requests).toFixed(1)} µs for each call; ${lost} lost, ${unreported} unreported`);
console.log(`${met ? "met  " : "UNMET"}  heap and module grew by ${(growth / MB).toFixed(2)} of ${LIMIT / MB} MB since the first look`);
if (!met) process.exitCode = 1;
