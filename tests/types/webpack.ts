// The types of the plugin for webpack, Rspack and Rsbuild.

import CorsForecast, { type ServerOptions } from "cors-forecast/webpack";

const options: ServerOptions = {
  install: { level: "all", exclude: [/telemetry/], engine: "firefox" },
  probe: { allow: ["https://api.example"], hosts: ["dev.example"], remote: false },
  as: { origin: "https://app.example" },
  summary: true,
};

const plugin: { apply: (compiler: object) => void; [field: string]: any } = new CorsForecast(options);
new CorsForecast();
const rsbuild: { name: string; setup: (api: object) => void } = CorsForecast.rsbuild(options);
CorsForecast.rsbuild();

// @ts-expect-error No page can be handed a function.
new CorsForecast({ install: { onFinding() {} } });
// @ts-expect-error Its server serves its own pages.
new CorsForecast({ pages: ["http://localhost:3000"] });
// @ts-expect-error It is no function.
CorsForecast();
// @ts-expect-error The same options.
CorsForecast.rsbuild({ level: "all" });

export { plugin, rsbuild };
