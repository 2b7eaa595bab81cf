import type { CoreResponse, Engine, ErrorStage, MaxAge, RequestDescription, WireResponse } from "./index.js";

/** Who may ask: `"*"` is everybody, but without credentials; otherwise these origins, to the byte. */
export type PermittedOrigins = "*" | readonly string[];

/** What a server permits pages of other origins, in no server's words. */
export interface CorsPolicy {
  origins: PermittedOrigins;
  /** The path that it is for, and those below it. Default: `"/"`, which is all. */
  path?: string;
  /** The methods of their requests, GET and POST included: some frameworks refuse what is not among them. Default: none. */
  methods?: readonly string[];
  /** The names of the headers that preflights ask for, in lower case. Default: none. */
  headers?: readonly string[];
  /** The names of the answers' headers that scripts may read beyond those that they may read anyway. Default: none. */
  exposeHeaders?: readonly string[];
  /** Whether requests may carry cookies and the like. Default: `false`. */
  credentials?: boolean;
  /** How long a permission is to last, in seconds. Default: the header is left out. */
  maxAge?: number;
}

/** A server, framework or proxy that a configuration can be written for. */
export type Stack =
  | "express"
  | "fastify"
  | "koa"
  | "hono"
  | "nest"
  | "node-http"
  | "flask"
  | "django"
  | "fastapi"
  | "aiohttp"
  | "gin"
  | "rs-cors"
  | "jub0bs-cors"
  | "actix-web"
  | "axum"
  | "spring-boot"
  | "aspnet-core"
  | "rails"
  | "nginx"
  | "apache"
  | "caddy"
  | "cloudflare-workers"
  | "aws-api-gateway"
  | "aws-cloudfront"
  | "vite-proxy"
  | "webpack-proxy";

/** Whether what is written was run in the server that it is for: with these versions, or not, and why. */
export type Verified = { with: string } | { not: string };

/** A server as lists show it. */
export interface StackSummary {
  id: Stack;
  title: string;
  /** The language of its configuration, as highlighters call it. */
  language: string;
  verified: Verified;
}

/** A policy as a server's configuration. */
export interface Configuration {
  stack: Stack;
  title: string;
  /** The code's language, as highlighters call it. */
  language: string;
  /** The file that it goes into. */
  file: string;
  /** What to install first. */
  install?: string;
  /** What to type. */
  code: string;
  /** Where in the file it goes. */
  place: string;
  /** What goes wrong there, and how this avoids it. */
  pitfalls: string[];
  verified: Verified;
}

/** The servers that {@link configure} writes for. */
export function stacks(): StackSummary[];

/**
 * The policy in the words of a server.
 *
 * @throws TypeError with a `code` for a policy that is a hole (`"any-origin-with-credentials"`, `"null-origin"`,
 *   `"origin-pattern"`), or can't be written (`"invalid-origin"`, `"no-origins"`, `"invalid-name"`, `"wildcard"`, `"forbidden"`,
 *   `"invalid-path"`, `"invalid-policy"`), and for another stack (`"invalid-stack"`). Its message says what to write instead.
 */
export function configure(policy: CorsPolicy, stack: Stack): Configuration;

/** A request that stood in a text. */
export interface PastedRequest {
  kind: "request";
  method: string;
  /** The path with its query, or a whole URL, as it stood there. */
  target: string;
  /** The values of all but `Origin`, `Host` and `Access-Control-Request-*` are left out. */
  headers: [name: string, value: string][];
}

/** An answer that stood in a text. */
export interface PastedResponse {
  kind: "response";
  /** Absent where only header lines were pasted. */
  status?: number;
  /** The values of cookies are left out. */
  headers: [name: string, value: string][];
  /** The beginning of the body, 2,048 bytes at most. */
  body: string;
}

/**
 * Reads requests and answers out of what `curl -i` or `curl -v` has printed, or DevTools have copied. What belongs to none is
 * passed over; the result is empty if there is none.
 *
 * @throws TypeError with the `code` `"invalid-text"` if `text` is not a string.
 */
export function readPasted(text: string): (PastedRequest | PastedResponse)[];

/** A request that a page was seen to make. */
export interface PageRequest {
  /** The page's origin; `"null"` for an opaque one. */
  origin: string;
  /** What it asked for. */
  request: RequestDescription;
  /** How often. Default 1. */
  count?: number;
  /** What its preflight was answered, if that was seen. */
  preflight?: WireResponse;
  /** What it was answered itself. Of headers other than CORS's, only names are looked at. */
  answer?: WireResponse;
}

export interface SynthesisOptions {
  /**
   * Whose pages are to be let in. What pages of a developer's machine were seen to ask for is then taken for what these will
   * ask for; so is what any page asked for, if none of these was seen. `["*"]` is everybody, and only without credentials.
   * Default: those that were seen.
   */
  origins?: readonly string[];
  /** Seconds for `Access-Control-Max-Age`. Default: 7200 if there are preflights. */
  maxAge?: number;
  /** Answers' headers that scripts are to read, beside those that they were let read so far. */
  exposeHeaders?: readonly string[];
  /** Whether the policy is for the narrowest path that has all requests. Default: for all paths. */
  narrowPath?: boolean;
}

/** A part of a policy. */
export type PolicyPart =
  | { part: "origin"; origin: string }
  | { part: "method"; method: string }
  | { part: "header"; header: string }
  | { part: "credentials" }
  | { part: "expose-header"; header: string }
  | { part: "max-age"; seconds: number };

/** Why a part of a policy is there; `example` is a request's method and URL, without its query. */
export type PolicyReason = PolicyPart & {
  /** The same for people. */
  text: string;
} & (
    | { why: "refused"; requests: number; engines: Engine[]; example: string; code: string; message: string }
    | { why: "used"; requests: number; example: string }
    | { why: "read-so-far"; requests: number }
    | { why: "spares"; requests: number }
    | { why: "wanted" }
  );

/** Requests that are not let through, and what to do instead. */
export type NotPermitted = {
  requests: number;
  /** One of them: method and URL, without its query. */
  example: string;
  text: string;
} & (
  | { code: "opaque-origin" }
  | { code: "origin-not-listed"; origin: string }
  | { code: "mixed-content"; origin: string; server: string }
  | { code: "not-made"; reason: string; message: string }
  | { code: "name-not-writable"; name: string }
);

/** The least policy of a server. */
export interface ServerPolicy {
  /** The server's origin. */
  server: string;
  policy: Required<Omit<CorsPolicy, "maxAge">> & { maxAge?: number };
  /** The path that all requests are at or below; what looks like an id ends it. */
  narrowestPath: string;
  /** How many requests need permission first, in the engine where most do. */
  preflighted: number;
  /** Why each part of the policy is there, in its order. */
  reasons: PolicyReason[];
  /** What each engine makes of the Max-Age; empty without one. */
  keptFor: { engine: Engine; maxAge: MaxAge }[];
  /** What would make requests need no permission at all, the most first: all steps together. */
  simpler: { requests: number; example: string; steps: { answers: string; recipe: string; text: string; risk?: string }[] }[];
  /** What is not advised to that end, and why. */
  withheld: { code: string; name: string; requests: number; text: string; source: string }[];
  /** Where the answers that were seen have a `*`; `credentials`: how many it did not count for. */
  wildcards: { header: string; requests: number; credentials: number; text: string }[];
  /** Headers of the answers that scripts can't read: name them in `exposeHeaders` if yours do. */
  hidden: { header: string; requests: number }[];
  /** Pages whose requests stand for those of the permitted ones; they are not let in. */
  standIns: { origin: string; requests: number; text: string }[];
  /** What it takes so that the answers that were seen permit it. Absent if none was seen. */
  changes?: Changes;
  /**
   * Every request against the policy in every engine, each with an empty cache. Of those that differ in nothing that decides,
   * one is played.
   */
  verified: {
    passed: number;
    /** Requests times engines. */
    total: number;
    /** What fails whatever the policy is. */
    failures: { example: string; requests: number; engines: Engine[]; code: string; message: string }[];
  };
}

export interface Synthesis {
  /** Ascending by origin. */
  servers: ServerPolicy[];
  /** What no policy lets through, or should. */
  notPermitted: NotPermitted[];
  /** How many requests went to their page's own origin, which needs no permission. */
  sameOrigin: number;
  /** How many were made in mode `no-cors` or the like. */
  noCors: number;
}

/**
 * The least policy for each server that lets the requests through that were seen. Without any one of its origins, methods,
 * headers or credentials, a request fails in an engine; GET, HEAD and POST are in it where they are used, as some frameworks
 * refuse what they don't list.
 *
 * @throws TypeError with a `code` if there is none: what {@link configure} refuses, `"nothing-seen"`, `"nothing-cross-origin"`,
 *   `"nothing-permittable"`, `"invalid-seen-origin"`, or that of a field. Its message says what to do instead.
 */
export function synthesize(requests: readonly PageRequest[], options?: SynthesisOptions): Synthesis;

/** An answer that a server gave. */
export interface ExistingAnswer {
  /** To a preflight, or to a request. */
  kind: "preflight" | "actual";
  /** Which origin asked. */
  origin: string;
  /** Whether that was nobody's origin, sent to see whether the server lets everybody in. Default: `false`. */
  foreign?: boolean;
  status: number;
  headers: ReadonlyArray<readonly [name: string, value: string]>;
}

/**
 * The answers in what `curl -i` or `curl -v` has printed, or DevTools have copied. Where the text does not say what was asked
 * and by whom, an answer that lists methods or headers, or says for how long, is one to a preflight, and `origin` has asked.
 *
 * @throws TypeError with the `code` `"invalid-text"` or `"invalid-origin"` if one is no string.
 */
export function existingAnswers(text: string, origin: string): ExistingAnswer[];

/** A change of an answer. */
export type HeaderChange = {
  /** The line that is to be sent then, to the origin that asked. Absent: no line. */
  line?: [name: string, value: string];
  /** For people. */
  text: string;
} & (
  | { change: "answer-preflights" }
  | { change: "status"; from: number }
  | { change: "add-line"; header: string; value: string }
  | { change: "add-members"; header: string; members: string[] }
  | { change: "replace"; header: string; from: string; to: string }
  | { change: "remove-duplicate"; header: string }
  | { change: "remove-line"; header: string }
  | { change: "add-vary" }
);

/** Something that lets in whom nobody has meant to, and what to write instead. */
export type Hole = { text: string } & (
  | { code: "reflects-with-credentials" | "reflects"; origin: string }
  | { code: "allows-null"; credentials: boolean }
  | { code: "any-origin-with-credentials" }
);

/** What is to be changed; nothing else is, as it may be there for others. */
export interface Changes {
  /** About the answers to preflights. */
  preflight: HeaderChange[];
  /** About all other answers. */
  actual: HeaderChange[];
  /** What must not stay as it is. */
  holes: Hole[];
}

/**
 * The smallest changes after which a server's answers permit what is needed.
 *
 * @throws TypeError with a `code` for a policy that {@link configure} would refuse, and for answers that are none.
 */
export function mergeInto(existing: readonly ExistingAnswer[], policy: CorsPolicy): Changes;

/**
 * The header lines of the answers to a page of an origin; `undefined` if it may not ask.
 *
 * @throws TypeError with a `code` for a policy that {@link configure} would refuse.
 */
export function policyLines(
  policy: CorsPolicy,
  origin: string,
): { preflight: [name: string, value: string][]; actual: [name: string, value: string][] } | undefined;

/** How an access log is to be read. */
export interface LogOptions {
  /** The only format that is looked for. Default: each line tells its own. */
  format?: LogFormat;
  /** The unit of durations whose own form does not tell: Apache's `%D` (`"us"`) and `%T` (`"s"`), a JSON `duration`. */
  timeUnit?: "s" | "ms" | "us" | "ns";
  /** How many seconds after an `OPTIONS` the request that it was for may begin. Default: 10. */
  windowSeconds?: number;
  /** How many endpoints are listed. Default: 20. */
  top?: number;
}

/** `"nginx"` is combined with `$request_time` behind it. */
export type LogFormat = "common" | "combined" | "nginx" | "json" | "caddy";

/**
 * What `OPTIONS` requests are. Where a log does not tell of `Access-Control-Request-Method`, one is a preflight if the same client
 * has sent another request to the same URL right after it. `preflights`, `unpaired` and `regular` together are `all`.
 */
export interface OptionsCounts {
  all: number;
  /** `certain` and `paired`. */
  preflights: number;
  /** Preflights by their headers. */
  certain: number;
  /** Preflights by the request that followed. */
  paired: number;
  /** Of the certain ones, those whose answer had no status from 200 to 299. */
  refused: number;
  /** Of the certain ones, those that were answered well and that no request has followed. */
  unfollowed: number;
  /** A refused preflight, a closed page, a regular `OPTIONS`, a health check: the log does not tell. */
  unpaired: number;
  /** Of these, those whose answer had no status from 200 to 299. */
  unpairedRefused: number;
  /** What is no preflight: the sum of the following. */
  regular: number;
  withoutHeaders: number;
  /** `OPTIONS *`. */
  forServer: number;
  byWatchers: number;
  /** The user agent is not a browser's. */
  byOthers: number;
}

/** What preflights have of a whole; `share` in hundredths. */
export interface LogShare {
  all: number;
  preflights: number;
  share: number;
}

/** In milliseconds. */
export interface LogLatency {
  count: number;
  median: number;
  p90: number;
  p99: number;
}

/** For how long browsers keep what preflights permit, by what the same clients did. In seconds. */
export interface Lasting {
  /** `Access-Control-Max-Age` of the last answer, if the log has it. */
  stated?: number;
  /** How many answers had none, if the log tells. */
  absent?: number;
  /** Preflights of a client that had one for the same URL and method before. */
  repeats: number;
  /** The time between them, the median. */
  repeatedAfter?: number;
  repeatsWithin600: number;
  repeatsWithin7200: number;
  /** Requests that needed no other preflight. */
  spared: number;
  atLeast?: number;
  atMost?: number;
  /** Preflights of a client that had one for another URL of the endpoint before. */
  otherUrl: number;
  otherMethod: number;
}

export interface LogEndpoint {
  /** Host, if the log has it, and path: `/users/:id`. Never a query. */
  endpoint: string;
  /** Other than `OPTIONS`, from its first `OPTIONS` on. */
  requests: number;
  options: OptionsCounts;
  /** Preflights for each hundred other requests. */
  perHundred?: number;
  statuses: { status: number; count: number }[];
  /** Seconds from a preflight to its request, the median. */
  gap?: number;
  /** Milliseconds of the server spent on preflights. */
  time?: number;
  lasting: Lasting;
}

/** Something that can be helped, or should be known. */
export interface LogFinding {
  code:
    | "preflights-refused"
    | "nothing-followed"
    | "max-age-absent"
    | "max-age-zero"
    | "max-age-malformed"
    | "max-age-short"
    | "preflights-repeated"
    | "url-churn"
    | "headers-not-logged"
    | "bad-lines";
  severity: "warning" | "info";
  endpoint?: string;
  count: number;
  seconds?: number;
  statuses?: number[];
  text: string;
}

/** What an access log tells of preflights. No address, no user agent and no query is in it. */
export interface LogReport {
  lines: number;
  bytes: number;
  formats: { format: LogFormat; lines: number }[];
  /** Milliseconds since 1970. */
  from?: number;
  to?: number;
  /** Lines without a time that can be read. */
  untimed: number;
  /** Lines with an earlier time than the one before them. */
  backwards: number;
  requests: number;
  options: OptionsCounts;
  /** Preflights in a hundred requests. */
  share: number;
  /** In bytes of answers. */
  traffic?: LogShare;
  /** In milliseconds of the server. */
  time?: LogShare;
  preflightLatency?: LogLatency;
  otherLatency?: LogLatency;
  /** For how many `OPTIONS` the log tells whether they had an `Access-Control-Request-Method`. */
  withHeaders: number;
  endpoints: LogEndpoint[];
  unlisted: { endpoints: number; options: number; preflights: number; beyond: number };
  findings: LogFinding[];
  badLines: number;
  bad: { code: string; count: number; first: number[]; text: string }[];
  /** `OPTIONS` that were forgotten, as too many others came, before their request could have come. */
  forgotten: number;
}

/**
 * Reads a server's access log for its preflights. It may be of any length: what is kept is bounded.
 *
 * @throws TypeError with a `code` for options that can't be, and for bytes after `finish()` (`"finished"`).
 */
export class AccessLog {
  constructor(options?: LogOptions);
  /** Reads what comes next of the log; it may end anywhere in a line. */
  feed(bytes: Uint8Array): void;
  /** What the log tells. Its last line needs no end. */
  finish(): LogReport;
}

/** A request as it was sent. Of a page's own request no value but that of `Origin` is looked at, and none is kept. */
export interface SeenRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers: ReadonlyArray<readonly [name: string, value: string]>;
}

/** A server's answer. */
export interface SeenAnswer {
  status: number;
  /** Header lines in order; a repeated name is a repeated line. */
  headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** How the body begins; a few hundred characters are enough to tell who wrote it. */
  body?: string;
  /** How long the body is, in bytes. */
  bodyLength?: number;
  /** How long it took, in milliseconds. Default 0. */
  after?: number;
  /** The protocol's ALPN identifier; only streams as bodies care. */
  protocol?: string;
}

/** A request, and what came of it. */
export interface SeenCall {
  request: SeenRequest;
  /** `null` or absent: no answer came. */
  answer?: SeenAnswer | null;
}

/** What was seen of a server. Only what it shows is claimed: the more of it there is, the more can be said. */
export interface SeenExchange {
  /** The page's origin: `"https://app.example"`, or `"null"`. */
  origin: string;
  /** Whether the request includes credentials; where `request` is there, that says it. Default: `false`. */
  credentials?: boolean;
  /** The page's request, where it is known. Default: what the preflight asks for. */
  request?: RequestDescription;
  /** The preflight; absent if none was seen. */
  preflight?: SeenCall;
  /** The request itself; absent if it was not seen. */
  actual?: SeenCall;
  /**
   * What else the same server was asked: the same from other origins ({@link lookAlikeOrigins}) or without `Origin`, `OPTIONS`
   * that is no preflight, other methods and headers, what it answers with an error.
   */
  probes?: readonly SeenCall[];
  /** Origins, methods and header names in `probes` that were made up, so that no list of the server's has them. */
  madeUp?: readonly string[];
}

/** How sure something is: the answers show it; they are as they would be; they leave it open. */
export type Certainty = "certain" | "likely" | "possible";

/** How much a finding matters. */
export type Gravity = "critical" | "high" | "medium" | "low" | "info";

/** What an engine makes of an exchange, as far as it was seen. */
export interface EngineVerdict {
  engine: Engine;
  verdict: "permitted" | "preflight-permitted" | "refused" | "not-seen";
  /** The code of the failure that the engine's console tells of. */
  code?: string;
}

/** Something that fails, or is hazardous although it passes. */
export interface ServerFinding {
  /** Stable kebab-case code. Of a failure, that of the `ForecastError`, and of what `decodeConsoleError` reads. */
  code: string;
  /** Whether a request fails by it. */
  fails: boolean;
  severity: Gravity;
  certainty: Certainty;
  /** Which answer shows it. */
  stage: ErrorStage;
  /** The response header that it is about. */
  header?: string;
  /** What the server has sent there, all lines together. */
  value?: string;
  /** The part of `value` that is meant; `value.slice(offset, offset + length)`. */
  part?: { offset: number; length: number };
  /** The answer's status, where it is about that. */
  status?: number;
  /** The standard's step; empty where it has none. */
  step: string;
  /** Where to read it. */
  spec: string;
  /** Which engines are hit. */
  engines: Engine[];
  /** Whose consoles show this one. */
  shownBy?: Engine[];
  /** Which origins are hit; `"*"` for any. */
  origins: string[];
  /** The code of the failure that it is the cause of. */
  causeOf?: string;
  /** What it means. */
  meaning: string;
  /** What to do. What is not known stands in angle brackets. */
  fix: {
    text: string;
    /** What the server has to send. */
    headers: [name: string, value: string][];
    /** What may go wrong. */
    risk?: string;
  };
}

/** Who may have given an answer. */
export interface Fingerprint {
  /** The framework, library or server; absent where the answer tells only what has happened. */
  who?: string;
  certainty: Certainty;
  means: string;
  fix: string;
  /** What it rests on: status, header lines, the body's text. */
  evidence: string[];
  /** With what it was measured. */
  measured?: string;
}

/** What a server's answers show. */
export interface Diagnosis {
  engines: EngineVerdict[];
  /** What fails, in the order of the standard, and then what is hazardous, causes first and then the worst. */
  findings: ServerFinding[];
  /** Who may have answered; empty if nothing tells. */
  answeredBy: Fingerprint[];
  /** The preflight for a POSIX shell, where one was seen. */
  curl?: string;
}

/**
 * Judges what was seen of a server: preflight, the request itself, and what others were answered. A browser stops at the
 * first failure; this goes on.
 *
 * @throws TypeError with a `code`: `"invalid-origin"`, `"request-refused"` if no page can make such a request, and
 *   `"invalid-…"` for a field.
 */
export function diagnose(exchange: SeenExchange): Diagnosis;

/** Who may have given this answer to a preflight; empty if nothing tells. */
export function fingerprint(answer: SeenAnswer): Fingerprint[];

/** An origin to ask from, and what it has in common with the right one. */
export interface LookAlike {
  origin: string;
  likeness: "suffix" | "prefix" | "dot" | "scheme" | "subdomain" | "case" | "null" | "unrelated";
}

/** The origins to ask from, to see whether a server takes others for `origin`. Nothing is asked of hosts of these names. */
export function lookAlikeOrigins(origin: string): LookAlike[];

/**
 * The command line that asks for a preflight's answer.
 *
 * @param preflight `preflight` of a forecast.
 * @param shell Default: `"posix"`.
 */
export function curlOf(
  preflight: { url: string; headers: ReadonlyArray<readonly [name: string, value: string]> },
  shell?: "posix" | "powershell" | "cmd",
): string;

/**
 * Starts the module without holding up the page: WebAssembly is compiled beside the page's thread. Nothing here needs it.
 *
 * @param source `fetch(url)` with the URL of `cors-forecast/server.wasm`, or its bytes. Default: what is inlined.
 * @throws Error with the `code` `"wasm-refused"`, `"wasm-missing"` or `"wasm-failed"`.
 */
export function loadServer(
  source?: CoreResponse | ArrayBuffer | ArrayBufferView | PromiseLike<CoreResponse | ArrayBuffer | ArrayBufferView>,
): Promise<void>;
