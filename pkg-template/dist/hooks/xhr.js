// Wraps what XMLHttpRequest does before a request is sent. The object stays the platform's own.

import { Call, XHR } from "./call.js";
import { apply, getter, inPlaceOf, isObject, toText } from "./objects.js";
import { createUploadWatcher } from "./upload.js";

/** The wrapped methods of a realm's XMLHttpRequest, as `[[object, name, wrapper], …]`, and what ends the watching. */
export function wrapXhr(scope, { readUrl, describeBody, onCall, onUndescribed }) {
  const Class = scope.XMLHttpRequest;
  if (!Class) return undefined;
  const { prototype } = Class;
  const withCredentials = getter(Class, "withCredentials");
  const upload = getter(Class, "upload");
  const { addEventListener } = scope.EventTarget.prototype;
  const uploads = createUploadWatcher(scope);
  /** Of each object: its call in the making, with the headers so far. */
  const opened = new WeakMap();
  let watching = true;

  /** A method that runs `before(object, args)`, the native one, and with what the former gave `after(object, it)`. */
  function method(name, before, after) {
    return inPlaceOf(prototype[name], {
      apply(target, self, args) {
        if (!watching) return apply(target, self, args);
        // What the page's own conversions throw, the native method would have thrown, too.
        const converted = before.convert ? before.convert(args) : args;
        let noted;
        try {
          noted = before(self, converted);
        } catch {
          noted = undefined;
        }
        let done = false;
        try {
          const result = apply(target, self, converted);
          done = true;
          return result;
        } finally {
          try {
            after(self, noted, done);
          } catch {
            // Nothing of ours may reach the page.
          }
        }
      },
    });
  }

  function open(_, args) {
    const call = new Call(XHR);
    call.method = String(args[0]);
    call.sync = args.length > 2 && !args[2];
    return readUrl(call, args[1]) ? call : undefined;
  }
  /** Methods and URLs are converted once, here, at the moment and in the order in which the platform would. */
  open.convert = (args) => {
    if (args.length < 2 || !(isObject(args[0]) || isObject(args[1]))) return args;
    const probe = new Call(XHR);
    const method = toText(args[0]);
    const url = isObject(args[1]) && !readUrl(probe, args[1]) ? toText(args[1]) : args[1];
    return [method, url, ...args.slice(2)];
  };

  function setRequestHeader(self, args) {
    const call = opened.get(self);
    return call && args.length > 1 ? [call, String(args[0]), String(args[1])] : undefined;
  }
  setRequestHeader.convert = (args) =>
    args.length > 1 && (isObject(args[0]) || isObject(args[1])) ? [toText(args[0]), toText(args[1])] : args;

  function send(self, args) {
    const call = opened.get(self);
    if (!call) return undefined;
    opened.delete(self);
    if (withCredentials.of(self)) call.credentials = "include";
    call.uploadListener = uploads.hasListener(upload.of(self));
    const body = args[0];
    if (body !== undefined && body !== null) describeBody(call, body, false);
    return call;
  }

  const methods = {
    open: method("open", open, (self, call, done) => {
      if (!done) return;
      if (call) opened.set(self, call);
      else {
        opened.delete(self);
        onUndescribed();
      }
    }),
    setRequestHeader: method("setRequestHeader", setRequestHeader, (_, noted, done) => {
      if (noted && done) (noted[0].headers ??= []).push(noted[1], noted[2]);
    }),
    send: method("send", send, (self, call, done) => {
      if (!call) return;
      if (!done && !call.sync) return;
      onCall(call);
      if (!done) call.failed = true;
      else if (!call.sync) {
        const listener = () => {
          call.failed = true;
          call.onFailure?.();
        };
        apply(addEventListener, self, ["error", listener, { once: true }]);
      }
    }),
  };

  return {
    patches: [
      ...Object.entries(methods).map(([name, wrapper]) => [prototype, name, wrapper]),
      ...uploads.patches,
    ],
    stop() {
      watching = false;
      uploads.stop();
    },
  };
}
