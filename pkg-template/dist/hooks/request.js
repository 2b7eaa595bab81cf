// Knows which `Request` has a stream in it, which no script can ask of it without touching its body.

import { BODY, Call, FETCH } from "./call.js";
import { apply, construct, createNotes, inPlaceOf, isObject } from "./objects.js";

/** `hasStream(request)`, and `wrap(describer)`, which gives the wrapped class. */
export function createRequests(scope) {
  const streams = createNotes();
  return {
    hasStream: (request) => streams.has(request),
    wrap: (describer) => wrapRequest(scope, streams, describer),
  };
}

function wrapRequest(scope, streams, { readInit, copierOf }) {
  const native = scope.Request;
  // Where someone else has replaced the class, its streams stay unknown: it gets what the page gives.
  const copier = copierOf(native, "Request");
  if (!copier) return undefined;
  let watching = true;

  const wrapper = inPlaceOf(native, {
    construct(target, args, newTarget) {
      const own = newTarget === wrapper ? target : newTarget;
      if (!watching) return construct(target, args, own);
      const input = args[0];
      let call;
      if (isObject(args[1])) {
        call = new Call(FETCH);
        args[1] = readInit(call, args[1], copier);
      }
      const request = construct(target, args, own);
      const body = call === undefined ? BODY.none : call.body;
      if (body === BODY.none ? streams.has(input) : body === BODY.stream) streams.set(request, true);
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
    stop() {
      watching = false;
    },
  };
}
