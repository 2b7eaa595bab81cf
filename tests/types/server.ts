// The types of what runs in development servers.

import middleware from "cors-forecast/middleware";
import corsForecast, { type ServerOptions } from "cors-forecast/vite";

const options: ServerOptions = {
  install: { level: "all", exclude: [/telemetry/, "sentry.io"], engine: "webkit" },
  probe: { allow: ["https://api.example"], hosts: ["dev.example"], remote: false },
  as: { origin: "https://app.example", routes: { "/api": "https://api.example" } },
  summary: false,
  panel: true,
};

const plugin: { name: string; apply: "serve"; enforce: "pre" } = corsForecast(options);
corsForecast();
const handler: (request: object, response: object, next: (error?: unknown) => void) => void = middleware({
  ...options,
  base: "/app/",
  pages: ["http://localhost:3000"],
});

// @ts-expect-error No page can be handed a function.
corsForecast({ install: { onFinding() {} } });
// @ts-expect-error Nor is one a filter here.
corsForecast({ install: { exclude: () => true } });
// @ts-expect-error Vite serves its own pages.
corsForecast({ pages: ["http://localhost:3000"] });

export { handler, plugin };
