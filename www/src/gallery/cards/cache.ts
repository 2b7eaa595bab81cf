// The preflight cache: what it keeps, for how long, and in which browser.

import { echoing, granting } from "../../presets/servers.ts";
import type { Call, Policy } from "../../types.ts";
import { by, type Card, type Group } from "../types.ts";

const CACHE = "concept-cache";
const MATCH = "concept-cache-match";
const MAX_AGE = "http-access-control-max-age";
const put: Call = { method: "PUT" };
const star: Policy = {
  preflight: {
    headers: [
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Methods", "*"],
      ["Access-Control-Allow-Headers", "*"],
      ["Access-Control-Max-Age", "600"],
    ],
  },
};

/** The same PUT again, after some milliseconds. */
const again = (policy: Policy, wait: number, call: Call = put): Card["calls"] => [
  { call, policy },
  { call, policy, wait },
];

const TWICE = "OPTIONS, PUT → 200; OPTIONS, PUT → 200";
const ONCE = "OPTIONS, PUT → 200; PUT → 200";

export const cache: Group = {
  kind: "cache",
  lead: "A permission is remembered, for this very URL. Each browser has a cache of its own making.",
  cards: [
    {
      id: "hit",
      title: "The second time is free",
      text: "Access-Control-Max-Age says for how many seconds the answer holds. Until then the same request goes at once.",
      calls: "cache-hit",
      expects: ONCE,
      because: [],
      spec: { at: CACHE },
    },
    {
      id: "five-seconds",
      title: "Without Max-Age: five seconds",
      text: "No header does not mean no cache. At once the request is spared, and six seconds later it asks.",
      calls: "cache-no-max-age",
      expects: "OPTIONS, PUT → 200; PUT → 200; OPTIONS, PUT → 200",
      because: ["expired"],
      spec: { at: "cors-preflight-fetch-0", quote: "If max-age is failure or null, then set max-age to 5." },
    },
    {
      id: "max-age-negative",
      title: "`Max-Age: -1` is none, in browsers",
      text: "By the letter it can’t be parsed, which makes five seconds of it. All three take it for zero.",
      calls: "cache-max-age-negative",
      mark: ["-1"],
      expects: by(TWICE, TWICE, TWICE, ONCE),
      because: ["nothing-kept"],
      spec: { at: MAX_AGE },
    },
    {
      id: "max-age-unit",
      title: "`Max-Age: 600s`: a unit too many",
      text: "It is no number of seconds. Chromium and WebKit keep it for five, Firefox not at all.",
      calls: again(echoing("600s"), 0),
      mark: ["600s"],
      expects: by(ONCE, TWICE, ONCE),
      because: ["nothing-kept"],
      spec: { at: "cors-preflight-fetch-0", quote: "If max-age is failure or null, then set max-age to 5." },
    },
    {
      id: "fifteen-minutes",
      title: "A day, says the server; ten minutes, says WebKit",
      text: "Whatever is asked for, WebKit keeps it for 600 seconds. A quarter of an hour later only Chromium and Firefox remember.",
      calls: again(echoing(86_400), 900_000),
      mark: ["86400"],
      expects: by(ONCE, ONCE, TWICE),
      because: ["expired"],
      spec: {
        at: "cors-preflight-fetch-0",
        quote: "If max-age is greater than an imposed limit on max-age, then set max-age to the imposed limit.",
      },
    },
    {
      id: "query",
      title: "Another query, another preflight",
      text: "The key is the whole URL. A page number, a cursor or `_=timestamp` makes a new one, and Max-Age never comes into play.",
      calls: "cache-query",
      mark: ["?page=2"],
      expects: TWICE,
      because: ["query-differs"],
      spec: { at: MATCH },
    },
    {
      id: "fragment",
      title: "Even another fragment",
      text: "The server never sees what is behind `#`, and the cache does: it compares URLs as they are.",
      calls: "cache-fragment",
      mark: ["#part"],
      expects: TWICE,
      because: ["fragment-differs"],
      spec: { at: MATCH },
    },
    {
      id: "put-delete-put",
      title: "PUT, DELETE, PUT: two questions or three",
      text: "Firefox adds what it learns to what it knows. In Chromium and WebKit the answer for DELETE takes the place of the one for PUT.",
      calls: "cache-methods",
      expects: by(
        "OPTIONS, PUT → 200; OPTIONS, DELETE → 200; OPTIONS, PUT → 200",
        "OPTIONS, PUT → 200; OPTIONS, DELETE → 200; PUT → 200",
        "OPTIONS, PUT → 200; OPTIONS, DELETE → 200; OPTIONS, PUT → 200",
      ),
      because: ["method-not-listed"],
      spec: { at: CACHE },
    },
    {
      id: "volunteered",
      title: "A permission that nobody asked for is kept",
      text: "The server lists `X-A, X-B` when asked for `X-A`. `X-B` is free from then on, without ever having been asked for.",
      calls: "cache-volunteered",
      mark: ['"X-B"', "X-A, X-B"],
      expects: ONCE,
      because: ["method-not-safelisted"],
      spec: { at: "concept-cache-match-header" },
    },
    {
      id: "one-header-more",
      title: "One header more, and it asks for all",
      text: "A server that names only what it is asked for leaves a gap for each new header. The new question lists all of them.",
      calls: "cache-header-added",
      expects: "OPTIONS, GET → 200; OPTIONS, GET → 200",
      because: ["header-not-listed"],
      spec: { at: "concept-cache-match-header" },
    },
    {
      id: "credentials",
      title: "Asked without credentials, not good for those with",
      text: "A permission without credentials does not serve a request that includes them. The same URL in two modes asks twice.",
      calls: "cache-credentials",
      mark: ['credentials: "include"'],
      expects: TWICE,
      because: ["other-credentials"],
      spec: { at: MATCH },
    },
    {
      id: "credentials-back",
      title: "The other way round it serves, but not in Firefox",
      text: "By the standard a permission with credentials is good for both. Firefox keeps them apart.",
      calls: "cache-credentials-back",
      mark: ['credentials: "include"'],
      expects: by(ONCE, TWICE, ONCE),
      because: ["other-credentials"],
      spec: { at: MATCH, quote: "entry's credentials is false and request's credentials mode is not \"include\"." },
    },
    {
      id: "star-forgotten",
      title: "Firefox never remembers a `*`",
      text: "The star lets the request pass, and is not kept. The very same one asks each time, whatever Max-Age says.",
      calls: again(star, 0),
      mark: ["*"],
      expects: by(ONCE, TWICE, ONCE),
      because: ["wildcard-does-not-count"],
      spec: { at: "concept-cache-match-method" },
    },
    {
      id: "star-authorization-kept",
      title: "`*` and `Authorization`: passed, and asked each time",
      text: "The star lets it through, but on later calls only WebKit counts it. This is how nearly half of a service’s traffic becomes OPTIONS.",
      calls: again(star, 0, { ...put, headers: [["Authorization", "Bearer demo"]] }),
      mark: ['"Authorization"', "*"],
      expects: by(TWICE, TWICE, ONCE),
      because: ["wildcard-does-not-count"],
      spec: { at: "concept-cache-match-header" },
    },
    {
      id: "no-store",
      title: "`cache: \"no-store\"` passes the preflight cache by",
      text: "The standard has no such step: that option is for the HTTP cache. Chromium and Firefox ask, and WebKit does not.",
      calls: "cache-no-store",
      mark: ['cache: "no-store"'],
      expects: by(TWICE, TWICE, ONCE),
      because: ["cache-mode-bypasses"],
      spec: { at: "cors-preflight-cache" },
    },
    {
      id: "refused-later",
      title: "One refusal, and what was allowed is gone",
      text: "A preflight that is refused empties what was kept for its URL: the PUT that was free asks again. WebKit keeps what the refusal listed.",
      calls: "cache-refused",
      expects: by(
        "OPTIONS, PUT → 200; OPTIONS → fails; OPTIONS, PUT → 200",
        "OPTIONS, PUT → 200; OPTIONS → fails; OPTIONS, PUT → 200",
        "OPTIONS, PUT → 200; OPTIONS → fails; PUT → 200",
      ),
      because: ["nothing-kept"],
      spec: { at: "concept-cache-clear" },
    },
    {
      id: "answer-unreadable",
      title: "The answer can’t be read: is the permission kept?",
      text: "By the standard, and in Firefox, a failed request takes its permission along. Chromium and WebKit keep it.",
      calls: again({ preflight: granting("PUT", "", 600), actual: {} }, 0),
      expects: by("OPTIONS, PUT → fails; PUT → fails", "OPTIONS, PUT → fails; OPTIONS, PUT → fails", "OPTIONS, PUT → fails; PUT → fails"),
      because: ["nothing-kept"],
      spec: { at: "concept-cache-clear" },
    },
    {
      id: "long-url",
      title: "A URL of 1,024 bytes is not kept in Chromium",
      text: "A search with a long filter in its query asks every time there. The others have no such limit.",
      calls: again(echoing(600), 0, { ...put, path: `m?q=${"a".repeat(1020)}` }),
      mark: ["?q="],
      expects: by(TWICE, ONCE, ONCE),
      because: ["url-too-long"],
      spec: { at: CACHE, quote: "Cache entries may be removed before that moment arrives." },
    },
    {
      id: "sandbox-kept",
      title: "Chromium keeps nothing for a sandboxed frame",
      text: "The origin `null` may be many pages at once. Firefox and WebKit keep its permissions as any other’s.",
      calls: again(echoing(600), 0),
      origin: "null",
      expects: by(TWICE, ONCE, ONCE),
      because: ["origin-never-kept"],
      spec: { at: CACHE },
    },
  ],
};
