// Tells at a glance that a URL is the page's own: such a request is never preflighted, and nothing more is asked of it.

import { createBase } from "./input.js";
import { startsWith } from "./objects.js";

export function createOwn(scope, origin) {
  const prefix = `${origin}/`;
  const baseOf = createBase(scope);
  let lastBase;
  let lastIsOwn = false;

  /** Of relative URLs; a `<base>` may come and go. */
  function baseIsOwn() {
    const base = baseOf();
    if (base !== lastBase) {
      lastBase = base;
      lastIsOwn = base !== undefined && startsWith(base, prefix);
    }
    return lastIsOwn;
  }

  return function isOwn(url) {
    if (typeof url !== "string" || origin === "null") return false;
    if (url[0] !== "/") return startsWith(url, prefix);
    return url[1] !== "/" && url[1] !== "\\" && baseIsOwn();
  };
}
