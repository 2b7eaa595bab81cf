// Reads the first argument of fetch(): a string, a URL object or a Request, whose body stays untouched.

import { BODY } from "./call.js";
import { charCodeAt, getPrototypeOf, getter, hasOwn, isObject, ownValue } from "./objects.js";

const REQUEST_GETTERS = [
  "url",
  "method",
  "headers",
  "mode",
  "credentials",
  "redirect",
  "cache",
  "keepalive",
  "integrity",
  "signal",
];

/**
 * The returned `readInput(call, input)` writes what it says into `call`, and tells whether it could: not what only the
 * page's code could convert to a URL. Its `readUrl(call, url)` does the same for APIs that take no `Request`.
 */
export function createInputReader(scope, headers, hasStream) {
  const href = getter(scope.URL, "href");
  const urlToString = scope.URL && ownValue(scope.URL.prototype, "toString")?.value;
  const baseUri = getter(scope.Node, "baseURI");
  const aborted = getter(scope.AbortSignal, "aborted");
  const request = {};
  for (const name of REQUEST_GETTERS) request[name] = getter(scope.Request, name);

  function fromText(call, url) {
    call.url = url;
    if (!isAbsolute(url)) {
      call.base = (scope.document && baseUri.of(scope.document)) ?? scope.location?.href;
    }
    return true;
  }

  function fromRequest(call, url, input) {
    call.url = url;
    call.method = request.method.of(input);
    call.headers = headers.ofHeaders(request.headers.of(input));
    call.mode = request.mode.of(input);
    call.credentials = request.credentials.of(input);
    call.redirect = request.redirect.of(input);
    call.cache = request.cache.of(input);
    call.keepalive = request.keepalive.of(input) ?? false;
    call.integrity = request.integrity.of(input) ?? "";
    call.aborted = aborted.of(request.signal.of(input));
    if (hasStream(input)) {
      call.body = BODY.stream;
      call.duplex = "half";
    }
    return true;
  }

  /** Whether converting `input` to a string gives its `href`, and nothing else happens. */
  function isPlainUrl(input) {
    return (
      urlToString !== undefined &&
      getPrototypeOf(input) === scope.URL.prototype &&
      ownValue(scope.URL.prototype, "toString")?.value === urlToString &&
      !hasOwn(input, "toString") &&
      !(Symbol.toPrimitive in input)
    );
  }

  function readUrl(call, input) {
    if (typeof input === "string") return fromText(call, input);
    if (typeof input === "symbol") return false;
    if (!isObject(input)) return fromText(call, `${input}`);
    if (!isPlainUrl(input)) return false;
    call.url = href.of(input);
    return true;
  }

  function readInput(call, input) {
    if (isObject(input)) {
      const url = request.url.of(input);
      if (url !== undefined) return fromRequest(call, url, input);
    }
    return readUrl(call, input);
  }

  return { readInput, readUrl };
}

/** Whether a URL begins with a scheme and `://`. By no regular expression: the page can see what the last one has matched. */
function isAbsolute(url) {
  for (let at = 0; at < url.length; at++) {
    const code = charCodeAt(url, at);
    if (code === 58) return at > 0 && charCodeAt(url, at + 1) === 47 && charCodeAt(url, at + 2) === 47;
    const lower = code | 32;
    const isLetter = lower >= 97 && lower <= 122;
    if (!isLetter && (at === 0 || !((code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46))) return false;
  }
  return false;
}
