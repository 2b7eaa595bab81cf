// Wraps sendBeacon() and EventSource.

import { BEACON, Call, EVENT_SOURCE } from "./call.js";
import { apply, inPlaceOf, isObject, toText } from "./objects.js";

const { construct } = Reflect;

/** The wrapped sendBeacon() of a realm. */
export function wrapBeacon(scope, { readUrl, describeBody, onCall, onUndescribed }) {
  const prototype = scope.Navigator?.prototype;
  const native = prototype?.sendBeacon;
  if (!native) return undefined;
  let watching = true;
  const wrapper = inPlaceOf(native, {
    apply(target, self, args) {
      if (!watching || args.length === 0) return apply(target, self, args);
      const call = new Call(BEACON);
      let readable = false;
      try {
        readable = readUrl(call, args[0]);
      } catch {
        // Told as undescribed.
      }
      if (!readable && isObject(args[0])) {
        // Converted once, here, as the native function would first thing.
        const url = toText(args[0]);
        args = [url, ...args.slice(1)];
        readable = readUrl(call, url);
      }
      const taken = apply(target, self, args);
      try {
        if (readable) {
          const body = args[1];
          if (body !== undefined && body !== null) describeBody(call, body, true);
          call.failed = taken === false;
          onCall(call);
        } else onUndescribed();
      } catch {
        // Nothing of ours may reach the page.
      }
      return taken;
    },
  });
  return {
    patches: [[prototype, "sendBeacon", wrapper]],
    stop() {
      watching = false;
    },
  };
}

/** The wrapped EventSource of a realm. */
export function wrapEventSource(scope, { readUrl, onCall, onUndescribed }) {
  const native = scope.EventSource;
  if (!native) return undefined;
  let watching = true;
  const wrapper = inPlaceOf(native, {
    construct(target, args, newTarget) {
      const source = construct(target, args, newTarget === wrapper ? target : newTarget);
      if (watching) {
        try {
          const call = new Call(EVENT_SOURCE);
          // The object has read its arguments, and says what it made of them.
          if (readUrl(call, source.url)) {
            if (source.withCredentials) call.credentials = "include";
            onCall(call);
          } else onUndescribed();
        } catch {
          // Nothing of ours may reach the page.
        }
      }
      return source;
    },
  });
  return {
    patches: [
      [scope, "EventSource", wrapper],
      [native.prototype, "constructor", wrapper],
    ],
    stop() {
      watching = false;
    },
  };
}
