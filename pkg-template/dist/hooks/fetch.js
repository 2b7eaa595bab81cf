// Wraps fetch() and fetchLater(): describes the arguments, and calls the native function with the very same ones.

import { apply, inPlaceOf } from "./objects.js";

const NATIVE = /^function \w+\(\)\s*\{\s*\[native code\]\s*\}\s*$/;

/**
 * `isOwn(url)` tells at a glance that a URL is the page's own; `onCall(call)` hears of each other call, `onOwn()` of those,
 * and `onUndescribed()` of each that cannot be described without touching it. `watchEnd(call, promise)` gives the promise
 * that the page gets.
 *
 * A Proxy, as its name, length, other properties and missing `prototype` are those of the native function.
 */
export function wrapFetch(native, { scope, describe, isOwn, onCall, onOwn, onUndescribed, watchEnd, later = false }) {
  // Another wrapper may compare its arguments, or use what only the page's own object has.
  // A bound function and a Proxy are native code as well, but not by this name.
  const mayStandIn = NATIVE.test(Function.prototype.toString.call(native));
  let watching = true;

  const wrapper = inPlaceOf(native, {
    apply(target, self, args) {
      // The fetch of another frame resolves and sends as that frame.
      if (!watching || (self !== undefined && self !== null && self !== scope) || args.length === 0) {
        return apply(target, self, args);
      }
      let described;
      try {
        if (isOwn(args[0])) {
          onOwn();
        } else {
          described = describe(args[0], args[1], mayStandIn);
          if (!described) onUndescribed();
          else if (described.init !== args[1]) args[1] = described.init;
        }
      } catch {
        described = undefined;
      }
      const result = apply(target, self, args);
      if (described === undefined) return result;
      try {
        const { call, finish } = described;
        if (finish && !finish()) onUndescribed();
        else if (!call.aborted) {
          if (later) call.keepalive = call.later = true;
          onCall(call);
          if (!later) return watchEnd(call, result);
        }
      } catch {
        // Nothing of ours may reach the page.
      }
      return result;
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
