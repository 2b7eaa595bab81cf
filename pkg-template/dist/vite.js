// The wrapper in Vite's development server. A production build has nothing of it.

import { createService, SCRIPT } from "./server/service.js";
import { settingsOf, withProxy } from "./server/settings.js";

/** `options` as in vite.d.ts. */
export default function corsForecast(options) {
  const settings = settingsOf("corsForecast", options);
  if (settings.pages) throw new TypeError("corsForecast: pages is for servers whose pages others serve; Vite serves its own.");
  let base;
  return {
    name: "cors-forecast",
    apply: "serve",
    enforce: "pre",
    configureServer(server) {
      const { config } = server;
      base = config.base;
      // What is let in there is meant to be.
      settings.hosts = [...(settings.hosts ?? []), ...[config.server.allowedHosts].flat().filter((host) => typeof host === "string")];
      if (settings.as) {
        const { as, unknown } = withProxy(settings.as, config.server.proxy);
        settings.as = as;
        if (unknown.length > 0) {
          config.logger.warn(`[cors-forecast] where ${unknown.join(", ")} of server.proxy will be can't be told; name it in as.routes.`);
        }
      }
      // Before Vite's own, which would answer with its page.
      server.middlewares.use(createService(settings, { base, print: (text) => config.logger.info(text, { timestamp: true }) }));
    },
    transformIndexHtml: {
      // What is put in front last stands first, before what other plugins put there; and Vite adds its base no more.
      order: "post",
      handler: () => (base === undefined ? [] : [{ tag: "script", attrs: { src: base + SCRIPT }, injectTo: "head-prepend" }]),
    },
  };
}
