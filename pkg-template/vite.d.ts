import type { ServerOptions } from "./middleware.js";

export type { ProbeOptions, ServerOptions } from "./middleware.js";

/**
 * Vite plugin: the wrapper is the first script of each page of the development server. Builds have nothing of it.
 *
 * `as: { origin }` takes its routes from `server.proxy`.
 *
 * @throws TypeError naming the option that is wrong, and what would be right.
 */
export default function corsForecast(options?: ServerOptions): {
  name: string;
  apply: "serve";
  enforce: "pre";
};
