// Reads the first argument of fetch(): a string, a URL object or a Request, whose body stays untouched.

import { getPrototypeOf, getter, hasOwn, isObject, ownValue } from "./objects.js";

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
 * The returned function gives a request description (with `base`, against which a relative `url` is resolved, and
 * `aborted`), or `undefined` for what only the page's code could convert to a URL.
 */
export function createInputReader(scope, readHeaders) {
  const href = getter(scope.URL, "href");
  const urlToString = scope.URL && ownValue(scope.URL.prototype, "toString")?.value;
  const baseUri = getter(scope.Node, "baseURI");
  const aborted = getter(scope.AbortSignal, "aborted");
  const request = {};
  for (const name of REQUEST_GETTERS) request[name] = getter(scope.Request, name);

  function fromText(url) {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(url)) return { url };
    return { url, base: (scope.document && baseUri.of(scope.document)) ?? scope.location?.href };
  }

  function fromRequest(url, input) {
    return {
      url,
      method: request.method.of(input),
      headers: readHeaders.ofHeaders(request.headers.of(input)),
      mode: request.mode.of(input),
      credentials: request.credentials.of(input),
      redirect: request.redirect.of(input),
      cache: request.cache.of(input),
      keepalive: request.keepalive.of(input) ?? false,
      integrity: request.integrity.of(input) ?? "",
      aborted: aborted.of(request.signal.of(input)),
    };
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

  return function readInput(input) {
    if (typeof input === "symbol") return undefined;
    if (!isObject(input)) return fromText(String(input));
    const url = request.url.of(input);
    if (url !== undefined) return fromRequest(url, input);
    return isPlainUrl(input) ? { url: href.of(input) } : undefined;
  };
}
