// Knows whether a page listens on `xhr.upload`, which no script can ask. Adds no listener: one of ours would be a reason for
// a preflight by itself.

import { apply, createNotes, getter, inPlaceOf, isObject, setOf } from "./objects.js";

const EVENTS = "loadstart progress abort error load timeout loadend";
/** Those that each upload has, and those of one that does not fail. */
const ALWAYS = setOf("loadstart loadend");
const AT_BEST = setOf("progress load");

/** The wrapped methods, as `[[object, name, wrapper], …]`, and `hasListener(upload, call)`. */
export function createUploadWatcher(on) {
  const { scope } = on;
  const Class = scope.XMLHttpRequestUpload;
  const handlers = EVENTS.split(" ").map((name) => getter(scope.XMLHttpRequestEventTarget, `on${name}`));
  const aborted = getter(scope.AbortSignal, "aborted");
  /** Of each upload: its listeners as `{ type, callback, capture, once, signal }`, some places of the list being empty. */
  const listeners = createNotes();
  /** The last call of an upload, whose events have taken away those that are there but once. */
  const sent = createNotes();

  function indexOf(all, type, callback, capture) {
    for (let i = 0; i < all.length; i++) {
      const one = all[i];
      if (one && one.type === type && one.callback === callback && one.capture === capture) return i;
    }
    return -1;
  }

  function note(upload, args, add) {
    const callback = args[1];
    const options = args[2];
    const ofObject = isObject(options);
    const all = listeners.get(upload) ?? [];
    const type = `${args[0]}`;
    const capture = !!(ofObject ? options.capture : options);
    const at = indexOf(all, type, callback, capture);
    if (!add) {
      if (at >= 0) all[at] = undefined;
      return;
    }
    const signal = ofObject ? options.signal : undefined;
    // A signal that has been aborted adds nothing.
    if (at >= 0 || aborted(signal)) return;
    all[all.length] = { type, callback, capture, once: ofObject && !!options.once, signal };
    listeners.set(upload, all);
  }

  function method(name, add) {
    const { prototype } = Class;
    const wrapper = inPlaceOf(prototype[name], {
      apply(target, self, args) {
        const result = apply(target, self, args);
        try {
          // What cannot be read twice is left alone: a listener more is taken for granted.
          if (on.isWatching() && isObject(self) && args[1]) note(self, args, add);
        } catch {
          // Nothing of ours may reach the page.
        }
        return result;
      },
    });
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
    patches: Class ? [method("addEventListener", true), method("removeEventListener", false)] : [],
    hasListener(upload, call) {
      if (upload === undefined) return false;
      const all = listeners.get(upload);
      if (all) forget(upload, all);
      let found = false;
      for (let i = 0; i < handlers.length && !found; i++) found = !!handlers[i](upload);
      for (let i = 0; all && i < all.length && !found; i++) found = all[i] !== undefined && !aborted(all[i].signal);
      if (found && all && call.body !== 0 && !call.sync) {
        sent.set(upload, { call, all: { ...all } });
      }
      return found;
    },
  };
}
