// Knows which `Request` has a stream in it, which no script can ask of it without touching its body.

import { BODY, Call, FETCH } from "./call.js";
import { construct, followed, inPlaceOf, isObject } from "./objects.js";

/** The wrapped class of a realm, which notes those; `on` is that of wrapFetch(). */
export function wrapRequest(on) {
  const { streams } = on;
  const native = on.scope.Request;
  // Where someone else has replaced the class, its streams stay unknown: it gets what the page gives.
  const copier = on.copierOf(native, "Request");
  if (!copier) return [];
  const { prototype } = native;

  const wrapper = inPlaceOf(native, {
    construct(target, args, newTarget) {
      const own = newTarget === wrapper ? target : newTarget;
      if (!on.isWatching()) return construct(target, args, own);
      const input = args[0];
      const call = new Call(FETCH);
      if (isObject(args[1])) args[1] = on.readInit(call, args[1], copier);
      const request = construct(target, args, own);
      if (call.body === BODY.none ? streams.get(input) : call.body === BODY.stream) streams.set(request, true);
      return request;
    },
  });
  const clone = followed(prototype.clone, (self, _, copy) => on.isWatching() && streams.get(self) && streams.set(copy, true));
  return [
    [on.scope, "Request", wrapper],
    [prototype, "constructor", wrapper],
    [prototype, "clone", clone],
  ];
}
