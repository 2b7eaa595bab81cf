// Knows whether a page listens on `xhr.upload`, which no script can ask. Adds no listener: one of ours would be a reason for
// a preflight by itself. Asks for no upload: Chromium tells late listeners of the progress only if there was one before.

import { createNotes, followed, getOwnPropertyDescriptor, getter, isObject, ownValue, setOf } from "./objects.js";
import { replaceGetter } from "./patch.js";

const EVENTS = "loadstart progress abort error load timeout loadend";
/** Those that each upload has, and those of one that does not fail. */
const ALWAYS = setOf("loadstart loadend");
const AT_BEST = setOf("progress load");

/** What is wrapped, as `[[object, name, wrapper], …]` for wrapRealm(), and `hasListener(xhr, call)`. */
export function createUploadWatcher(on) {
  const { scope } = on;
  const Class = scope.XMLHttpRequestUpload;
  const { prototype } = scope.XMLHttpRequest;
  const native = Class && getOwnPropertyDescriptor(prototype, "upload")?.get;
  const handlers = EVENTS.split(" ").map((name) => getter(scope.XMLHttpRequestEventTarget, `on${name}`));
  const aborted = getter(scope.AbortSignal, "aborted");
  /** Of each upload: its listeners as `{ type, callback, capture, once, signal }`, some places of the list being empty. */
  const listeners = createNotes();
  /** Of each XMLHttpRequest: its upload, once the page has asked for it. */
  const given = createNotes();
  /** The last call of an upload, whose events have taken away those that are there but once. */
  const sent = createNotes();

  function indexOf(all, type, callback, capture) {
    for (let i = 0; i < all.length; i++) {
      const one = all[i];
      if (one?.type === type && one.callback === callback && one.capture === capture) return i;
    }
    return -1;
  }

  function note(upload, args, remove) {
    const callback = args[1];
    const options = isObject(args[2]) ? args[2] : { __proto__: null, capture: args[2] };
    const all = listeners.get(upload) ?? [];
    const type = `${args[0]}`;
    const capture = !!options.capture;
    const at = indexOf(all, type, callback, capture);
    if (remove) {
      if (at >= 0) all[at] = undefined;
      return;
    }
    const { signal } = options;
    // A signal that has been aborted adds nothing.
    if (at >= 0 || aborted(signal)) return;
    all[all.length] = { type, callback, capture, once: !!options.once, signal };
    listeners.set(upload, all);
  }

  function method(name, remove) {
    const { prototype } = Class;
    // What cannot be read twice is left alone: a listener more is taken for granted.
    const wrapper = followed(prototype[name], (self, args) => on.isWatching() && args[1] && note(self, args, remove));
    return [prototype, name, wrapper];
  }

  /** Without those that the last call's events have taken away. */
  function forget(upload, all) {
    const last = sent.get(upload);
    if (!last) return;
    sent.set(upload);
    for (let i = 0; i < all.length; i++) {
      const one = all[i];
      if (one?.once && last.all[i] === one && (ALWAYS[one.type] || (!last.call.failed && AT_BEST[one.type]))) {
        all[i] = undefined;
      }
    }
  }

  return {
    // Where someone else has replaced the class, listeners stay unknown.
    patches: native
      ? [
          ...["addEventListener", "removeEventListener"].map(method),
          [prototype, "upload", followed(native, (self, _, upload) => given.set(self, upload)), replaceGetter],
        ]
      : [],
    hasListener(xhr, call) {
      // In pages that are simulated each object has the member itself.
      const upload = given.get(xhr) ?? ownValue(xhr, "upload")?.value;
      if (upload === undefined) return false;
      const all = listeners.get(upload);
      if (all) forget(upload, all);
      let found = false;
      for (let i = 0; i < handlers.length && !found; i++) found = !!handlers[i](upload);
      for (let i = 0; i < all?.length && !found; i++) found = all[i] !== undefined && !aborted(all[i].signal);
      if (found && all && call.body && !call.sync) sent.set(upload, { call, all: { ...all } });
      return found;
    },
  };
}
