// Myths about what servers have to answer, and about the cache.

import { echoing, granting, open } from "../../presets/servers.ts";
import type { Call, Header } from "../../types.ts";
import { by, type Card } from "../types.ts";

const CHECK = "concept-cors-check";
const RESPONSES = "http-responses";
const put: Call = { method: "PUT" };
const TWICE = "OPTIONS, PUT → 200; OPTIONS, PUT → 200";
const ONCE = "OPTIONS, PUT → 200; PUT → 200";

const saysOrigin = (value: string): Card["calls"] => [
  { call: {}, policy: { actual: { headers: [["Access-Control-Allow-Origin", value]] } } },
];

export const ofAnswers: readonly Card[] = [
  {
    id: "myth-simple",
    title: "Simple requests need no CORS headers.",
    text: "They need no preflight. To be read, the answer needs Access-Control-Allow-Origin all the same.",
    calls: "actual-without-origin",
    expects: "GET → fails",
    because: ["allow-origin-missing"],
    spec: { at: CHECK, quote: "If origin is null, then return failure." },
  },
  {
    id: "myth-options-listed",
    title: "Access-Control-Allow-Methods must contain OPTIONS.",
    text: "It lists what may follow. OPTIONS is the question itself, and nobody asks for that.",
    calls: [{ call: put, policy: { preflight: granting("PUT") } }],
    mark: ["Access-Control-Allow-Methods: PUT"],
    expects: "OPTIONS, PUT → 200",
    because: ["method-not-safelisted"],
    spec: { at: "http-access-control-request-method", quote: "Indicates which method a future CORS request to the same resource might use." },
  },
  {
    id: "myth-get-listed",
    title: "GET and POST must be in Access-Control-Allow-Methods.",
    text: "The three safe methods are allowed without being listed. Here the answer has no such header at all.",
    calls: [
      {
        call: { method: "POST", headers: [["X-A", "1"]] },
        policy: { preflight: { headers: [...(open.headers ?? []), ["Access-Control-Allow-Headers", "X-A"]] } },
      },
    ],
    expects: "OPTIONS, POST → 200",
    because: ["header-not-safelisted"],
    spec: { at: "cors-preflight-fetch-0" },
  },
  {
    id: "myth-404",
    title: "The status of an OPTIONS is of no importance, its headers are.",
    text: "All headers are right, and the status is 401. From 200 to 299 is success; anything else fails, in every browser.",
    calls: [{ call: put, policy: { preflight: { ...granting("PUT"), status: 401 } } }],
    mark: ["401"],
    expects: "OPTIONS → fails",
    because: ["preflight-status-not-ok"],
    spec: { at: "ok-status", quote: "An ok status is a status in the range 200 to 299, inclusive." },
  },
  {
    id: "myth-204",
    title: "A preflight has to be answered with 204.",
    text: "200 is as good, and so is any other status up to 299. A body does no harm either.",
    calls: "options-200",
    mark: ["200"],
    expects: "OPTIONS, PUT → 200",
    because: ["method-not-safelisted"],
    spec: { at: RESPONSES, quote: "restricted to an ok status, e.g., 200 or 204." },
  },
  {
    id: "myth-star-authorization",
    title: "`Access-Control-Allow-Headers: *` covers `Authorization`.",
    text: "With credentials it covers nothing. Without them the standard excludes `Authorization`; browsers let it pass for now, and two of three ask again each time.",
    calls: [
      {
        call: { credentials: "include", headers: [["Authorization", "Bearer demo"]] },
        policy: { preflight: granting("GET", "*") },
      },
    ],
    mark: ["Authorization", "*"],
    expects: "OPTIONS → fails",
    because: ["header-not-allowed"],
    spec: { at: "cors-non-wildcard-request-header-name" },
  },
  {
    id: "myth-list",
    title: "Access-Control-Allow-Origin takes several origins.",
    text: "It takes one, or `*`. A server with several has to look at `Origin` and answer with that one.",
    calls: saysOrigin("https://www.example, {origin}"),
    mark: ["https://www.example, https://app.example"],
    expects: "GET → fails",
    because: ["allow-origin-multiple"],
    spec: { at: "http-access-control-allow-origin" },
  },
  {
    id: "myth-subdomains",
    title: "`https://*.example` allows all subdomains.",
    text: "The star stands alone or is a star. What is not the origin byte by byte is refused.",
    calls: saysOrigin("https://*.example"),
    mark: ["*.example"],
    expects: "GET → fails",
    because: ["allow-origin-mismatch"],
    spec: { at: CHECK, quote: "If the result of byte-serializing a request origin with request is not origin, then return failure." },
  },
  {
    id: "myth-vary",
    title: "Without `Vary: Origin` the browser refuses.",
    text: "No browser looks at it for CORS. It is for HTTP caches, that they don’t hand one origin’s answer to another; so send it, if the answer depends on who asks.",
    calls: [{ call: put, policy: { preflight: granting("PUT") } }],
    mark: ["https://app.example"],
    expects: "OPTIONS, PUT → 200",
    because: ["method-not-safelisted"],
    spec: { at: "cors-protocol-and-http-caches" },
  },
  {
    id: "myth-day",
    title: "`Access-Control-Max-Age: 86400` means a day in Chrome.",
    text: "Chromium keeps it for two hours, WebKit for ten minutes, Firefox for the day. Three hours later two of three ask again.",
    calls: [
      { call: put, policy: echoing(86_400) },
      { call: put, policy: echoing(86_400), wait: 3 * 3600 * 1000 },
    ],
    mark: ["86400"],
    expects: by(TWICE, ONCE, TWICE),
    because: ["expired"],
    spec: {
      at: "cors-preflight-fetch-0",
      quote: "If max-age is greater than an imposed limit on max-age, then set max-age to the imposed limit.",
    },
  },
  {
    id: "myth-per-origin",
    title: "A preflight is remembered for the whole API.",
    text: "It is for one URL. `/items/1` and `/items/2` ask once each, and a list of a hundred asks a hundred times.",
    calls: [
      { call: { ...put, path: "items/1" }, policy: echoing(600) },
      { call: { ...put, path: "items/2" }, policy: echoing(600) },
    ],
    mark: ["items/1", "items/2"],
    expects: TWICE,
    because: ["path-differs"],
    spec: { at: "concept-cache-match" },
  },
  {
    id: "myth-no-max-age",
    title: "Without Access-Control-Max-Age nothing is remembered.",
    text: "It is, for five seconds, in all three browsers. To have none, say `0`.",
    calls: [
      { call: put, policy: echoing() },
      { call: put, policy: echoing() },
    ],
    expects: ONCE,
    because: ["method-not-safelisted"],
    spec: { at: "http-access-control-max-age", quote: "Indicates the number of seconds (5 by default)" },
  },
  {
    id: "myth-cache-control",
    title: "`Cache-Control` on the answer keeps the preflight.",
    text: "That is another cache. Six seconds later the five by default are over, and it asks, whatever Cache-Control says.",
    calls: [0, 6000].map((wait) => ({
      call: put,
      policy: { preflight: { headers: [...(granting("PUT").headers ?? []), ["Cache-Control", "max-age=3600"] as Header] } },
      wait,
    })),
    mark: ["Cache-Control: max-age=3600"],
    expects: TWICE,
    because: ["expired"],
    spec: { at: "cors-preflight-cache" },
  },
];
