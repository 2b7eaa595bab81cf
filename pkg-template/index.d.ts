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
  possible?: { code: "purged-by-chance" | "spared-by-chance" | "address-refreshed"; text: string }[];
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
  /** In a sentence. */
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
   * on.
   */
  record(request: RequestDescription, at?: number): void;
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

export interface InstallOptions {
  /** The engine whose rules apply. Default: the one that runs the page. */
  engine?: Engine;
  /** Whether to print each finding once to the console, as `cors-forecast/auto` does. Default `false`. */
  console?: boolean;
}

/** A call of the page's, and what was forecast for it. Never holds a header's value. */
export interface Report {
  /** Counts up from 1. */
  id: number;
  /** Milliseconds since the epoch, when the page made the call. */
  at: number;
  api: "fetch";
  /** As the page wrote it. */
  method: string;
  /**
   * Absolute, query included, without user name and password; of a long `data:` URL only the scheme; as the page wrote it if
   * it is not a valid URL.
   */
  url: string;
  engine: Engine;
  forecast: Forecast;
}

export type Listener = (report: Report) => void;

export interface Installation {
  /** Gives back the original `fetch`, or only passes calls through from now on if someone else has wrapped ours. */
  uninstall(): void;
  /** Calls `listener` for each report from now on; the returned function ends that. */
  on(listener: Listener): () => void;
  /** The latest reports, oldest first (bounded). */
  reports(): Report[];
  /** Whether the wrapper is at work; false if something on our side failed and `fetch` was left as it was. */
  readonly active: boolean;
  /**
   * How many calls have no report: too many at once, or arguments that cannot be described without touching them, for
   * example an object as URL that converts itself to a string. Calls with an aborted signal send nothing and do not
   * count.
   */
  readonly unreported: number;
}

/**
 * Wraps `globalThis.fetch`. The page does not notice. Installing twice gives the first installation back, also across
 * copies of the package. Never throws.
 *
 * In production builds it does nothing; `cors-forecast/standalone` has the same function without that gate.
 */
export function install(options?: InstallOptions): Installation;
