// Wraps what XMLHttpRequest does before a request is sent. The object stays the platform's own.

import { Call, fail, XHR } from "./call.js";
import { apply, createNotes, getter, inPlaceOf, toText } from "./objects.js";
import { createUploadWatcher } from "./upload.js";

/** The wrapped methods of a realm's XMLHttpRequest, as `[[object, name, wrapper], …]`; `on` is that of wrapFetch(). */
export function wrapXhr(on) {
  const { scope } = on;
  const Class = scope.XMLHttpRequest;
  if (!Class) return [];
  const { prototype } = Class;
  const withCredentials = getter(Class, "withCredentials");
  const { addEventListener } = scope.EventTarget.prototype;
  const uploads = createUploadWatcher(on);
  /** Of each object: its call in the making, with the headers so far, or that it is one to the page's own origin. */
  const opened = createNotes();
  const OWN = {};
  const once = { once: true };

  /** A method that runs `before(object, args)`, the native one, and with what the former gave `after(object, it, done)`. */
  function method(name, before, after) {
    const wrapper = inPlaceOf(prototype[name], {
      apply(target, self, args) {
        // What is no XMLHttpRequest is refused before anything is converted.
        if (!on.isWatching() || withCredentials(self) === undefined) return apply(target, self, args);
        // Converted once, here, at the moment and in the order in which the platform would; what the page's own conversions throw,
        // the native method would have thrown, too.
        if (name !== "send" && args.length > 1) {
          args[0] = toText(args[0]);
          on.convertUrl(args, 1);
        }
        let noted;
        try {
          noted = before(self, args);
        } catch {
          // Nothing of ours may reach the page.
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
    return [prototype, name, wrapper];
  }

  function open(_, args) {
    if (on.isOwn(args[1])) return OWN;
    const call = new Call(XHR);
    call.method = `${args[0]}`;
    call.sync = args.length > 2 && !args[2];
    return on.readUrl(call, args[1]) ? call : undefined;
  }

  function setRequestHeader(self, args) {
    const call = opened.get(self);
    return call && call !== OWN && args.length > 1 ? { call, name: `${args[0]}`, value: `${args[1]}` } : undefined;
  }

  function send(self, args) {
    const call = opened.get(self);
    if (!call || call === OWN) return call;
    if (withCredentials(self)) call.credentials = "include";
    const body = args[0];
    if (body !== undefined && body !== null) on.describeBody(call, body);
    on.finish(call);
    call.uploadListener = uploads.hasListener(self, call);
    return call;
  }

  return [
    method("open", open, (self, call, done) => {
      if (!done) return;
      if (call) opened.set(self, call);
      else {
        opened.set(self);
        on.miss();
      }
    }),
    method("setRequestHeader", setRequestHeader, (_, noted, done) => {
      if (!noted || !done) return;
      const headers = (noted.call.headers ??= []);
      const at = headers.length;
      headers[at] = noted.name;
      headers[at + 1] = noted.value;
    }),
    method("send", send, (self, call, done) => {
      // What is refused before it is sent can be sent once more; of a synchronous one that fails, nobody knows which it is.
      if (!call || !(done || call.sync)) return;
      opened.set(self);
      if (call === OWN) return on.onOwn();
      on.onCall(call);
      if (!done) call.failed = true;
      else if (!call.sync) {
        apply(addEventListener, self, ["error", () => fail(call), once]);
      }
    }),
    ...uploads.patches,
  ];
}
