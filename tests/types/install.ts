// What a user of the wrapper may and may not write. Compiled only; see tests/browser/types.test.mjs.

import "cors-forecast/auto";
import { install } from "cors-forecast";
import type { Installation, InstallOptions, Listener, Report } from "cors-forecast";
import { createForecaster, install as installAnyway } from "cors-forecast/standalone";

const options: InstallOptions = { engine: "firefox", console: true };
const installation: Installation = install();
install(options);
installAnyway({ console: false });
createForecaster({ origin: "https://app.example" });

// @ts-expect-error: no such engine
install({ engine: "presto" });
// @ts-expect-error: no such option
install({ log: true });

const listener: Listener = ({ id, at, api, method, url, engine, forecast }) => {
  const facts: [number, number, "fetch", string, string] = [id, at, api, method, url];
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
const nothing: void = installation.uninstall();
void nothing;
