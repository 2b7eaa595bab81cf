// Knows whether a page listens on `xhr.upload`, which no script can ask. Adds no listener: one of ours would be a reason for
// a preflight by itself.

import { apply, getter, inPlaceOf, isObject } from "./objects.js";

const EVENTS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"];

/** The wrapped methods, as `[[object, name, wrapper], …]`, and `hasListener(upload)`. */
export function createUploadWatcher(scope) {
  const Class = scope.XMLHttpRequestUpload;
  const handlers = EVENTS.map((name) => getter(scope.XMLHttpRequestEventTarget, `on${name}`));
  const aborted = getter(scope.AbortSignal, "aborted");
  /** Of each upload: its listeners as `{ type, callback, capture, signal }`. */
  const listeners = new WeakMap();
  let watching = true;

  const captures = (options) => Boolean(isObject(options) ? options.capture : options);

  function note(upload, [type, callback, options], add) {
    const all = listeners.get(upload) ?? [];
    const name = String(type);
    const capture = captures(options);
    const at = all.findIndex((one) => one.type === name && one.callback === callback && one.capture === capture);
    if (add && at < 0) {
      all.push({ type: name, callback, capture, signal: isObject(options) ? options.signal : undefined });
      listeners.set(upload, all);
    } else if (!add && at >= 0) all.splice(at, 1);
  }

  function method(name, add) {
    return inPlaceOf(Class.prototype[name], {
      apply(target, self, args) {
        const result = apply(target, self, args);
        try {
          // What cannot be read twice is left alone: a listener more is taken for granted.
          if (watching && isObject(self) && args[1]) note(self, args, add);
        } catch {
          // Nothing of ours may reach the page.
        }
        return result;
      },
    });
  }

  return {
    patches: Class
      ? [
          [Class.prototype, "addEventListener", method("addEventListener", true)],
          [Class.prototype, "removeEventListener", method("removeEventListener", false)],
        ]
      : [],
    hasListener(upload) {
      if (upload === undefined) return false;
      if (handlers.some((handler) => handler.of(upload))) return true;
      const all = listeners.get(upload) ?? [];
      return all.some(({ signal }) => !signal || !aborted.of(signal));
    },
    stop() {
      watching = false;
    },
  };
}
