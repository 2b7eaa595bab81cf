// What a user of the wrapper may and may not write. Compiled only; see tests/browser/types.test.mjs.

import "cors-forecast/auto";
import { install } from "cors-forecast";
import type { Installation, InstallOptions, Listener, ObservedEndpoint, ObservedFinding, Report } from "cors-forecast";
import { createForecaster, install as installAnyway } from "cors-forecast/standalone";

const options: InstallOptions = {
  engine: "firefox",
  engines: "all",
  level: "summary",
  rules: { "header-not-safelisted": "off", "query-differs": "error" },
  include: ["https://api.example/", /v2/, (url) => url.endsWith("x")],
  exclude: "sentry.io",
  onFinding: ({ code, endpoint, calls, fix }, print) => {
    const facts: [string, string, number, string | undefined] = [code, endpoint, calls, fix?.text];
    void facts;
    print();
  },
  redact: (url) => url,
  as: { origin: "https://app.example", routes: { "/api": "https://api.example" } },
};
const installation: Installation = install();
install(options);
installAnyway({ level: "off" });
createForecaster({ origin: "https://app.example" });

// @ts-expect-error: no such engine
install({ engine: "presto" });
// @ts-expect-error: no such option
install({ log: true });
// @ts-expect-error: no such severity
install({ rules: { "query-differs": "loud" } });

const listener: Listener = ({ id, at, api, method, url, engine, forecast }) => {
  const facts: [number, number, "fetch" | "fetchlater" | "xhr" | "beacon" | "eventsource", string, string] = [id, at, api, method, url];
  void [facts, engine, forecast.verdict];
};
const leave: () => void = installation.on(listener);
installation.on(() => {});
leave();

// @ts-expect-error: a listener gets a report
installation.on((report: string) => report);
// @ts-expect-error: only for reading
installation.active = false;
// @ts-expect-error: only for reading
installation.unreported = 0;

const reports: Report[] = installation.reports();
const first: Report | undefined = reports[0];
// @ts-expect-error: a report holds no headers
first?.headers;
const shown: ObservedFinding[] = installation.findings();
const rows: ObservedEndpoint[] = installation.summary();
void [shown[0]?.addedBy?.[0]?.setting, rows[0]?.busts, first?.forecasts?.webkit.verdict, first?.evidence === "refuted"];
installation.attribute();
installation.cover(globalThis);
const { reachable } = await installation.diagnose("https://api.example/");
const known: boolean | undefined = reachable;
void known;
const nothing: void = installation.uninstall();
void nothing;
