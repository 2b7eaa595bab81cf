import type * as options from "./middleware.js" with { "resolution-mode": "import" };

declare namespace CorsForecast {
  type ProbeOptions = options.ProbeOptions;
  type ServerOptions = options.ServerOptions;
}

/** As in `webpack.d.ts`; this is what `require` gives. */
declare class CorsForecast {
  /** @throws TypeError naming the option that is wrong, and what would be right. */
  constructor(options?: CorsForecast.ServerOptions);

  /** Called by webpack and Rspack. */
  apply(compiler: any): void;

  /** The same as a plugin for Rsbuild. */
  static rsbuild(options?: CorsForecast.ServerOptions): { name: string; setup: (api: any) => void };
}

export = CorsForecast;
