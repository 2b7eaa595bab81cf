// What is known, as files: all of it as JSON, or calls and forecast preflights as HAR. There is no header value in either.

import type { Report } from "../../index.d.ts";
import type { Context } from "./context.ts";
import type { Whole } from "./history.ts";
import { engineOf, findingsOf, type Ui } from "./ui.ts";

const FORECAST = "A forecast by cors-forecast, not a recording: no answer, no time and no header value is known.";

export function jsonOf(ui: Ui): unknown {
  const { context } = ui;
  const { history } = context;
  return {
    exported: new Date(context.natives.now()).toISOString(),
    page: location.origin,
    engine: engineOf(ui),
    findings: findingsOf(context),
    summary: history.endpoints(engineOf(ui)),
    reports: history.wholes().map(({ report, from }) => ({ from, ...report })),
  };
}

/** As HAR 1.2 wants it where nothing is known. */
function entry(report: Report, method: string, url: string, headers: { name: string; value: string; comment?: string }[], forecast: object) {
  return {
    startedDateTime: new Date(report.at).toISOString(),
    time: 0,
    request: { method, url, httpVersion: "unknown", cookies: [], headers, queryString: [], headersSize: -1, bodySize: -1 },
    response: {
      status: 0,
      statusText: "",
      httpVersion: "unknown",
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: "x-unknown" },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
      comment: "not known",
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    comment: FORECAST,
    _corsForecast: forecast,
  };
}

function entriesOf({ report, from }: Whole) {
  const { forecast, method, url, api, engine } = report;
  const { preflight, verdict, triggers, cache } = forecast;
  const names = preflight?.headers.find(([name]) => name.toLowerCase() === "access-control-request-headers")?.[1].split(",") ?? [];
  const asked = names.map((name) => ({ name, value: "", comment: "its value is not kept" }));
  const call = entry(report, method, url, asked, { kind: "call", api, from, engine, verdict, cache: cache.state, basis: cache.basis });
  if (!preflight || cache.state === "hit") {
    return [call];
  }
  const own = preflight.headers.map(([name, value]) => ({ name, value }));
  const codes = triggers.map(({ code }) => code);
  const options = { kind: "preflight", from, engine, triggers: codes, miss: cache.reason?.code, basis: cache.answer?.basis ?? cache.basis };
  return [entry(report, "OPTIONS", preflight.url, own, options), call];
}

export function harOf({ history }: Context): unknown {
  return {
    log: {
      version: "1.2",
      creator: { name: "cors-forecast", version: "1" },
      comment: FORECAST,
      entries: history.wholes().flatMap(entriesOf),
    },
  };
}

/** By a link that is in no document, so that no listener of the page's hears of it. */
export function download({ natives }: Context, type: "json" | "har", content: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `cors-forecast-${new Date(natives.now()).toISOString().slice(0, 19).replace(/:/g, "-")}.${type}`;
  link.click();
  natives.later(() => URL.revokeObjectURL(url), 10_000);
}
