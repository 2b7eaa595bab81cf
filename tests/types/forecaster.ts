// What a caller of createForecaster() may and may not write. Compiled only; see tests/browser/types.test.mjs.

import { createForecaster, decodeConsoleError, loadCore, recipes } from "cors-forecast";
import type {
  Basis,
  BodyDescription,
  Change,
  DecodedError,
  Engine,
  ErrorStage,
  FindingCode,
  Forecast,
  Forecaster,
  JournalReport,
  MinimalSet,
  Recipe,
  RequestDescription,
  Simulation,
  Verdict,
  WireRequest,
  WireResponse,
} from "cors-forecast";

const forecaster: Forecaster = createForecaster({ origin: "https://app.example" });
createForecaster({ origin: "null", engine: "webkit" });

// @ts-expect-error: the origin is needed
createForecaster({});
// @ts-expect-error: options are needed
createForecaster();
// @ts-expect-error: no such engine
createForecaster({ origin: "null", engine: "presto" });
// @ts-expect-error: no such option
createForecaster({ origin: "null", engin: "webkit" });

// Descriptions.

const request: RequestDescription = {
  api: "xhr",
  url: "https://api.example/",
  method: "PUT",
  headers: [["X-A", "1"]],
  body: { kind: "blob", type: "application/json", length: 2 },
  uploadListener: true,
};
const constant = { url: "/", headers: [["X-A", "1"]], body: { kind: "none" } } as const;
forecaster.predict(request);
forecaster.predict(constant, 0);

// @ts-expect-error: the URL is needed
forecaster.predict({ method: "PUT" });
// @ts-expect-error: headers are pairs, in order
forecaster.predict({ url: "/", headers: { "X-A": "1" } });
// @ts-expect-error: a pair has two members
forecaster.predict({ url: "/", headers: [["X-A"]] });
// @ts-expect-error: values are strings
forecaster.predict({ url: "/", headers: [["X-A", 1]] });
// @ts-expect-error: a body is described, not given
forecaster.predict({ url: "/", body: "{}" });
// @ts-expect-error: no such kind of body
const body: BodyDescription = { kind: "json" };
// @ts-expect-error: a time is a number
forecaster.predict(request, new Date());

// Forecasts.

const forecast: Forecast = forecaster.predict(request);
const verdict: Verdict = forecast.verdict;

function exhaustive(verdict: Verdict): string {
  switch (verdict) {
    case "same-origin":
    case "simple":
    case "no-cors":
    case "local":
      return "no preflight";
    case "preflight":
      return "preflight";
    case "rejected":
    case "blocked":
      return "nothing is sent";
  }
}
exhaustive(verdict);

for (const trigger of forecast.triggers) {
  const offset: number | undefined = trigger.part?.offset;
  const name: string | undefined = trigger.name;
  // @ts-expect-error: not every trigger has a name
  trigger.name.toUpperCase();
  void [offset, name];
}
// @ts-expect-error: not every forecast has a preflight
forecast.preflight.url;
const pairs: [string, string][] | undefined = forecast.preflight?.headers;
const expiry: number | undefined = forecast.cache.expiresAt;
// @ts-expect-error: a state that does not exist
forecast.cache.state === "warm";
void [pairs, expiry];

// Simulations.

const permissive = (request: WireRequest): WireResponse => ({
  status: request.kind === "preflight" ? 204 : 200,
  headers: [["Access-Control-Allow-Origin", "*"]],
});
const simulation: Simulation = forecaster.simulate(request, permissive);
forecaster.simulate(request, () => null, 1000);
const step: string | undefined = simulation.error?.step;
const kinds: ("preflight" | "actual")[] = simulation.requests.map(({ kind }) => kind);
void [step, kinds];

// @ts-expect-error: a server answers at once
forecaster.simulate(request, async () => null);
// @ts-expect-error: no connection is null
forecaster.simulate(request, () => undefined);
// @ts-expect-error: an answer has a status
forecaster.simulate(request, () => ({ headers: [] }));

// Knowledge.

createForecaster({
  origin: "https://app.example",
  policies: [{ match: "https://api.example/*", allowOrigin: "*", allowMethods: ["PUT"], allowHeaders: "echo", maxAge: 600 }],
});
// @ts-expect-error: a policy is for some URLs
createForecaster({ origin: "null", policies: [{ allowOrigin: "*" }] });
const answer: WireResponse = { status: 204, headers: [], after: 5, protocol: "h2" };
const kept: number | undefined = forecaster.learn(request, answer, { basis: "probed" }).maxAge.keptFor;
forecaster.learn(request, answer, { basis: "recorded", at: 0 });
// @ts-expect-error: what is assumed is not learned
forecaster.learn(request, answer, { basis: "assumed" });
// @ts-expect-error: how it is known must be said
forecaster.learn(request, answer);
const recorded: void = forecaster.record(request);
const both: Simulation[] = forecaster.simulateAll([{ request }, { request, at: 5 }], permissive);
const remedy: string | undefined = forecast.cache.reason?.remedy;
const basis: Basis | undefined = forecast.cache.answer?.basis;
void [kept, recorded, both, remedy, basis];

// The journal.

const report: JournalReport = forecaster.report();
const code: FindingCode | undefined = report.findings[0]?.code;
const changes: Change[] = [
  { kind: "max-age", seconds: 7200, endpoint: "https://api.example/users/:id" },
  { kind: "drop-header", name: "x-request-id" },
  { kind: "one-credentials-mode", include: false },
];
const spared: number | undefined = forecaster.whatIf(changes)[0]?.after;
forecaster.whatIf(report.findings[0]?.changes ?? []);
// @ts-expect-error: a max-age has seconds
forecaster.whatIf([{ kind: "max-age" }]);
// @ts-expect-error: no such change
forecaster.whatIf([{ kind: "magic" }]);
const least: MinimalSet = forecaster.minimalSet(request);
const known: Recipe | undefined = recipes().find(({ code }) => code === least.toSimple.steps[0]?.recipe);
void [code, spared, known];

const [decoded]: DecodedError[] = decodeConsoleError("TypeError: Load failed");
const stage: ErrorStage | undefined = decoded?.stage;
const lines: [string, string][] = decoded?.fix.headers ?? [];
const engineOf: "chromium" | "firefox" | "webkit" | undefined = decoded?.engine;
// @ts-expect-error: a text is a string
decodeConsoleError(["TypeError: Load failed"]);
void [stage, lines, engineOf];

const engines: Engine[] = ["chromium", "firefox", "webkit", "standard"];
const nothing: void = forecaster.clear();
void [engines, nothing, body];

const started: Promise<void> = loadCore();
await started;
await loadCore(new Uint8Array());
await loadCore(Promise.resolve(new ArrayBuffer(8)));
declare const served: { ok: boolean; status: number; url: string; headers: { get(name: string): string | null }; arrayBuffer(): Promise<ArrayBuffer> };
await loadCore(served);
// @ts-expect-error: a URL is to be fetched first
await loadCore("/core.wasm");
