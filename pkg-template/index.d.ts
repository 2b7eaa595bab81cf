/** Which judge answers: one of three browser engines, or the Fetch Standard by the letter. */
export type Engine = "chromium" | "firefox" | "webkit" | "standard";

/** What a page is about to ask for, described without touching it. */
export interface RequestDescription {
  /** The API that the page calls. Default `"fetch"`. */
  api?: "fetch" | "xhr" | "beacon" | "eventsource";
  /** The URL as the page wrote it, fragment included; a relative one is resolved against the page's origin. */
  url: string;
  /** The method as the page wrote it. Default `"GET"` (`"POST"` for a beacon). */
  method?: string;
  /**
   * Header names and values, in the order in which the page added them: an array's pairs, or a record's entries. A
   * `Headers` object is described by its iteration (`[...headers]`), which has joined and sorted them.
   */
  headers?: ReadonlyArray<readonly [name: string, value: string]>;
  /** `RequestInit.mode`. Default `"cors"`. */
  mode?: string;
  /** `RequestInit.credentials`; for XHR, `"include"` stands for `withCredentials`. Default `"same-origin"`. */
  credentials?: string;
  /** `RequestInit.redirect`. Default `"follow"`. */
  redirect?: string;
  /** `RequestInit.cache`. Default `"default"`. */
  cache?: string;
  /** `RequestInit.keepalive`. Default `false`. */
  keepalive?: boolean;
  /** `RequestInit.duplex`; a stream body needs `"half"`. */
  duplex?: string;
  /** `RequestInit.integrity`. */
  integrity?: string;
  /** `RequestInit.window` as text, where it is given and not `null`. */
  window?: string;
  /** When the request is aborted, in milliseconds from the call; 0 if its signal has fired already. */
  abortAfter?: number;
  /** XHR: whether a listener is registered on `xhr.upload` when `send()` is called. */
  uploadListener?: boolean;
  /** XHR: whether `open()` was called with `async` false. */
  sync?: boolean;
  /** Where the request is made. `"opaque"` is a frame or document with an opaque origin. Default `"window"`. */
  context?: "window" | "worker" | "opaque";
  /** What is sent; never its content. Default `{ kind: "none" }`. */
  body?: BodyDescription;
}

/** The kind of a request's body, which decides the Content-Type that it brings by itself. */
export interface BodyDescription {
  kind: "none" | "string" | "urlsearchparams" | "formdata" | "blob" | "buffer" | "stream" | "document";
  /** `blob`: its `type`. `document`: the type it was parsed as, for example `"text/html"`. */
  type?: string;
  /** Length in bytes, where known. */
  length?: number;
}

/** A request as the server sees it. */
export interface WireRequest {
  kind: "preflight" | "actual";
  method: string;
  /** Absolute, without a fragment. */
  url: string;
  /** What the page and the standard put there; not `Host`, `User-Agent` and the like. */
  headers: [name: string, value: string][];
}

/** A server's answer, as far as CORS is concerned. */
export interface WireResponse {
  /** HTTP status code. */
  status: number;
  /** Header lines in order; a repeated name is a repeated line. */
  headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** How long it took, in milliseconds from the request. Permissions last from the answer on. Default 0. */
  after?: number;
  /**
   * The protocol's ALPN identifier, as Resource Timing's `nextHopProtocol`: `"http/1.1"`, `"h2"`, `"h3"`. Only streams as
   * bodies care. Default: HTTP/1.1 for `http:`, something newer for `https:`.
   */
  protocol?: string;
}

/** What becomes of a request. */
export type Verdict =
  /** The URL is the page's own origin: never a preflight. */
  | "same-origin"
  /** Cross-origin, sent without a preflight. */
  | "simple"
  /** Cross-origin, needs the server's permission first (which the cache may hold already). */
  | "preflight"
  /** Mode `no-cors`: sent without a preflight, the response is opaque. */
  | "no-cors"
  /** `data:` and the like: nothing leaves the browser. */
  | "local"
  /** The call throws, or rejects before anything is sent. */
  | "rejected"
  /** The request fails without a request on the wire. */
  | "blocked";

/** One reason why a request is preflighted. */
export interface Trigger {
  /** Stable kebab-case code. */
  code: string;
  /** What carries the reason. */
  kind: "method" | "header" | "upload-listener" | "stream-body" | "redirect";
  /** The header's name (lower-case) or the method. Absent for a listener or stream. */
  name?: string;
  /** Whether the page set the header itself or the body brought it. Headers only. */
  source?: "author" | "body" | "user-agent";
  /** The offending part of the header's value: zero-based offset and length in bytes. */
  part?: { offset: number; length: number };
  /** The length of what is too long, in bytes. */
  length?: number;
  /** The limit that was passed, in bytes. */
  limit?: number;
  /** What it means, in a sentence. Never contains a header's value. */
  text: string;
  /** The definition that decides, with its anchor. */
  spec: string;
  /** Libraries that are known to add the header, and the setting of each that stops it. */
  addedBy?: { library: string; setting: string; risk?: string }[];
}

/** Something that the page or the server could change. */
export interface Advice {
  /** Stable kebab-case code. */
  code: string;
  /** The trigger that it answers. */
  trigger: string;
  /** What to do, in a sentence or two. */
  text: string;
  /** What may go wrong if it is followed. */
  risk?: string;
}

/** Why the preflight cache does not spare a preflight. Stable. */
export type MissCode =
  | "nothing-kept"
  | "query-differs"
  | "path-differs"
  | "fragment-differs"
  | "origin-differs"
  | "expired"
  | "method-not-listed"
  | "header-not-listed"
  | "other-credentials"
  | "wildcard-does-not-count"
  | "url-too-long"
  | "cache-mode-bypasses"
  | "origin-never-kept";

/** How a server's policy is known. `assumed`: nothing was told, the standard's defaults are taken. */
export type Basis = "configured" | "probed" | "recorded" | "assumed" | "none";

/** How long a permission is kept, and why. */
export interface MaxAge {
  /** What the engine makes of `Access-Control-Max-Age`. */
  verdict: "absent" | "malformed" | "zero" | "as-asked" | "capped";
  /** Seconds that the server asked for. Absent if it named no number. */
  askedFor?: number;
  /** Seconds that the engine keeps the permission. Absent if it does not. */
  keptFor?: number;
  /** The engine's limit in seconds. Absent if it has none. */
  limit?: number;
}

/** Something that the preflight cache holds. */
export interface CacheEntry {
  /** The URL that it is kept for, without user name and password. */
  url: string;
  /** The methods that it permits, as the server listed them. */
  methods: string[];
  /** The header names that it permits, in lower case. */
  headers: string[];
  /** Whether it was given to a request with credentials. */
  credentials: boolean;
  /** When it was given last, on the caller's clock (milliseconds). */
  storedAt: number;
  /** When the last of it ends, on the caller's clock (milliseconds). */
  expiresAt: number;
  maxAge: MaxAge;
}

/** What the preflight cache has to say, and what that statement rests on. */
export interface CacheForecast {
  /** `not-needed`: no preflight is due. `hit`: the cache spares it. `miss`: it will be sent. */
  state: "not-needed" | "hit" | "miss" | "unknown";
  /** How that is known. */
  basis: Basis;
  /** What no cache entry covers: the method, or header names in lower case. */
  missing?: { method?: string; headers?: string[] };
  /** Why the cache does not spare the preflight. Present if `state` is `"miss"`. */
  reason?: {
    code: MissCode;
    text: string;
    /** What would have made it a hit, in a sentence. */
    remedy: string;
  };
  /** When the first entry that the hit rests on expires, on the caller's clock (milliseconds). */
  expiresAt?: number;
  /** What the hit rests on; in a miss, what comes nearest to one. */
  entry?: CacheEntry;
  /** What the engine may have done meanwhile by chance, so that `state` is another one. Stable codes. */
  possible?: { code: "purged-by-chance" | "spared-by-chance" | "address-refreshed" | "forgotten"; text: string }[];
  /** What the server is expected to answer to the preflight. Present if `state` is `"miss"`. */
  answer?: {
    basis: Basis;
    /** Why it would not permit the request. */
    error?: ForecastError;
    /** How long the engine would keep what it permits. */
    maxAge: MaxAge;
  };
}

/** Why a call throws, rejects, or fails without a request. */
export interface ForecastError {
  /** The exception's name, for example `"TypeError"`. */
  name: string;
  /** Stable kebab-case code. */
  code: string;
  /** In a sentence; the wrapper leaves why a call is refused to the browser's own error. */
  message: string;
  /** The step of the standard that decides. */
  step: string;
}

/** What will happen to a request, as far as it can be known beforehand. */
export interface Forecast {
  verdict: Verdict;
  /** Every reason for a preflight, in the order of the standard. Empty unless `verdict` is `"preflight"`. */
  triggers: Trigger[];
  /** The `OPTIONS` request that would be sent, exactly as on the wire. Present if `verdict` is `"preflight"`. */
  preflight?: { url: string; headers: [name: string, value: string][] };
  cache: CacheForecast;
  /** Present if `verdict` is `"rejected"` or `"blocked"`. */
  error?: ForecastError;
  advice: Advice[];
}

/** A whole exchange, played against a server given as a function. */
export interface Simulation {
  /** In order; redirects and their preflights included. */
  requests: WireRequest[];
  /** What the page gets. Of a beacon that is no more than that it was queued: `"response"`, with an `error` if it was lost. */
  outcome: "response" | "network-error" | "throws";
  /** The status that the page reads; 0 for an opaque response. Present if `outcome` is `"response"`. */
  status?: number;
  /** Why there is no response, or how a queued beacon was lost. */
  error?: ForecastError;
}

/** How a server answers preflights. What is left out is a header that it does not send. */
export interface Policy {
  /**
   * The URLs that it is for, as in URLPattern: `*` is anything, `:name` one segment of the path or one label of the host;
   * without a `?` any query fits. The first policy that fits a URL counts.
   */
  match: string;
  /** `Access-Control-Allow-Origin`: of several, the one that asks is answered. `"echo"`: whoever asks. */
  allowOrigin?: string | readonly string[];
  /** `Access-Control-Allow-Methods`, as a list or as the header has it. `"echo"`: whatever is asked for. */
  allowMethods?: string | readonly string[];
  /** `Access-Control-Allow-Headers`, as a list or as the header has it. `"echo"`: whatever is asked for. */
  allowHeaders?: string | readonly string[];
  /** Whether `Access-Control-Allow-Credentials: true` is sent. Default `false`. */
  allowCredentials?: boolean;
  /** `Access-Control-Max-Age` in seconds, or as the header has it. */
  maxAge?: number | string;
}

/** How an answer is known that a forecaster learns. */
export interface LearnOptions {
  /**
   * `"recorded"`: this browser has asked and was answered so. `"probed"`: somebody else has asked. `"configured"`: the
   * server's configuration says so.
   */
  basis: "configured" | "probed" | "recorded";
  /**
   * When this browser was answered, in milliseconds: its cache now holds the permission. Default: now, if `basis` is
   * `"recorded"`; otherwise it was not, and the cache is filled when the page asks ({@link Forecaster.record}).
   */
  at?: number;
}

/** What an engine makes of an answer that was learned. */
export interface Learned {
  /** Why it does not permit the request. */
  error?: ForecastError;
  /** How long the engine keeps what it permits. */
  maxAge: MaxAge;
}

/** Something done otherwise, by the page or by a server. */
export type Change = {
  /**
   * Where: an endpoint as a report names it, with its query or without, or one of its URLs. Default: everywhere.
   */
  endpoint?: string;
} & (
  /** The server answers each preflight with this `Access-Control-Max-Age`. */
  | { kind: "max-age"; seconds: number }
  /** The server names all methods and headers that the page uses at the endpoint, in each answer. */
  | { kind: "list-by-name" }
  /** The page leaves a header out, or gives it a value that needs no permission. */
  | { kind: "drop-header"; name: string }
  /** The page leaves out everything that needs permission. */
  | { kind: "make-simple" }
  /** All requests are made with credentials, or all without. */
  | { kind: "one-credentials-mode"; include: boolean }
  /** A key of the query is left out; `:key` stands for those that nobody has chosen. */
  | { kind: "drop-query-key"; key: string }
  /** All requests of an endpoint go to one URL. */
  | { kind: "one-url" }
  /** A method in the place of another. */
  | { kind: "method"; from: string; to: string }
  /** No listener on `xhr.upload`. */
  | { kind: "drop-upload-listener" }
  /** A Blob or a buffer in the place of a stream. */
  | { kind: "drop-stream" }
  /** The cache mode is left at its default. */
  | { kind: "cache-mode-default" }
  /** The page's own server passes requests on. */
  | { kind: "same-origin" }
);

/** What changes would have made of the recorded requests' preflights in an engine. */
export interface Difference {
  engine: Engine;
  /** Preflights as it was. */
  before: number;
  /** Preflights as it would have been. */
  after: number;
  /** How many of the latter would not permit the request. */
  refused: number;
}

/** What costs preflights. Stable. */
export type FindingCode =
  | "header-churn"
  | "method-churn"
  | "url-churn"
  | "credentials-split"
  | "alternating-records"
  | "wildcard-never-cached"
  | "max-age-absent"
  | "max-age-malformed"
  | "max-age-zero"
  | "max-age-short"
  | "max-age-above-cap";

/** Something that costs preflights. */
export interface Finding {
  code: FindingCode;
  /** `info`: it rests on what is assumed, or nothing can be done about it. */
  severity: "warning" | "info";
  /** Origin and template, for example `https://api.example/users/:id?_=:timestamp`. */
  endpoint: string;
  /** The header names or methods it is about. */
  names?: string[];
  /** The parts of the URL that differ: `:id` of a path, keys of a query. */
  parts?: string[];
  /** How many different URLs there are. */
  urls?: number;
  /** What the server's `Access-Control-Max-Age` says, in seconds. */
  maxAge?: number;
  /** What it means, in a sentence. */
  text: string;
  /**
   * In each engine where it costs anything: how many preflights of the endpoint the changes would have spared so far, and
   * how many would be left. Costs of several findings are no sum. `alone`: the engine's cache is too small for all
   * endpoints, and this one was looked at by itself.
   */
  engines: { engine: Engine; cost: number; left: number; alone?: true }[];
  /** What helps; empty if nothing does. */
  changes: Change[];
  basis: Basis;
}

/** What the recorded requests cost, and what of it could be spared. */
export interface JournalReport {
  window: {
    /** When the first and the last of the requests were made, on the caller's clock (milliseconds). */
    from?: number;
    to?: number;
    /** How many to other origins are kept (the last 10,000). */
    requests: number;
    /** How many to other origins are not kept any more. */
    dropped: number;
    /** How many went to the page's own origin; they are counted only. */
    sameOrigin: number;
    /** How many were refused, blocked or made without CORS; they are counted only. */
    other: number;
    /** What the journal takes, in bytes. */
    memory: number;
  };
  /** The most preflights first. */
  endpoints: {
    /** Origin and template. */
    endpoint: string;
    calls: number;
    /** How many different URLs. */
    urls: number;
    /** `refused`: how many of the preflights did not permit the request. */
    engines: { engine: Engine; preflights: number; hits: number; refused: number }[];
    basis: Basis;
  }[];
  /** The most expensive first. */
  findings: Finding[];
}

/** The way to a request that needs no preflight, or whose preflight the cache spares. */
export interface Route {
  /** `there`: it is so already. `withheld`: it could be so, but that is not advised. */
  state: "there" | "possible" | "withheld" | "impossible";
  /** What is to be done, all of it. */
  steps: {
    /** The code of the trigger, or of the reason for the miss, that it answers. */
    answers: string;
    /** The code of a {@link Recipe}. */
    recipe: string;
    text: string;
    risk?: string;
    changes: Change[];
    /** What it alone would have made of the endpoint's preflights. Empty if nothing of the endpoint was recorded, and behind the first 64 steps. */
    saves: Difference[];
  }[];
  /** What is not advised, as the preflight may be what protects the endpoint, or a value is a secret. */
  withheld: {
    code: "required-header" | "csrf-token" | "requested-with" | "graphql-body" | "cookies" | "secret";
    /** The code of the trigger that stays. */
    trigger: string;
    /** The header's name or the method. */
    name: string;
    text: string;
    source: string;
  }[];
  /** What all steps together would have made of the endpoint's preflights. */
  saves: Difference[];
}

/** The smallest changes about one request. */
export interface MinimalSet {
  /** Every reason for its preflight, in the order of the standard. */
  triggers: Trigger[];
  /** The endpoint that it belongs to. */
  endpoint: string;
  /** So that it needs no preflight. */
  toSimple: Route;
  /** So that the cache spares its preflight. */
  toHit: Route;
}

/** Something that pages and servers do to have fewer preflights. */
export interface Recipe {
  /** Stable kebab-case code. */
  code: string;
  title: string;
  /** When it applies. */
  when: string;
  /** What to do; `{}` stands for the header's name or the method. */
  text: string;
  /** What it changes about preflights. */
  effect: string;
  /** What it takes. */
  cost: string;
  /** What may go wrong. */
  risk?: string;
  /** Definitions, and threads of those who did it. */
  sources: string[];
}

export interface ForecasterOptions {
  /** The page's origin, for example `"https://app.example"`; `"null"` for an opaque one. */
  origin: string;
  /** Default `"standard"`. */
  engine?: Engine;
  /** How servers answer preflights, as far as it is known. Default: nothing is, and what forecasts say of it is assumed. */
  policies?: readonly Policy[];
}

/** Holds a page's origin, an engine's rules, what is known of servers, and a preflight cache. */
export interface Forecaster {
  /** Says what will happen. Changes nothing. `at` is in milliseconds of any clock that goes forward. */
  predict(request: RequestDescription, at?: number): Forecast;
  /**
   * Plays the whole exchange and leaves the cache as the browser would.
   * `server` answers each request; `null` means that there was no connection.
   */
  simulate(
    request: RequestDescription,
    server: (request: WireRequest) => WireResponse | null,
    at?: number,
  ): Simulation;
  /**
   * {@link Forecaster.simulate} for requests that are under way at the same time. `server` is asked in the order in which
   * requests arrive; an answer is there when its `after` is over. Default for `at`: now.
   */
  simulateAll(
    calls: ReadonlyArray<{ request: RequestDescription; at?: number }>,
    server: (request: WireRequest) => WireResponse | null,
  ): Simulation[];
  /**
   * Learns how a server answers the preflight of `request`. What the page was taken to be permitted on an assumption is
   * judged anew.
   *
   * @throws TypeError with a `code`, also if no page can make such a request (`"request-refused"`).
   */
  learn(request: RequestDescription, response: WireResponse, options: LearnOptions): Learned;
  /**
   * The page makes this request: what its preflight is answered, as far as is known or assumed, is in the cache from now
   * on, and the journal has it (without header values, user names and passwords).
   */
  record(request: RequestDescription, at?: number): void;
  /** What the recorded requests have cost in each engine, and what of it could be spared. */
  report(): JournalReport;
  /** What changes would have made of the recorded requests' preflights: all of them are played again, in each engine. */
  whatIf(changes: readonly Change[]): Difference[];
  /** The smallest changes after which a request needs no preflight, or after which the cache spares it. */
  minimalSet(request: RequestDescription, at?: number): MinimalSet;
  /** Empties the preflight cache. */
  clear(): void;
}

/**
 * Makes a forecaster. Synchronous: the WebAssembly is instantiated at the first call.
 *
 * @throws TypeError with a `code`, naming the field and what would be right.
 * @throws Error if the WebAssembly cannot be started; its `code` is `"wasm-refused"` (by the page's
 *   Content-Security-Policy, which needs `'wasm-unsafe-eval'`), `"wasm-missing"` or `"wasm-failed"`.
 */
export function createForecaster(options: ForecasterOptions): Forecaster;

/** The answer to a `fetch()` of `cors-forecast/core.wasm`: a `Response`, as far as it is looked at. */
export interface CoreResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * Starts the core without holding up the page: WebAssembly is compiled beside the page's thread, and the first call of
 * {@link createForecaster}, {@link recipes} or {@link decodeConsoleError} finds it ready. None of them needs it.
 *
 * @param source `fetch(url)` with the URL of `cors-forecast/core.wasm`, or its bytes. Default: what is inlined, which has to be
 *   unpacked on the page's thread.
 * @throws Error with the `code` that {@link createForecaster} would throw.
 */
export function loadCore(
  source?: CoreResponse | ArrayBuffer | ArrayBufferView | PromiseLike<CoreResponse | ArrayBuffer | ArrayBufferView>,
): Promise<void>;

/** The catalogue of what is known to help. */
export function recipes(): Recipe[];

/** Of which answer a console speaks; `"before"`: of none, nothing was sent; `"unknown"`: it does not tell. */
export type ErrorStage = "before" | "preflight" | "actual" | "redirect" | "unknown";

/** An error of a browser's console, read. */
export interface DecodedError {
  /** Whose console it was. Absent for what libraries throw in every browser. */
  engine?: Exclude<Engine, "standard">;
  /**
   * Stable kebab-case code: that of the {@link ForecastError} of a request that fails so, or `"local-network-access"`,
   * `"authorization-by-wildcard"`, `"reason-not-told"`.
   */
  code: string;
  /** Other codes of which the text would have said the same. */
  alsoPossible: string[];
  /** The step of the standard that decides; empty if that is not known. */
  step: string;
  stage: ErrorStage;
  /** What made the request: `"fetch"`, `"xhr"`, `"event-source"`, `"beacon"`, `"script"`, `"stylesheet"`, `"font"`, `"image"`, …. */
  kind?: string;
  /** What could not be loaded, without a user name and password. */
  url?: string;
  /** What has redirected there. */
  redirectedFrom?: string;
  /** The page's origin; `"null"` for a sandboxed frame, a page from a file, and after a redirect to another origin. */
  origin?: string;
  /** The method that was refused, or that of the request. */
  method?: string;
  /** The request header that was refused. */
  header?: string;
  /** The value that the server has sent instead of a right one. */
  value?: string;
  /** The answer's status. */
  status?: number;
  /** What it means, in a sentence or two. */
  meaning: string;
  /** What the text does not tell, though it may look so. */
  unsaid?: string;
  /** What to do. What the console has not told stands in angle brackets. */
  fix: {
    text: string;
    /** What the server has to send. */
    headers: [name: string, value: string][];
    /** What may go wrong. */
    risk?: string;
  };
}

/**
 * What the console of Chrome, Edge, Firefox or Safari means by what it has printed of a request that CORS has failed: which step,
 * why, and what the server has to answer instead. `text` may be pasted with what stands around it, and have several errors; the
 * result is empty if it has none.
 *
 * @throws TypeError with the `code` `"invalid-text"` if `text` is not a string.
 */
export function decodeConsoleError(text: string): DecodedError[];

/** How loud a finding is. `off`: it is not made. */
export type RuleSeverity = "off" | "info" | "warn" | "error";

/** Says of a URL whether it is meant: a string is a part of it. */
export type UrlMatcher = string | RegExp | ((url: string) => boolean);

export interface InstallOptions {
  /** The engine whose rules apply. Default: the one that runs the page. */
  engine?: Engine;
  /** Whether each report has the forecasts of all three browsers, too ({@link Report.forecasts}). */
  engines?: "all";
  /**
   * What is printed to the console: nothing, a table by endpoint when the page is quiet or left, each finding besides, or
   * each preflighted call, too. Default `"off"`; `cors-forecast/auto` installs with `"findings"`.
   */
  level?: "off" | "summary" | "findings" | "all";
  /** Other severities for findings, by their code. */
  rules?: Readonly<Record<string, RuleSeverity>>;
  /** The only URLs that are watched. */
  include?: UrlMatcher | readonly UrlMatcher[];
  /** URLs that are not watched. */
  exclude?: UrlMatcher | readonly UrlMatcher[];
  /** Decides about each new finding in the place of the console; `print()` prints it all the same. */
  onFinding?: (finding: ObservedFinding, print: () => void) => void;
  /** What is shown of a URL. Default: all but the values of its query and its fragment. */
  redact?: (url: string) => string;
  /**
   * Forecasts what happens once the page is deployed: requests to the page's own origin are taken for ones from `origin`
   * and, if their path begins with a key of `routes`, to its value. For development servers that pass `/api` on.
   */
  as?: { origin: string; routes?: Readonly<Record<string, string>> };
}

/** A call of the page's, and what was forecast for it. Never holds a header's value. */
export interface Report {
  /** Counts up from 1. */
  id: number;
  /** Milliseconds since the epoch, when the page made the call. */
  at: number;
  api: "fetch" | "fetchlater" | "xhr" | "beacon" | "eventsource";
  /** As the page wrote it. */
  method: string;
  /** Absolute, without user name and password, as {@link InstallOptions.redact} shows it. */
  url: string;
  /** Origin and template, for example `https://api.example/users/:id?page`. */
  endpoint: string;
  engine: Engine;
  forecast: Forecast;
  /** By engine, if `engines: "all"` was asked for. */
  forecasts?: { chromium: Forecast; firefox: Forecast; webkit: Forecast };
  /**
   * What the browser's own timing says about the forecast, as soon as there is a response; `unknown` unless the server
   * lets the page see it (`Timing-Allow-Origin`), and seldom known then. A wait in which no preflight was ever done (under a
   * millisecond, told by Chromium's clock only) refutes one; a long wait no more than supports it, and says nothing of a hit.
   */
  evidence: "supported" | "refuted" | "unknown";
  /** Names of headers that libraries have added between the page's call and `fetch()` ({@link Installation.attribute}). */
  added?: string[];
  /** The origin that the page was taken to have ({@link InstallOptions.as}). */
  as?: string;
}

/** Something worth knowing: a rule at an endpoint, with what offends it. Told once, then counted. */
export interface ObservedFinding {
  /** Stable kebab-case code: of a {@link Trigger}, a miss ({@link MissCode}), a {@link ForecastError}, or `"request-failed"`. */
  code: string;
  severity: "info" | "warn" | "error";
  /** Origin and template. */
  endpoint: string;
  /** The header's name, the method, or what else offends; empty if it is the request as a whole. */
  part: string;
  text: string;
  /** The definition or step that decides. */
  spec?: string;
  /** What helps best. */
  fix?: { text: string; risk?: string };
  /** Libraries that are known to add the header. */
  addedBy?: { library: string; setting: string; risk?: string }[];
  /** What a statement about the server's answer rests on. */
  basis?: Basis;
  /** Where in the page's code the call was made, if it was noted. */
  site?: string;
  /** How many calls it was found in. */
  calls: number;
  /** How many preflights were forecast for them. */
  preflights: number;
}

/** What was forecast for an endpoint so far. */
export interface ObservedEndpoint {
  /** Origin and template. */
  endpoint: string;
  calls: number;
  preflights: number;
  /** Preflights that the cache was forecast to spare. */
  hits: number;
  /** Preflights that it would have spared, had the call been like an earlier one. */
  busts: number;
  /** The most frequent reason for a preflight. */
  cause: string;
}

export type Listener = (report: Report) => void;

export interface Installation {
  /**
   * Gives back the originals, or only passes calls through from now on where someone else has wrapped ours.
   */
  uninstall(): void;
  /** Calls `listener` for each report from now on; the returned function ends that. */
  on(listener: Listener): () => void;
  /** The latest reports of requests that are not plainly to the page's own origin, oldest first (at most 200). */
  reports(): Report[];
  /** All findings so far (at most 300). */
  findings(): ObservedFinding[];
  /** By endpoint; the most preflights first (at most 300). */
  summary(): ObservedEndpoint[];
  /**
   * Call it once other libraries have wrapped `fetch` and `XMLHttpRequest`, after `install()` was called before them: what
   * they add is then told from what the page asked for.
   */
  attribute(): void;
  /** Watches a same-origin frame or window, too: its `contentWindow`. */
  cover(scope: object): void;
  /**
   * Asks a server without CORS, to tell a network that is down from an answer that CORS does not accept. This is a real
   * GET, which is why it is never made by itself.
   *
   * @throws TypeError if `url` is none.
   */
  diagnose(url: string): Promise<{ reachable: boolean | undefined; text: string }>;
  /** Whether the wrapper is at work; false if something on our side failed and everything was left as it was. */
  readonly active: boolean;
  /**
   * How many calls have no report: too many at once, or arguments that cannot be described without touching them, for
   * example an object as URL that converts itself to a string. Calls with an aborted signal send nothing and do not
   * count.
   */
  readonly unreported: number;
  /** How many calls went to the page's own origin at first sight; nothing else is noted of them. */
  readonly sameOrigin: number;
}

/**
 * Wraps `fetch`, `fetchLater`, `XMLHttpRequest`, `navigator.sendBeacon` and `EventSource`. The page does not notice.
 * Installing twice gives the first installation back, also across copies of the package, with the options that are new.
 * Never throws; an option that is wrong is named in the console and left out.
 *
 * In production builds it does nothing; `cors-forecast/standalone` has the same function without that gate.
 */
export function install(options?: InstallOptions): Installation;
