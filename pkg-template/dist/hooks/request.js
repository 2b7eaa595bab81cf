// Knows which `Request` has a stream in it, which no script can ask of it without touching its body.

import { apply, construct, createNotes, getPrototypeOf, getter, inPlaceOf, isObject, objectPrototype, ownValue } from "./objects.js";

/** The wrapped class, and `hasStream(request)`. */
export function wrapRequest(scope) {
  const native = scope.Request;
  const locked = getter(scope.ReadableStream, "locked");
  const streams = createNotes();
  if (!native) return { patches: [], hasStream: () => false, stop() {} };
  let watching = true;

  /** Whether `init` brings a stream, as far as that can be seen without running the page's code. */
  function bringsStream(input, init) {
    const prototype = isObject(init) ? getPrototypeOf(init) : undefined;
    const body = prototype === objectPrototype || prototype === null ? ownValue(init, "body")?.value : undefined;
    return body === undefined || body === null ? streams.has(input) : locked.of(body) !== undefined;
  }

  const wrapper = inPlaceOf(native, {
    construct(target, args, newTarget) {
      let stream = false;
      try {
        stream = watching && bringsStream(args[0], args[1]);
      } catch {
        // A value that no WeakMap takes is no Request.
      }
      const request = construct(target, args, newTarget === wrapper ? target : newTarget);
      if (stream) streams.set(request, true);
      return request;
    },
  });
  const clone = inPlaceOf(native.prototype.clone, {
    apply(target, self, args) {
      const copy = apply(target, self, args);
      if (watching && streams.has(self)) streams.set(copy, true);
      return copy;
    },
  });
  return {
    patches: [
      [scope, "Request", wrapper],
      [native.prototype, "constructor", wrapper],
      [native.prototype, "clone", clone],
    ],
    hasStream: (request) => streams.has(request),
    stop() {
      watching = false;
    },
  };
}
