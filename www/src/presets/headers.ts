// Requests whose headers decide.

import type { Group, Header, Preset } from "../types.ts";

const get = (id: string, title: string, ...headers: Header[]): Preset => ({
  id,
  title,
  steps: [{ call: { headers } }],
});
const long = (start: string, length: number) => start.padEnd(length, "a");

export const ownHeaders: Group = {
  title: "Headers of one's own",
  presets: [
    get("custom", "A header of one's own", ["X-A", "1"]),
    get("unsorted", "Several, unsorted and in mixed case", ["X-C", "1"], ["x-a", "2"], ["X-B", "3"]),
    get("repeated", "The same name twice", ["X-A", "1"], ["x-a", "2"]),
    get("requested-with", "X-Requested-With", ["X-Requested-With", "XMLHttpRequest"]),
    get("authorization", "Authorization", ["Authorization", "Bearer demo"]),
    get(
      "traceparent",
      "Tracing headers that a library adds",
      ["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"],
      ["baggage", "release=1"],
    ),
    get("if-none-match", "If-None-Match", ["If-None-Match", '"1"']),
    get("cache-control", "Cache-Control: no-cache", ["Cache-Control", "no-cache"]),
    get("padded-value", "A value with spaces around it", ["X-A", "  1 "]),
    get("latin1-value", "A value with a byte above 0x7F", ["X-A", "caf\u00e9"]),
    get("bad-name", "A name with a space", ["X A", "1"]),
    get("bad-value", "A value with a line break inside", ["X-A", "1\n2"]),
    get("wide-value", "A value that is no byte string", ["X-A", "\u20ac"]),
  ],
};

export const safelistedHeaders: Group = {
  title: "Safelisted headers, as long as their values are",
  presets: [
    get("accept", "Accept: application/json", ["Accept", "application/json"]),
    get("accept-128", "Accept of 128 bytes", ["Accept", long("text/", 128)]),
    get("accept-129", "Accept of 129 bytes", ["Accept", long("text/", 129)]),
    get("accept-quote", "Accept with a quotation mark", ["Accept", 'text/html;v="1"']),
    get("accept-latin1", "Accept with a byte above 0x7F", ["Accept", "caf\u00e9"]),
    get("accept-language", "Accept-Language: de-CH, fr;q=0.5", ["Accept-Language", "de-CH, fr;q=0.5"]),
    get("accept-language-underscore", "Accept-Language: de_CH", ["Accept-Language", "de_CH"]),
    get("content-language-128", "Content-Language of 128 bytes", ["Content-Language", long("de-", 128)]),
    get("content-language-129", "Content-Language of 129 bytes", ["Content-Language", long("de-", 129)]),
    get("content-language-paren", "Content-Language: (de)", ["Content-Language", "(de)"]),
    get("range", "Range: bytes=0-99", ["Range", "bytes=0-99"]),
    get("range-open", "Range: bytes=100-", ["Range", "bytes=100-"]),
    get("range-suffix", "Range: bytes=-500", ["Range", "bytes=-500"]),
    get("range-two", "Range: bytes=0-1,5-6", ["Range", "bytes=0-1,5-6"]),
    get("range-case", "Range: Bytes=0-99", ["Range", "Bytes=0-99"]),
    get("range-backwards", "Range: bytes=9-0", ["Range", "bytes=9-0"]),
  ],
};

export const browserHeaders: Group = {
  title: "Headers that are the browser's",
  presets: [
    get(
      "forbidden",
      "Forbidden names: dropped without a word",
      ["Cookie", "a=b"],
      ["Accept-Encoding", "br"],
      ["Sec-A", "1"],
      ["Proxy-A", "1"],
    ),
    get("forbidden-and-custom", "A forbidden name beside X-A", ["Date", "today"], ["X-A", "1"]),
    get("set-origin", "Origin and Referer by hand", ["Origin", "http://a.example"], ["Referer", "http://a.example/"]),
    get("method-override", "X-HTTP-Method-Override: PUT", ["X-HTTP-Method-Override", "PUT"]),
    get("method-override-trace", "X-HTTP-Method-Override: TRACE is dropped", ["X-HTTP-Method-Override", "TRACE"]),
    get("method-override-list", "X-Method-Override: GET, track is dropped", ["X-Method-Override", "GET, track"]),
    get("dpr", "DPR: a client hint", ["DPR", "2"]),
    get("save-data", "Save-Data: on", ["Save-Data", "on"]),
    get("user-agent", "User-Agent", ["User-Agent", "demo"]),
  ],
};
