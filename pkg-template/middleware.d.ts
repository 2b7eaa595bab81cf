import type { InstallOptions } from "./index.js";

/** Whom the development server asks for its pages, and who may have it ask. */
export interface ProbeOptions {
  /** The only origins that are asked. Default: those that the page calls. */
  allow?: readonly string[];
  /** Host names of this server besides `localhost` and this machine's addresses. */
  hosts?: readonly string[];
  /** Whether other machines may ask, too. Default `false`. */
  remote?: boolean;
}

export interface ServerOptions {
  /** What `install()` in the page is given. Functions can't be handed over. Default `{ level: "findings" }`. */
  install?: Pick<InstallOptions, "engine" | "engines" | "level" | "rules"> & {
    include?: string | RegExp | readonly (string | RegExp)[];
    exclude?: string | RegExp | readonly (string | RegExp)[];
  };
  /**
   * Whether the server asks the real API what a page can't: it sends the predicted `OPTIONS` once for each endpoint, without
   * cookies, and teaches the page the answer (`basis: "probed"`). Default `true`.
   */
  probe?: boolean | ProbeOptions;
  /** Whether the terminal says which endpoints are preflighted, once the page is quiet. Default `true`. */
  summary?: boolean;
  /** Whether the page gets the panel's button, too, as `cors-forecast/panel` has it. Default `false`. */
  panel?: boolean;
  /** As {@link InstallOptions.as}. */
  as?: { origin: string; routes?: Readonly<Record<string, string>> };
}

export interface MiddlewareOptions extends ServerOptions {
  /** The path under which the middleware finds itself in a request's `url`. Default `"/"`. */
  base?: string;
  /** Origins of the pages, where another server serves them. Default: this server's own. */
  pages?: readonly string[];
}

/**
 * Middleware for connect, express and Vite's likes. Pages load `/@cors-forecast/page.js` as their first script. Where
 * `NODE_ENV` is `"production"` it does nothing.
 *
 * @throws TypeError naming the option that is wrong, and what would be right.
 */
export default function corsForecast(
  options?: MiddlewareOptions,
): (request: any, response: any, next: (error?: unknown) => void) => void;
