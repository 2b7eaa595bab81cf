import type { CoreResponse, Engine, ErrorStage, RequestDescription } from "./index.js";

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
