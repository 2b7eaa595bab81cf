// Wraps fetch() and fetchLater(): describes the arguments, and calls the native function with the very same ones.

import { apply, inPlaceOf } from "./objects.js";

/**
 * `isOwn(url)` tells at a glance that a URL is the page's own; `onCall(call)` hears of each other call, `onOwn()` of those,
 * and `onUndescribed()` of each that cannot be described without touching it. `watchEnd(call, promise)` gives the promise
 * that the page gets.
 *
 * A Proxy, as its name, length, other properties and missing `prototype` are those of the native function.
 */
export function wrapFetch(native, { scope, describe, finish, copierOf, isOwn, onCall, onOwn, onUndescribed, watchEnd, later = false }) {
  // Another wrapper may compare its arguments, or use what only the page's own object has.
  const copier = copierOf(native, later ? "fetchLater" : "fetch");
  let watching = true;

  const wrapper = inPlaceOf(native, {
    apply(target, self, args) {
      // The fetch of another frame resolves and sends as that frame.
      if (!watching || (self !== undefined && self !== null && self !== scope) || args.length === 0) {
        return apply(target, self, args);
      }
      let described;
      let own = false;
      try {
        own = isOwn(args[0]);
        if (own) onOwn();
        else {
          described = describe(args[0], args[1], copier);
          if (described !== undefined && described.init !== args[1]) args[1] = described.init;
        }
      } catch {
        // Told as undescribed.
      }
      const result = apply(target, self, args);
      if (own) return result;
      let call;
      try {
        if (described === undefined || !finish(described.call)) onUndescribed();
        else {
          call = described.call;
          if (!call.aborted) {
            if (later) call.keepalive = call.later = true;
            onCall(call);
          }
        }
      } catch {
        // Nothing of ours may reach the page.
      }
      // Of what someone else has given, the page may know that it is the very same.
      if (later || (call === undefined && copier === undefined)) return result;
      try {
        return watchEnd(call, result);
      } catch {
        return result;
      }
    },
  });

  return {
    wrapper,
    /** From now on calls only pass through. */
    stop() {
      watching = false;
    },
  };
}
