// Wraps fetch(): describes the arguments, and calls the native function with the very same ones.

import { ABORTED, createDescriber } from "./describe.js";
import { apply } from "./objects.js";

/**
 * `onCall(description)` hears of each call, `onUndescribed()` of each that cannot be described without touching it.
 *
 * A Proxy, as its name, length, other properties and missing `prototype` are those of the native function. The promise
 * is the native function's own: one derived from it would settle later, and a handler on it would hide a rejection that
 * the page does not handle.
 */
export function wrapFetch(native, { onCall, onUndescribed }) {
  const describe = createDescriber();
  // Another wrapper may compare its arguments, or use what only the page's own object has.
  // A bound function and a Proxy are native code as well, but not by this name.
  const mayStandIn = /^function fetch\(\)\s*\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(native));
  let watching = true;

  const wrapper = new Proxy(native, {
    apply(target, self, args) {
      let call;
      if (watching && isOurs(self) && args.length > 0) {
        try {
          call = describe(args[0], args[1], mayStandIn);
          if (!call) onUndescribed();
          else if (call.init !== args[1]) args[1] = call.init;
        } catch {
          call = undefined;
        }
      }
      const promise = apply(target, self, args);
      if (call) {
        try {
          const description = call.finish();
          if (!description) onUndescribed();
          else if (description !== ABORTED) onCall(description);
        } catch {
          // Nothing of ours may reach the page.
        }
      }
      return promise;
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

/** Whether a call is made for this window or worker; the fetch of another frame resolves and sends as that frame. */
function isOurs(self) {
  return self === undefined || self === null || self === globalThis;
}
