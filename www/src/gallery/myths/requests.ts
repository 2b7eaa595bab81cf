// Myths about what is sent, and when.

import { granting } from "../../presets/servers.ts";
import type { Card } from "../types.ts";

const PREFLIGHT = "cors-preflight-fetch-0";

export const ofRequests: readonly Card[] = [
  {
    id: "myth-always",
    title: "An OPTIONS is sent before every cross-origin request.",
    text: "A GET without headers of its own goes at once, and so does every POST that a form could send. Only what a form can’t send is asked for.",
    calls: "get",
    expects: "GET → 200",
    because: [],
    spec: {
      at: "http-cors-protocol",
      quote: "For requests that are more involved than what is possible with HTML's form element, a CORS-preflight request is performed",
    },
  },
  {
    id: "myth-post",
    title: "POST is always preflighted.",
    text: "POST is as free as GET. It is `application/json` that asks; URL-encoded, multipart and plain text go at once.",
    calls: "urlsearchparams",
    mark: ['"POST"'],
    expects: "POST → 200",
    because: [],
    spec: { at: "cors-safelisted-method", quote: "A CORS-safelisted method is a method that is `GET`, `HEAD`, or `POST`." },
  },
  {
    id: "myth-json-get",
    title: "`Content-Type: application/json` on a GET does no harm.",
    text: "It says nothing, as there is no body, and it asks: each GET becomes two requests. Leave it out where there is no body.",
    calls: [{ call: { headers: [["Content-Type", "application/json"]] } }],
    expects: "OPTIONS, GET → 200",
    asks: "content-type",
    because: ["mime-type-not-safelisted"],
    spec: { at: "cors-safelisted-request-header" },
  },
  {
    id: "myth-credentials",
    title: "A request with cookies is always preflighted.",
    text: "Cookies are no reason to ask: forms have always sent them. The answer has to allow credentials, or the page can’t read it.",
    calls: [{ call: { method: "POST", credentials: "include", body: { kind: "urlsearchparams" } } }],
    mark: ['credentials: "include"'],
    expects: "POST → 200",
    because: [],
    spec: { at: "cors-protocol-and-credentials" },
  },
  {
    id: "myth-credentials-sent",
    title: "The preflight carries the credentials.",
    text: "It asks whether `authorization` may be sent, and does not send it; cookies neither. Whoever wants a login for OPTIONS locks all browsers out.",
    calls: [
      {
        call: { method: "PUT", credentials: "include", headers: [["Authorization", "Bearer demo"]] },
        policy: { preflight: granting("PUT", "Authorization") },
      },
    ],
    mark: ["Authorization", 'credentials: "include"'],
    expects: "OPTIONS, PUT → 200",
    asks: "authorization",
    because: ["header-not-safelisted"],
    spec: {
      at: "cors-protocol-and-credentials",
      quote: "Note that even so, a CORS-preflight request never includes credentials.",
    },
  },
  {
    id: "myth-case",
    title: "The case of a method does not matter.",
    text: "`put` becomes PUT, which is why it seems so. `patch` stays `patch`: the server allows PATCH, and the browser refuses.",
    calls: [
      { call: { method: "put" }, policy: { preflight: granting("PUT, PATCH") } },
      { call: { method: "patch" }, policy: { preflight: granting("PUT, PATCH") } },
    ],
    mark: ['"put"', '"patch"'],
    expects: "OPTIONS, PUT → 200; OPTIONS → fails",
    because: ["method-not-allowed"],
    spec: { at: "example-normalization", quote: "`PATCH` is much more likely to succeed." },
  },
  {
    id: "myth-request-header",
    title: "Set `Access-Control-Allow-Origin` on the request.",
    text: "It is a header of the answer. On a request it is one of your own: a simple GET now asks for it, and no server lists it.",
    calls: [
      {
        call: { headers: [["Access-Control-Allow-Origin", "*"]] },
        policy: { preflight: granting("GET, POST", "Content-Type, Authorization") },
      },
    ],
    mark: ['"Access-Control-Allow-Origin"'],
    expects: "OPTIONS → fails",
    asks: "access-control-allow-origin",
    because: ["header-not-safelisted", "header-not-allowed"],
    spec: { at: "http-access-control-allow-origin" },
  },
  {
    id: "myth-no-cors",
    title: "`mode: \"no-cors\"` fixes CORS.",
    text: "It turns the error off, and the answer too: the response is opaque, with status 0 and no body. That is of use for a cache, and not for data.",
    calls: [{ call: { mode: "no-cors" }, policy: { actual: {} } }],
    mark: ['mode: "no-cors"'],
    expects: "GET → opaque",
    because: [],
    spec: { at: "concept-filtered-response-opaque" },
  },
  {
    id: "myth-beacon",
    title: "`sendBeacon` is never preflighted.",
    text: "A string is not. A Blob of JSON is, and if the server refuses, the beacon is lost without a trace.",
    calls: [
      {
        call: { api: "beacon", body: { kind: "blob", text: "{}", type: "application/json" } },
        policy: { preflight: { status: 404, headers: [] } },
      },
    ],
    mark: ["application/json"],
    expects: "OPTIONS → lost",
    because: ["mime-type-not-safelisted"],
    spec: { at: "https://w3c.github.io/beacon/#sec-processing-model" },
  },
  {
    id: "myth-protects",
    title: "CORS protects the server from being called.",
    text: "The POST has arrived, with its body, and was carried out. CORS keeps the page from reading the answer; against the call itself there are CSRF tokens and `SameSite`.",
    calls: [
      {
        call: { method: "POST", credentials: "include", body: { kind: "string", text: "amount=100" } },
        policy: { actual: {} },
      },
    ],
    mark: ["body:"],
    expects: "POST → fails",
    because: ["allow-origin-missing"],
    spec: { at: "http-responses", quote: "Be aware that any work the server performs might nonetheless leak through side channels, such as timing." },
  },
  {
    id: "myth-redirect",
    title: "A permission covers where the request is sent on to.",
    text: "The first URL has allowed `X-A`. Its target is asked anew, refuses, and the page gets nothing of either.",
    calls: "redirect-refused",
    expects: "OPTIONS, GET, OPTIONS → fails",
    because: ["preflight-status-not-ok"],
    spec: { at: PREFLIGHT },
  },
];
