// Tells at a glance that a URL is the page's own: such a request is never preflighted, and nothing more is asked of it.

import { getter, startsWith } from "./objects.js";

export function createOwn(scope, origin) {
  const prefix = `${origin}/`;
  const baseUri = getter(scope.Node, "baseURI");
  const { document } = scope;
  let lastBase;
  let lastIsOwn = false;

  /** Of relative URLs; a `<base>` may come and go. */
  function baseIsOwn() {
    const base = document ? baseUri(document) : scope.location?.href;
    if (base !== lastBase) {
      lastBase = base;
      lastIsOwn = base !== undefined && startsWith(base, prefix);
    }
    return lastIsOwn;
  }

  return function isOwn(url) {
    if (typeof url !== "string" || origin === "null") return false;
    if (!startsWith(url, "/")) return startsWith(url, prefix);
    return !startsWith(url, "//") && !startsWith(url, "/\\") && baseIsOwn();
  };
}
