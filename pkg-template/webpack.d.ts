import type { ServerOptions } from "./middleware.js";

export type { ProbeOptions, ServerOptions } from "./middleware.js";

/**
 * Plugin for webpack and Rspack: where `mode` is `"development"`, the wrapper runs before all else in each page, and the development
 * server asks the real API for it. Otherwise it does nothing.
 *
 * `as: { origin }` takes its routes from `devServer.proxy`.
 */
declare class CorsForecast {
  /** @throws TypeError naming the option that is wrong, and what would be right. */
  constructor(options?: ServerOptions);

  /** Called by webpack and Rspack. */
  apply(compiler: any): void;

  /**
   * The same as a plugin for Rsbuild. `as: { origin }` takes its routes from `server.proxy`.
   *
   * @throws TypeError naming the option that is wrong, and what would be right.
   */
  static rsbuild(options?: ServerOptions): { name: string; setup: (api: any) => void };
}

export default CorsForecast;
