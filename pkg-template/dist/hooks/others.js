// Wraps sendBeacon() and EventSource.

import { BEACON, Call, EVENT_SOURCE } from "./call.js";
import { apply, construct, getter, inPlaceOf, isObject, toText } from "./objects.js";

/** The wrapped sendBeacon() of a realm. */
export function wrapBeacon(scope, { readUrl, describeBody, measure, isOwn, onCall, onOwn, onUndescribed }) {
  const prototype = scope.Navigator?.prototype;
  const native = prototype?.sendBeacon;
  if (!native) return undefined;
  const { navigator } = scope;
  let watching = true;

  /** The call, or `undefined` if it can't be described. */
  function callOf(args) {
    const call = new Call(BEACON);
    if (readUrl(call, args[0])) return call;
    // Converted once, here, as the native function would first thing.
    if (!isObject(args[0])) return undefined;
    args[0] = toText(args[0]);
    return readUrl(call, args[0]) ? call : undefined;
  }

  const wrapper = inPlaceOf(native, {
    apply(target, self, args) {
      // Another frame's navigator sends as that frame, and anything else is refused.
      if (!watching || self !== navigator || args.length === 0) return apply(target, self, args);
      const own = isOwn(args[0]);
      const call = own ? undefined : callOf(args);
      const taken = apply(target, self, args);
      try {
        if (own) onOwn();
        else if (!call) onUndescribed();
        else {
          const body = args[1];
          if (body !== undefined && body !== null) describeBody(call, body);
          measure(call);
          call.failed = taken === false;
          onCall(call);
        }
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
export function wrapEventSource(scope, { readUrl, isOwn, onCall, onOwn, onUndescribed }) {
  const native = scope.EventSource;
  if (!native) return undefined;
  const url = getter(native, "url");
  const withCredentials = getter(native, "withCredentials");
  let watching = true;
  const wrapper = inPlaceOf(native, {
    construct(target, args, newTarget) {
      const source = construct(target, args, newTarget === wrapper ? target : newTarget);
      if (!watching) return source;
      try {
        if (isOwn(args[0])) onOwn();
        else {
          const call = new Call(EVENT_SOURCE);
          // The object has read its arguments, and says what it made of them.
          const href = url.of(source);
          if (href !== undefined && readUrl(call, href)) {
            if (withCredentials.of(source)) call.credentials = "include";
            onCall(call);
          } else onUndescribed();
        }
      } catch {
        // Nothing of ours may reach the page.
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
