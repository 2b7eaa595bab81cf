// Content-Type: set by the page, or brought by the body.

import { by, type Group, type Card } from "../types.ts";

const post = (text: string, type?: string) => [
  {
    call: {
      method: "POST",
      ...(type !== undefined && { headers: [["Content-Type", type] as const] }),
      body: { kind: "string" as const, text },
    },
  },
];

const free = (id: string, title: string, text: string, calls: Card["calls"], mark: string[], spec: Card["spec"]): Card => ({
  id,
  title,
  text,
  calls,
  mark,
  expects: "POST → 200",
  because: [],
  spec,
});

const SAFELIST = "cors-safelisted-request-header";
const EXTRACT = "concept-bodyinit-extract";

export const bodies: Group = {
  kind: "bodies",
  lead: "What HTML forms can send goes unasked: three media types, and bodies that have no type at all.",
  cards: [
    {
      id: "json",
      title: "`application/json` is what most preflights are about",
      text: "A form can’t send it, so it asks. The method may be POST, and POST alone never asks.",
      calls: "json",
      expects: "OPTIONS, POST → 200",
      asks: "content-type",
      because: ["mime-type-not-safelisted"],
      spec: { at: SAFELIST },
    },
    {
      id: "json-no-body",
      title: "A Content-Type for a body that isn’t there",
      text: "Many clients set `application/json` on every call, empty ones included. The header asks, with a body or without.",
      calls: "json-no-body",
      expects: "OPTIONS, POST → 200",
      because: ["mime-type-not-safelisted"],
      spec: { at: SAFELIST },
    },
    free(
      "json-string",
      "JSON without a Content-Type is text",
      "A string brings `text/plain;charset=UTF-8` by itself, and goes at once. A server that wants `application/json` will not take it.",
      "json-string",
      ["body:"],
      { at: EXTRACT },
    ),
    free(
      "json-parameter",
      "`text/plain; application/json` is plain text",
      "Only the essence of a type counts, its parameters do not. A server that searches the header for “json” can be reached without a preflight.",
      post('{"a":1}', "text/plain; application/json"),
      ["text/plain"],
      { at: SAFELIST, quote: "This intentionally does not use extract a MIME type as that algorithm is rather forgiving" },
    ),
    free(
      "garbage",
      "`text/plain;garbage` is good enough",
      "Parameters that make no sense are skipped when a type is parsed. It stays plain text.",
      "text-plain-garbage",
      ["garbage"],
      { at: "https://mimesniff.spec.whatwg.org/#parse-a-mime-type" },
    ),
    {
      id: "parameters",
      title: "Two semicolons, in Firefox",
      text: "`text/plain;;` is plain text by the standard, as empty parameters are skipped. Firefox’s own grammar takes it for malformed.",
      calls: post("a=b", "text/plain;;"),
      mark: [";;"],
      expects: by("POST → 200", "OPTIONS, POST → 200", "POST → 200"),
      because: ["content-type-parameters"],
      spec: { at: "https://mimesniff.spec.whatwg.org/#parse-a-mime-type" },
    },
    {
      id: "type-twice",
      title: "`text/plain,text/plain` is no type",
      text: "A list is not a media type, even if both say the same. This is what becomes of a header that is set once by the app and once by a library.",
      calls: "text-plain-list",
      expects: "OPTIONS, POST → 200",
      because: ["mime-type-unparsable"],
      spec: { at: SAFELIST },
    },
    {
      id: "empty-type",
      title: "An empty Content-Type asks",
      text: "An empty `Accept` is fine, an empty Content-Type is not a type. Leave the header out, and the body brings its own.",
      calls: "no-type",
      mark: ['"Content-Type"'],
      expects: "OPTIONS, POST → 200",
      because: ["mime-type-unparsable"],
      spec: { at: SAFELIST },
    },
    {
      id: "blob-json",
      title: "The type of a Blob becomes the request’s",
      text: "No header was set, and still `content-type` is asked for. The Blob brings it.",
      calls: "blob-json",
      expects: "OPTIONS, POST → 200",
      asks: "content-type",
      because: ["mime-type-not-safelisted"],
      spec: { at: EXTRACT, quote: "attribute is not the empty byte sequence, set type to its value." },
    },
    free(
      "blob",
      "A Blob without a type brings none",
      "Without a Content-Type there is nothing to ask for. The same bytes go at once.",
      "blob",
      ["new Blob"],
      { at: EXTRACT },
    ),
    free(
      "blob-as-text",
      "A header of the page’s overrules the Blob’s type",
      "The Blob is `application/json`, the header says `text/plain`: what is set by the page wins, and it is simple.",
      "blob-json-as-text",
      ["text/plain"],
      { at: "dom-request" },
    ),
    free(
      "buffer",
      "Bytes have no type",
      "An ArrayBuffer is sent without a Content-Type, so a gigabyte goes unasked. It is the header `application/octet-stream` that would ask.",
      "buffer",
      ["body:"],
      { at: EXTRACT },
    ),
    free(
      "form-data",
      "FormData goes as a form would send it",
      "`multipart/form-data` with a boundary is one of the three free types. Set by hand it is free as well, only that the boundary is missing.",
      "formdata",
      ["body:"],
      { at: EXTRACT },
    ),
    {
      id: "xhr-document",
      title: "A Document by XMLHttpRequest brings `text/html`",
      text: "No form sends that type. Serialised to a string by hand, the same text is `text/plain`, and free.",
      calls: "xhr-document",
      mark: ["new DOMParser()"],
      expects: "OPTIONS, POST → 200",
      because: ["mime-type-not-safelisted"],
      spec: { at: "https://xhr.spec.whatwg.org/#the-send()-method" },
    },
    {
      id: "stream",
      title: "A stream as a body, and three browsers",
      text: "By the standard it asks, whatever it holds. Chromium does so (over HTTP/1.1, as here for real, it then fails), Firefox sends the text “[object ReadableStream]”, WebKit rejects it.",
      calls: "stream",
      expects: by("OPTIONS, POST → 200", "POST → 200", "nothing → fails"),
      because: ["stream-body"],
      spec: { at: "use-cors-preflight-flag" },
    },
  ],
};
