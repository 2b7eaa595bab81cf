// What is shown of URLs. One name stands for the many of an endpoint: `https://api.example/users/4711?page=2` is
// `https://api.example/users/:id?page`.
//
// What varies may be private, so it is left out: query values, credentials, the fragment, and each part of the path that
// looks like an identifier. A name in a path does not look like one.

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** Numbers, dates, coordinates. */
const NUMERIC = /^[-+.,:_\d]*\d[-+.,:_\d]*$/;
const LONG_HEX = /^(?=.*\d)[\da-f]{8,}$/i;
/** Base64 and its URL-safe form, tokens, hashes, prefixed keys. */
const LONG_TOKEN = /^(?=.*\d)(?=.*[a-z])[\w.~+=-]{16,}$/i;
/** Longer than a word that names a resource. */
const WORD_LIMIT = 40;

export function urlTemplate(url) {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return { origin: "", path: "(not a valid URL)" };
  }
  const names = [...new Set(parsed.searchParams.keys())].map(segmentTemplate).sort();
  const path = parsed.pathname.split("/").map(segmentTemplate).join("/");
  const query = names.length > 0 ? `?${names.join("&")}` : "";
  const origin = parsed.origin === "null" ? parsed.protocol : parsed.origin;
  return { origin, path: path + query };
}

function segmentTemplate(segment) {
  const varies =
    UUID.test(segment) ||
    NUMERIC.test(segment) ||
    LONG_HEX.test(segment) ||
    LONG_TOKEN.test(segment) ||
    segment.includes("%") ||
    segment.includes("@") ||
    segment.length > WORD_LIMIT;
  return varies ? ":id" : segment;
}

/** Origin and template in one. */
export function endpointOf(url) {
  const { origin, path } = urlTemplate(url);
  return origin + path;
}

/** The URL, of whose query and fragment only the names are left. */
export function shortened(url) {
  return url.replace(/#.*$/s, "#…").replace(/([?&][^=&#]*=)[^&#]+/g, "$1…");
}

/** A password in a URL is a secret. */
export function withoutUserinfo(url) {
  return url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, "$1");
}

/** Where a realm's requests are made. */
export function contextOf(scope, origin) {
  if (origin === "null") return "opaque";
  return typeof scope.WorkerGlobalScope === "undefined" ? "window" : "worker";
}
