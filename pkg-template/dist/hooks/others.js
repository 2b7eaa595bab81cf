// Wraps sendBeacon() and EventSource.

import { BEACON, Call, EVENT_SOURCE } from "./call.js";
import { apply, construct, getter, inPlaceOf } from "./objects.js";

/** The wrapped sendBeacon() of a realm, as `[[object, name, wrapper], …]`; `on` is that of wrapFetch(). */
export function wrapBeacon(on) {
  const { navigator } = on.scope;
  const prototype = on.scope.Navigator?.prototype;
  const native = prototype?.sendBeacon;
  if (!native) return [];
  const wrapper = inPlaceOf(native, {
    apply(target, self, args) {
      // Another frame's navigator sends as that frame, and anything else is refused.
      if (!on.isWatching() || self !== navigator || args.length === 0) return apply(target, self, args);
      const own = on.isOwn(args[0]);
      const call = new Call(BEACON);
      let described = false;
      if (!own) {
        // Converted once, here, as the native function would first thing.
        on.convertUrl(args, 0);
        described = on.readUrl(call, args[0]);
      }
      const taken = apply(target, self, args);
      try {
        if (own) on.onOwn();
        else if (!described) on.miss();
        else {
          const body = args[1];
          if (body !== undefined && body !== null) on.describeBody(call, body);
          on.finish(call);
          call.failed = !taken;
          on.onCall(call);
        }
      } catch {
        // Nothing of ours may reach the page.
      }
      return taken;
    },
  });
  return [[prototype, "sendBeacon", wrapper]];
}

/** The wrapped EventSource of a realm. */
export function wrapEventSource(on) {
  const native = on.scope.EventSource;
  if (!native) return [];
  const url = getter(native, "url");
  const withCredentials = getter(native, "withCredentials");
  const wrapper = inPlaceOf(native, {
    construct(target, args, newTarget) {
      const source = construct(target, args, newTarget === wrapper ? target : newTarget);
      if (!on.isWatching()) return source;
      try {
        if (on.isOwn(args[0])) on.onOwn();
        else {
          const call = new Call(EVENT_SOURCE);
          // The object has read its arguments, and says what it made of them.
          const href = url(source);
          if (href !== undefined && on.readUrl(call, href)) {
            if (withCredentials(source)) call.credentials = "include";
            on.onCall(call);
          } else on.miss();
        }
      } catch {
        // Nothing of ours may reach the page.
      }
      return source;
    },
  });
  return [
    [on.scope, "EventSource", wrapper],
    [native.prototype, "constructor", wrapper],
  ];
}
