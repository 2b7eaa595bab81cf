// The wrapper for pages of any Node server in development: connect's and express's middleware.

import { createService } from "./server/service.js";
import { settingsOf } from "./server/settings.js";

/** `options` as in middleware.d.ts. Mount it first, at the root; the page loads `/@cors-forecast/page.js` before its scripts. */
export default function corsForecast(options) {
  const { base = "/", ...rest } = options ?? {};
  if (typeof base !== "string" || !/^\/(.*\/)?$/.test(base)) throw new TypeError('corsForecast: base must be a path like "/" or "/app/".');
  const settings = settingsOf("corsForecast", rest);
  // express has it too, and there the variable tells.
  if (process.env.NODE_ENV === "production") return (request, response, next) => next();
  return createService(settings, { base, print: (text) => console.log(text) });
}
