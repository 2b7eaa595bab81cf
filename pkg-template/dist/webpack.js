// The wrapper in what webpack, Rspack and Rsbuild make in development. A production build has nothing of it.

import { fileURLToPath } from "node:url";

import { withScript } from "./server/html.js";
import { createService, SCRIPT } from "./server/service.js";
import { settingsOf, withProxy } from "./server/settings.js";

const NAME = "cors-forecast";
/** What goes ahead of every entry. Bundled, this stands beside it. */
const ENTRY = fileURLToPath(new URL("./injected.js", import.meta.url));
/** Before and after whatever others do at the same hook. */
const FIRST = -1e6;
const LAST = 1e6;

/** `options` as in webpack.d.ts. */
export default class CorsForecast {
  #settings;
  #base;
  /** There is one once a development server has asked for it. */
  #service;

  constructor(options) {
    this.#settings = settingsOf("CorsForecast", options);
    if (this.#settings.pages) throw new TypeError("CorsForecast: pages is for servers whose pages others serve; use cors-forecast/middleware there.");
  }

  apply(compiler) {
    if (compiler.options.mode !== "development") return;
    const logger = compiler.getInfrastructureLogger(NAME);
    this.#base ??= baseOf(compiler.options.output?.publicPath);
    this.#offer(compiler, logger);
    let warned = false;
    compiler.hooks.watchRun.tap({ name: NAME, stage: LAST }, () => {
      // It has asked for its middleware before it compiles.
      if (!this.#service && !warned && isServed(compiler)) {
        warned = true;
        logger.warn("this development server does not ask the real API: start it with compiler.options.devServer.");
      }
    });
    compiler.hooks.make.tapAsync({ name: NAME, stage: FIRST }, (compilation, done) => {
      if (!isForPages(compiler)) return done();
      const { EntryPlugin } = compiler.rspack ?? compiler.webpack;
      // One without a name goes into all.
      compilation.addEntry(compiler.context, EntryPlugin.createDependency(this.#request()), { name: undefined }, (error) => done(error));
    });
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      for (const hook of pageHooks(compiler, compilation)) {
        hook.tapPromise({ name: NAME, stage: LAST }, async (page) => {
          // Ahead of the page's own inline scripts, which no entry is.
          if (this.#service) page.html = withScript(page.html, this.#base + SCRIPT);
          return page;
        });
      }
    });
  }

  /** The same for Rsbuild, whose server does not go by `devServer`. */
  static rsbuild(options) {
    const plugin = new CorsForecast(options);
    return {
      name: NAME,
      setup(api) {
        api.modifyRspackConfig((_, { appendPlugins }) => appendPlugins(plugin));
        api.onBeforeStartDevServer(({ server }) => {
          const { mode, server: settings } = api.getNormalizedConfig();
          if (mode !== "development") return;
          // Nothing is compiled yet.
          plugin.#base = baseOf(settings.base);
          plugin.#serve(settings, { info: (text) => api.logger.info(text), warn: (text) => api.logger.warn(text) });
          server.middlewares.use(plugin.#service);
        });
      },
    };
  }

  /** Has the development server take the service in, whether it is made of the compiler's options or is itself a plugin. */
  #offer(compiler, logger) {
    const { options } = compiler;
    const servers = options.plugins.filter((plugin) => typeof plugin?.setupMiddlewares === "function" && plugin.options);
    for (const server of servers) this.#join(server.options, logger);
    if (options.devServer) this.#join(options.devServer, logger);
    if (options.devServer || options.devServer === false) return;
    const added = {};
    this.#join(added, logger);
    // Of several compilers each with such options gets a server: those that had none must not seem to have some.
    let given = added;
    Object.defineProperty(options, "devServer", {
      get: () => (given === added && isOneOfSeveral(compiler) ? undefined : given),
      set: (value) => (given = value),
      configurable: true,
      enumerable: true,
    });
  }

  #join(devServer, logger) {
    const before = devServer.setupMiddlewares;
    devServer.setupMiddlewares = (middlewares, server) => {
      const all = before?.call(devServer, middlewares, server) ?? middlewares;
      this.#serve(server.options, logger);
      all.unshift({ name: NAME, middleware: this.#service });
      return all;
    };
  }

  /** Makes the service, by a server's own settings. */
  #serve({ allowedHosts, proxy }, logger) {
    if (this.#service) return;
    const settings = this.#settings;
    // What is let in there is meant to be.
    const hosts = [allowedHosts].flat().filter((host) => typeof host === "string" && host !== "auto" && host !== "all");
    settings.hosts = [...(settings.hosts ?? []), ...hosts];
    if (settings.as) {
      const { as, unknown } = withProxy(settings.as, proxy);
      settings.as = as;
      if (unknown.length > 0) logger.warn(`where ${unknown.join(", ")} of the server's proxy will be can't be told; name it in as.routes.`);
    }
    // The logger has said whose it is.
    this.#service = createService(settings, { base: this.#base, print: (text) => logger.info(text.replace(/^\[cors-forecast\] /, "")) });
  }

  #request() {
    const { install, as } = this.#settings;
    const content = { options: { ...install, ...(as && { as }) }, script: this.#service && this.#base + SCRIPT };
    const text = JSON.stringify(content, (_, value) => (value instanceof RegExp ? { RegExp: [value.source, value.flags] } : value));
    // Without any loader, as none is meant for it; what stands for one in a request must not be in the query.
    return `!!${ENTRY}?${encodeURIComponent(text).replaceAll("!", "%21")}`;
  }
}

/** The path that the server's pages are under, as a proxy before it may pass on nothing else. */
const baseOf = (publicPath) => (typeof publicPath === "string" && /^\/([^/].*)?$/.test(publicPath) ? publicPath.replace(/\/?$/, "/") : "/");

const isTapped = (compiler, name) => compiler.hooks.done.taps.some((tap) => name.test(tap.name));
const isOneOfSeveral = (compiler) => isTapped(compiler, /^MultiCompiler$/);
const isServed = (compiler) => isTapped(compiler, /^(webpack|rspack)-dev-server$/);

/** Not for a server's side. */
function isForPages({ platform, options }) {
  return platform ? platform.web !== false : options.externalsPresets.web === true;
}

/** Where the plugins that write HTML let others change it. */
function pageHooks({ options }, compilation) {
  const classes = new Set(options.plugins.map((plugin) => plugin?.constructor).filter((one) => /^Html(Webpack|Rspack)Plugin$/.test(one?.name)));
  return [...classes].map((one) => (one.getCompilationHooks ?? one.getHooks).call(one, compilation).beforeEmit);
}
