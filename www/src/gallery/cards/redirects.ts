// Redirects: every hop is judged anew.

import { open } from "../../presets/servers.ts";
import { by, type Group } from "../types.ts";

const REDIRECT = "http-redirect-fetch";

export const redirects: Group = {
  kind: "redirects",
  lead: "A permission is for one URL. Wherever a request is sent on to, it asks again; and the question itself follows no redirect.",
  cards: [
    {
      id: "redirect-twice",
      title: "One redirect, two preflights",
      text: "The first URL has allowed `X-A`, the second is asked by itself. Call the final URL, and half of the four requests are spared.",
      calls: "redirect-custom",
      expects: "OPTIONS, GET, OPTIONS, GET → 200",
      because: ["header-not-safelisted"],
      spec: { at: REDIRECT },
    },
    {
      id: "redirect-null",
      title: "On to a third origin: `Origin: null`",
      text: "Once another origin has sent the request to yet another, nobody can vouch for the page. A server that allows the page’s origin by name refuses then.",
      calls: [
        {
          call: {},
          policy: {
            actual: { ...open, status: 307, headers: [...(open.headers ?? []), ["Location", "{other}/next"]] },
            routes: { next: { actual: { headers: [["Access-Control-Allow-Origin", "https://app.example"]] } } },
          },
        },
      ],
      mark: ["https://other.example/next"],
      expects: "GET, GET → fails",
      because: ["allow-origin-mismatch"],
      spec: { at: "concept-request-tainted-origin" },
    },
    {
      id: "redirect-authorization",
      title: "`Authorization` does not follow, the question may",
      text: "On the way to another origin the header is removed. Nothing is left to ask for, and Firefox and WebKit ask all the same.",
      calls: "redirect-authorization",
      expects: by("OPTIONS, GET, GET → 200", "OPTIONS, GET, OPTIONS, GET → 200", "OPTIONS, GET, OPTIONS, GET → 200"),
      because: ["header-not-safelisted"],
      spec: {
        at: REDIRECT,
        quote: "the moment another origin is seen after the initial request, the `Authorization` header is removed.",
      },
    },
    {
      id: "redirect-303",
      title: "PUT, answered with 303: a GET that asks",
      text: "A 303 makes a simple GET of it. Chromium sends it so; Firefox and WebKit ask, as the request was not simple before.",
      calls: "redirect-303",
      mark: ['"PUT"', "303"],
      expects: by("OPTIONS, PUT, GET → 200", "OPTIONS, PUT, OPTIONS, GET → 200", "OPTIONS, PUT, OPTIONS, GET → 200"),
      because: ["method-not-safelisted"],
      spec: { at: REDIRECT },
    },
    {
      id: "redirect-out",
      title: "From your own server to another origin",
      text: "The first request needs no permission, so all seems well. Then your server sends it on, and `X-A` has to be allowed over there.",
      calls: "redirect-out",
      expects: "GET, OPTIONS, GET → 200",
      because: [],
      spec: { at: REDIRECT },
    },
    {
      id: "redirect-home",
      title: "Sent back to the page’s own origin",
      text: "It left for another origin, and is under CORS from then on: its own server has to allow it.",
      calls: [
        {
          call: {},
          policy: {
            actual: { ...open, status: 307, headers: [...(open.headers ?? []), ["Location", "{page}/next"]] },
            routes: { next: { actual: {} } },
          },
        },
      ],
      mark: ["https://app.example/next"],
      expects: "GET, GET → fails",
      because: ["allow-origin-missing"],
      spec: { at: REDIRECT },
    },
    {
      id: "redirect-refused",
      title: "The first URL agrees, its target does not",
      text: "The request has arrived and done its work at the first URL. The page is told no more than that it failed.",
      calls: "redirect-refused",
      expects: "OPTIONS, GET, OPTIONS → fails",
      because: ["preflight-status-not-ok"],
      spec: { at: REDIRECT },
    },
    {
      id: "redirect-manual",
      title: "`redirect: \"manual\"` shows nothing",
      text: "The response is opaque: no status, no Location. It tells that there was a redirect, and to nowhere.",
      calls: "redirect-manual",
      mark: ['redirect: "manual"'],
      expects: "GET → opaque",
      because: [],
      spec: { at: "concept-filtered-response-opaque-redirect" },
    },
    {
      id: "options-redirected",
      title: "An `OPTIONS` that is redirected fails",
      text: "A slash too few, http for https, or a login page: a preflight follows none of them. Call the URL that the redirect leads to.",
      calls: "options-redirected",
      mark: ["307", "Location"],
      expects: "OPTIONS → fails",
      because: ["preflight-status-not-ok"],
      spec: { at: "ok-status", quote: "An ok status is a status in the range 200 to 299, inclusive." },
    },
  ],
};
