// Wraps fetch() and fetchLater(): describes the arguments, and calls the native function with the very same ones.

import { watchEnd } from "./end.js";
import { apply, inPlaceOf } from "./objects.js";

/**
 * `on.isWatching()` tells whether calls do more than pass through, `on.isOwn(url)` at a glance that a URL is the page's own;
 * `on.onCall(call)` hears of each other call, `on.onOwn()` of those, and `on.miss()` of each that cannot be described without
 * touching it. The rest of `on` is what `createDescriber` gives, and the `scope`.
 *
 * A Proxy, as its name, length, other properties and missing `prototype` are those of the native function.
 */
export function wrapFetch(native, on, later) {
  // Another wrapper may compare its arguments, or use what only the page's own object has.
  const copier = on.copierOf(native, later ? "fetchLater" : "fetch");

  return inPlaceOf(native, {
    apply(target, self, args) {
      // The fetch of another frame resolves and sends as that frame.
      if (!on.isWatching() || (self !== undefined && self !== null && self !== on.scope) || args.length === 0) {
        return apply(target, self, args);
      }
      let described;
      let own = false;
      try {
        own = on.isOwn(args[0]);
        if (own) on.onOwn();
        else {
          described = on.describe(args[0], args[1], copier);
          if (described && described.init !== args[1]) args[1] = described.init;
        }
      } catch {
        // Told as undescribed.
      }
      const result = apply(target, self, args);
      if (own) return result;
      const call = described?.call;
      try {
        if (!call || !on.finish(call)) on.miss();
        else if (!call.aborted) {
          if (later) call.keepalive = call.later = true;
          on.onCall(call);
        }
      } catch {
        // Nothing of ours may reach the page.
      }
      // Of what someone else has given, the page may know that it is the very same. What was aborted before is rejected without a turn.
      if (later || (call ? call.aborted : !copier)) return result;
      try {
        return watchEnd(call, result);
      } catch {
        return result;
      }
    },
  });
}
