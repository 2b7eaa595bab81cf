// The same for configurations that are CommonJS.

import CorsForecast = require("cors-forecast/webpack");

const options: CorsForecast.ServerOptions = { probe: { hosts: ["dev.example"] } satisfies CorsForecast.ProbeOptions };
const plugin: { apply: (compiler: object) => void } = new CorsForecast(options);
const rsbuild: { name: string; setup: (api: object) => void } = CorsForecast.rsbuild(options);

// @ts-expect-error It is the class itself.
CorsForecast.default;
// @ts-expect-error Its server serves its own pages.
new CorsForecast({ pages: ["http://localhost:3000"] });

export = [plugin, rsbuild];
