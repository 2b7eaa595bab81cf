import type { CoreResponse } from "./index.js";

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

/**
 * Starts the module without holding up the page: WebAssembly is compiled beside the page's thread. Nothing here needs it.
 *
 * @param source `fetch(url)` with the URL of `cors-forecast/server.wasm`, or its bytes. Default: what is inlined.
 * @throws Error with the `code` `"wasm-refused"`, `"wasm-missing"` or `"wasm-failed"`.
 */
export function loadServer(
  source?: CoreResponse | ArrayBuffer | ArrayBufferView | PromiseLike<CoreResponse | ArrayBuffer | ArrayBufferView>,
): Promise<void>;
