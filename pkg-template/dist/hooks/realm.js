// Everything in a window or worker that can be preflighted, wrapped.

import { createDescriber } from "./describe.js";
import { wrapFetch } from "./fetch.js";
import { wrapBeacon, wrapEventSource } from "./others.js";
import { above, locate, replace, restore, wrapAccessor } from "./patch.js";
import { createRequests } from "./request.js";
import { wrapXhr } from "./xhr.js";

/**
 * Wraps `scope`'s fetch, fetchLater, XMLHttpRequest, sendBeacon and EventSource, as far as it has them and has not locked
 * them; `locked` is told of those. The returned function steps back: each is as it was or, where someone else has wrapped
 * ours since, only passes calls through.
 */
export function wrapRealm(scope, watcher, locked) {
  const requests = createRequests(scope);
  const describer = createDescriber(scope, requests.hasStream);
  const shared = { ...watcher, scope, ...describer };
  const undo = [];

  function put(place, wrapper, stop) {
    undo.push(stop);
    if (!place) return;
    try {
      replace(place, wrapper);
      undo.push(() => void restore(place, wrapper));
    } catch (error) {
      locked(error);
    }
  }

  /** Who reads and sets a property of the page's own making shall go on to. */
  function putAccessor(place, wrap) {
    try {
      undo.push(wrapAccessor(place, wrap));
    } catch (error) {
      locked(error);
    }
  }

  for (const name of ["fetch", "fetchLater"]) {
    const place = locate(scope, name);
    const wrap = (native) => {
      const hook = wrapFetch(native, { ...shared, later: name === "fetchLater" });
      undo.push(hook.stop);
      return hook.wrapper;
    };
    if (place?.descriptor.get) putAccessor(place, wrap);
    else if (typeof scope[name] === "function" && place) put(place, wrap(scope[name]), () => {});
  }
  const others = [wrapXhr, wrapBeacon, wrapEventSource].map((wrap) => wrap(scope, shared));
  for (const hook of [requests.wrap(describer), ...others]) {
    if (!hook) continue;
    undo.push(hook.stop);
    for (const [object, name, wrapper] of hook.patches) put(above(object, name), wrapper, () => {});
  }
  return () => {
    for (const step of undo) step();
  };
}
