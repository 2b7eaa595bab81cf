// Everything in a window or worker that can be preflighted, wrapped.

import { wrapFetch } from "./fetch.js";
import { wrapBeacon, wrapEventSource } from "./others.js";
import { above, locate, replace, wrapAccessor } from "./patch.js";
import { wrapRequest } from "./request.js";
import { wrapXhr } from "./xhr.js";

/**
 * Wraps `scope`'s fetch, fetchLater, XMLHttpRequest, sendBeacon and EventSource, as far as it has them and has not locked
 * them; `locked` is told of those. `describer` is the scope's. The returned function steps back: each is as it was or, where someone else has wrapped
 * ours since, only passes calls through once `watcher.isWatching()` says no.
 */
export function wrapRealm(scope, watcher, describer, locked) {
  const on = { ...watcher, scope, ...describer };
  const undo = [];

  function put(place, set, replacement) {
    if (!place) return;
    try {
      undo.push(set(place, replacement, on.isWatching));
    } catch (error) {
      locked(error);
    }
  }

  for (const name of ["fetch", "fetchLater"]) {
    const place = locate(scope, name);
    const wrap = (native) => wrapFetch(native, on, name === "fetchLater");
    // Who reads and sets a property of the page's own making shall go on to.
    if (place?.descriptor.get) put(place, wrapAccessor, wrap);
    else if (typeof scope[name] === "function") put(place, replace, wrap(scope[name]));
  }
  const patches = [wrapRequest(on), wrapXhr(on), wrapBeacon(on), wrapEventSource(on)].flat();
  for (const [object, name, wrapper, set = replace] of patches) put(above(object, name), set, wrapper);
  return () => {
    for (const step of undo) step();
  };
}
