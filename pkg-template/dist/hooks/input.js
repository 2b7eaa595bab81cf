// Reads the first argument of fetch(): a string, a URL object or a Request, whose body stays untouched.

import { BODY, MEMBERS, TEXTS } from "./call.js";
import { getPrototypeOf, getter, hasOwn, isObject, ownValue, startsWith, toText } from "./objects.js";

/** The returned function gives what relative URLs are resolved against. */
export function createBase(scope) {
  const baseUri = getter(scope.Node, "baseURI");
  return () => (scope.document && baseUri(scope.document)) ?? scope.location?.href;
}

/**
 * The returned `readInput(call, input)` writes what it says into `call`, and tells whether it could: not what only the
 * page's code could convert to a URL. Its `readUrl(call, url)` does the same for APIs that take no `Request`.
 */
export function createInputReader(scope, headers, streams) {
  const href = getter(scope.URL, "href");
  const urlToString = scope.URL && ownValue(scope.URL.prototype, "toString")?.value;
  const baseOf = createBase(scope);
  const aborted = getter(scope.AbortSignal, "aborted");
  const request = {};
  for (const name of ["url", ...MEMBERS]) request[name] = getter(scope.Request, name);

  function fromText(call, url) {
    call.url = url;
    // Those that are known at a glance to need none; the base of another one that is absolute does no harm.
    if (!startsWith(url, "https://") && !startsWith(url, "http://")) {
      call.base = baseOf();
    }
    return true;
  }

  function fromRequest(call, url, input) {
    call.url = url;
    for (let i = 0; i < TEXTS.length; i++) call[TEXTS[i]] = request[TEXTS[i]](input);
    call.headers = headers.ofHeaders(request.headers(input));
    call.keepalive = !!request.keepalive(input);
    call.aborted = aborted(request.signal(input));
    call.duplex = undefined;
    if (streams.get(input)) {
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
    call.url = href(input);
    return true;
  }

  function readInput(call, input) {
    if (isObject(input)) {
      const url = request.url(input);
      if (url !== undefined) return fromRequest(call, url, input);
    }
    return readUrl(call, input);
  }

  /** Converts a URL in place, once, unless that is nothing that anyone notices. */
  function convertUrl(args, at) {
    if (isObject(args[at]) && !readUrl({}, args[at])) args[at] = toText(args[at]);
  }

  return { readInput, readUrl, convertUrl };
}
