// Wraps what XMLHttpRequest does before a request is sent. The object stays the platform's own.

import { Call, XHR } from "./call.js";
import { apply, createNotes, getter, inPlaceOf, isObject, toText } from "./objects.js";
import { createUploadWatcher } from "./upload.js";

/** The wrapped methods of a realm's XMLHttpRequest, as `[[object, name, wrapper], …]`, and what ends the watching. */
export function wrapXhr(scope, { readUrl, describeBody, isOwn, onCall, onOwn, onUndescribed }) {
  const Class = scope.XMLHttpRequest;
  if (!Class) return undefined;
  const { prototype } = Class;
  const withCredentials = getter(Class, "withCredentials");
  const upload = getter(Class, "upload");
  const { addEventListener } = scope.EventTarget.prototype;
  const uploads = createUploadWatcher(scope);
  /** Of each object: its call in the making, with the headers so far, or that it is one to the page's own origin. */
  const opened = createNotes();
  const OWN = {};
  const once = { once: true };
  let watching = true;

  /** A method that runs `before(object, args)`, the native one, and with what the former gave `after(object, it, done)`. */
  function method(name, convert, before, after) {
    return inPlaceOf(prototype[name], {
      apply(target, self, args) {
        // What is no XMLHttpRequest is refused before anything is converted.
        if (!watching || withCredentials.of(self) === undefined) return apply(target, self, args);
        // What the page's own conversions throw, the native method would have thrown, too.
        if (convert !== undefined) convert(args);
        let noted;
        try {
          noted = before(self, args);
        } catch {
          noted = undefined;
        }
        let done = false;
        try {
          const result = apply(target, self, args);
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
    if (isOwn(args[1])) return OWN;
    const call = new Call(XHR);
    call.method = `${args[0]}`;
    call.sync = args.length > 2 && !args[2];
    return readUrl(call, args[1]) ? call : undefined;
  }

  /** Methods and URLs are converted once, here, at the moment and in the order in which the platform would. */
  function convertOpen(args) {
    if (args.length < 2 || !(isObject(args[0]) || isObject(args[1]))) return;
    args[0] = toText(args[0]);
    if (isObject(args[1]) && !readUrl(new Call(XHR), args[1])) args[1] = toText(args[1]);
  }

  function setRequestHeader(self, args) {
    const call = opened.get(self);
    return call && call !== OWN && args.length > 1 ? { call, name: `${args[0]}`, value: `${args[1]}` } : undefined;
  }

  function convertHeader(args) {
    if (args.length < 2) return;
    args[0] = toText(args[0]);
    args[1] = toText(args[1]);
  }

  function send(self, args) {
    const call = opened.get(self);
    if (!call || call === OWN) return call;
    if (withCredentials.of(self)) call.credentials = "include";
    const body = args[0];
    if (body !== undefined && body !== null) describeBody(call, body);
    call.text = undefined;
    call.uploadListener = uploads.hasListener(upload.of(self), call);
    return call;
  }

  const methods = {
    open: method("open", convertOpen, open, (self, call, done) => {
      if (!done) return;
      if (call) opened.set(self, call);
      else {
        opened.delete(self);
        onUndescribed();
      }
    }),
    setRequestHeader: method("setRequestHeader", convertHeader, setRequestHeader, (_, noted, done) => {
      if (!noted || !done) return;
      const headers = (noted.call.headers ??= []);
      const at = headers.length;
      headers[at] = noted.name;
      headers[at + 1] = noted.value;
    }),
    send: method("send", undefined, send, (self, call, done) => {
      // What is refused before it is sent can be sent once more; of a synchronous one that fails, nobody knows which it is.
      if (!call || !(done || call.sync)) return;
      opened.delete(self);
      if (call === OWN) return onOwn();
      onCall(call);
      if (!done) call.failed = true;
      else if (!call.sync) {
        const listener = () => {
          call.failed = true;
          call.onFailure?.();
        };
        apply(addEventListener, self, ["error", listener, once]);
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
