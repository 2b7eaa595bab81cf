// What is shown of URLs. One name stands for the many of an endpoint: `https://api.example/users/4711?page=2` is
// `https://api.example/users/:id?page`.
//
// What varies may be private, so it is left out: query values, credentials, the fragment, and each part of the path that
// looks like an identifier. A name in a path does not look like one.

import { attempt } from "./attempt.js";

/**
 * With a digit in it: numbers, dates and coordinates; long hexadecimal ones; and with a letter, too, UUIDs (whose version is
 * a digit), Base64 and its URL-safe form, tokens, hashes, prefixed keys. And escaped text, addresses, and what is longer
 * than a word that names a resource.
 */
const VARIES = /^(?=.*\d)([-+.,:_\d]+|[\da-f]{8,}|(?=.*[a-z])[\w.~+=-]{16,})$|[%@]|.{41}/is;

const segmentTemplate = (segment) => (VARIES.test(segment) ? ":id" : segment);

/** Origin and template in one. */
export function endpointOf(url) {
  const parsed = attempt(() => new URL(url));
  if (!parsed) return "(not a valid URL)";
  const { origin, protocol, pathname, searchParams } = parsed;
  const names = [...new Set(searchParams.keys())].map(segmentTemplate).sort();
  const path = pathname.split("/").map(segmentTemplate).join("/");
  return (origin === "null" ? protocol : origin) + path + (names.length > 0 ? `?${names.join("&")}` : "");
}

/** The URL, of whose query and fragment only the names are left. */
export function shortened(url) {
  return url.replace(/([?&][^=&#?]*=)[^&#]+|(#).*/gs, "$1$2…");
}

/** A password in a URL is a secret. */
export function withoutUserinfo(url) {
  return url.replace(/^([\w+.-]+:\/\/)[^/?#]*@/, "$1");
}

/** Where a realm's requests are made. */
export function contextOf(scope, origin) {
  if (origin === "null") return "opaque";
  return scope.WorkerGlobalScope ? "worker" : "window";
}
