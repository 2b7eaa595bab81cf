// What servers answer, and what browsers make of it.

import { SERVERS } from "../../servers/presets.ts";
import type { Call, Header, Policy } from "../../types.ts";
import { by, type Card, type Group } from "../types.ts";

const CHECK = "concept-cors-check";
const PREFLIGHT = "cors-preflight-fetch-0";
const origin: Header = ["Access-Control-Allow-Origin", "{origin}"];

const put = (policy: Policy, call: Call = {}): Card["calls"] => [{ call: { method: "PUT", ...call }, policy }];
const measured = (id: string): Policy => SERVERS.find((server) => server.id === id)?.policy ?? {};

export const servers: Group = {
  kind: "servers",
  lead: "The request was right, and the answer is not: what counts, to the byte, and what seems to.",
  cards: [
    {
      id: "bare-204",
      title: "204, and not one header",
      text: "A catch-all route answers OPTIONS with an empty 204, and the status looks right. What is missing is all that the browser reads.",
      calls: put({ preflight: { status: 204, headers: [] } }),
      expects: "OPTIONS → fails",
      because: ["allow-origin-missing"],
      spec: { at: CHECK, quote: "If origin is null, then return failure." },
    },
    {
      id: "options-404",
      title: "404 on OPTIONS, with all the right headers",
      text: "The route knows PUT and not OPTIONS, while a proxy adds the headers. Any status but 200 to 299 fails.",
      calls: "options-404",
      mark: ["404"],
      expects: "OPTIONS → fails",
      because: ["preflight-status-not-ok"],
      spec: {
        at: "http-responses",
        quote: "A successful HTTP response to a CORS-preflight request is similar, except it is restricted to an ok status, e.g., 200 or 204.",
      },
    },
    {
      id: "auth-first",
      title: "Authentication ahead of CORS",
      text: "A preflight never has `Authorization` or cookies, so the login check answers 401. CORS has to come first.",
      calls: put(measured("auth-first"), { headers: [["Authorization", "Bearer demo"]] }),
      mark: ["Authorization", "401"],
      expects: "OPTIONS → fails",
      because: ["allow-origin-missing"],
      spec: { at: "cors-protocol-and-credentials", quote: "a CORS-preflight request never includes credentials." },
    },
    {
      id: "allow",
      title: "`Allow` is another header",
      text: "Frameworks answer OPTIONS with `Allow: GET, HEAD, PUT` by themselves. It says what the route knows, and nothing about origins.",
      calls: put({ preflight: { status: 200, headers: [["Allow", "GET, HEAD, PUT"]] } }),
      mark: ["Allow: GET, HEAD, PUT"],
      expects: "OPTIONS → fails",
      because: ["allow-origin-missing"],
      spec: {
        at: "http-access-control-allow-methods",
        quote: "The `Allow` header is not relevant for the purposes of the CORS protocol.",
      },
    },
    {
      id: "star-credentials",
      title: "`*` with credentials",
      text: "Even next to `Access-Control-Allow-Credentials: true` the star counts for nothing. The origin has to be named.",
      calls: "wildcard-credentials",
      mark: ['"include"', "*"],
      expects: "GET → fails",
      because: ["allow-origin-wildcard-with-credentials"],
      spec: { at: "cors-protocol-and-credentials" },
    },
    {
      id: "star-literal",
      title: "With credentials, `*` is a header named *",
      text: "In Allow-Methods and Allow-Headers the star stands for all, but only without credentials. With them it allows what nobody sends.",
      calls: "wildcard-headers-credentials",
      mark: ['"include"', "*"],
      expects: "OPTIONS → fails",
      because: ["header-not-allowed"],
      spec: { at: "http-new-header-syntax", quote: "the value `*` counts as a wildcard for requests without credentials." },
    },
    {
      id: "star-authorization",
      title: "`*` covers `Authorization`, though it must not",
      text: "The standard wants it listed by name. All three browsers let it pass: rely on it, and it will break on the day they follow.",
      calls: "wildcard-authorization",
      mark: ['"Authorization"', "*"],
      expects: by("OPTIONS, GET → 200", "OPTIONS, GET → 200", "OPTIONS, GET → 200", "OPTIONS → fails"),
      because: ["non-wildcard-header-not-listed"],
      spec: { at: "cors-non-wildcard-request-header-name" },
    },
    {
      id: "true-capital",
      title: "`True` is not `true`",
      text: "As Python writes it, it is not what the browser reads. One letter decides.",
      calls: "credentials-case",
      mark: ["True"],
      expects: "GET → fails",
      because: ["allow-credentials-not-true"],
      spec: { at: "http-new-header-syntax", quote: "Access-Control-Allow-Credentials = %s\"true\" ; case-sensitive" },
    },
    {
      id: "origin-slash",
      title: "An allowed origin with a slash at its end",
      text: "An origin has no path, not even an empty one. It is compared byte by byte.",
      calls: "origin-slash",
      mark: ["https://app.example/"],
      expects: "GET → fails",
      because: ["allow-origin-mismatch"],
      spec: { at: CHECK, quote: "If the result of byte-serializing a request origin with request is not origin, then return failure." },
    },
    {
      id: "origin-twice",
      title: "Both headers are right, and together wrong",
      text: "The app adds Access-Control-Allow-Origin, and so does nginx. Two lines are one value with a comma, which is no origin.",
      calls: "origin-twice",
      mark: ["Access-Control-Allow-Origin"],
      expects: "GET → fails",
      because: ["allow-origin-multiple"],
      spec: { at: "http-access-control-allow-origin" },
    },
    {
      id: "semicolon",
      title: "A semicolon in Access-Control-Allow-Methods",
      text: "`PUT;POST` is no list of methods. What can’t be parsed fails as a whole, whatever else is in it.",
      calls: "malformed-methods",
      mark: [";POST"],
      expects: "OPTIONS → fails",
      because: ["allow-methods-unparsable"],
      spec: { at: PREFLIGHT, quote: "If either methods or headerNames is failure, return a network error." },
    },
    {
      id: "header-forgotten",
      title: "A new header, and a server that was not told",
      text: "`X-A` has come with the last release, the list still says `X-B`. The answer names none of what is missing to the page: “Failed to fetch”.",
      calls: "header-refused",
      mark: ['"X-A"', "X-B"],
      expects: "OPTIONS → fails",
      because: ["header-not-allowed"],
      spec: { at: PREFLIGHT },
    },
    {
      id: "header-case",
      title: "Allowed as `x-a`, sent as `X-A`",
      text: "Header names have no case, in the list neither. Methods do.",
      calls: "header-case",
      mark: ['"X-A"', "x-a"],
      expects: "OPTIONS, GET → 200",
      because: ["header-not-safelisted"],
      spec: { at: PREFLIGHT },
    },
    {
      id: "preflight-only",
      title: "The preflight passes, and the answer can’t be read",
      text: "Only OPTIONS has the headers. The PUT is carried out, and the page hears of an error.",
      calls: "preflight-only",
      expects: "OPTIONS, PUT → fails",
      because: ["allow-origin-missing"],
      spec: { at: CHECK },
    },
    {
      id: "server-error",
      title: "A 500 that the page can read",
      text: "After the preflight any status will do, as long as the headers are there. Most error pages lack them, and look like a CORS error.",
      calls: [
        { call: { method: "PUT" }, policy: { actual: { status: 500, headers: [origin] } } },
        { call: { method: "PUT" }, policy: { actual: { status: 500, headers: [] } } },
      ],
      mark: ["500"],
      expects: "OPTIONS, PUT → 500; OPTIONS, PUT → fails",
      because: ["allow-origin-missing"],
      spec: {
        at: "http-responses",
        quote: "the status can be anything, including 403.",
      },
    },
  ],
};
