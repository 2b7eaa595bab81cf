// Replaces functions that are properties, and gives them back.

import { apply, createNotes, inPlaceOf } from "./objects.js";

/**
 * The holder of `object[name]` and its descriptor, `undefined` if nothing has it.
 *
 * A window has `fetch` as its own property; a worker inherits it. It is replaced where it stands, so that the page
 * finds the same properties in the same places.
 */
export function locate(object, name) {
  for (let holder = object; holder; holder = Object.getPrototypeOf(holder)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    if (descriptor) return { holder, name, descriptor };
  }
  return undefined;
}

/** Puts `replacement` there. Throws a sentence if the page has locked the property. */
export function replace({ holder, name, descriptor }, replacement) {
  if (!descriptor.configurable && !descriptor.writable) throw lockedError(name);
  Object.defineProperty(holder, name, {
    value: replacement,
    enumerable: descriptor.enumerable,
    configurable: descriptor.configurable,
    writable: descriptor.writable ?? true,
  });
}

/** Puts back what was there, unless someone else has replaced `replacement` since. Tells whether it did. */
export function restore({ holder, name, descriptor, shadows }, replacement) {
  if (Object.getOwnPropertyDescriptor(holder, name)?.value !== replacement) return false;
  if (shadows) delete holder[name];
  else Object.defineProperty(holder, name, descriptor);
  return true;
}

/** As `locate`, but the place is `object` itself, where it stands before what it inherits. */
export function above(object, name) {
  const place = locate(object, name);
  if (!place || place.holder === object) return place;
  return { holder: object, name, descriptor: place.descriptor, shadows: true };
}

const lockedError = (name) =>
  new Error(`cors-forecast: the page has locked ${name}; install before the code that locks it.`);

/**
 * Wraps the functions that an accessor gives, and leaves the accessor at work: who sets it still does. The returned function
 * puts back what was there, unless someone else has come since.
 */
export function wrapAccessor({ holder, name, descriptor }, wrap) {
  if (!descriptor.configurable) throw lockedError(name);
  const wrappers = createNotes();
  const natives = createNotes();
  let active = true;
  const get = inPlaceOf(descriptor.get, {
    apply(target, self, args) {
      const native = apply(target, self, args);
      if (!active || typeof native !== "function" || natives.has(native)) return native;
      let wrapper = wrappers.get(native);
      if (wrapper === undefined) {
        wrapper = wrap(native);
        wrappers.set(native, wrapper);
        natives.set(wrapper, native);
      }
      return wrapper;
    },
  });
  // What is ours does not go into what is the page's.
  const set =
    descriptor.set &&
    inPlaceOf(descriptor.set, {
      apply(target, self, args) {
        if (typeof args[0] === "function" && natives.has(args[0])) args[0] = natives.get(args[0]);
        return apply(target, self, args);
      },
    });
  Object.defineProperty(holder, name, { ...descriptor, get, set });
  return () => {
    active = false;
    if (Object.getOwnPropertyDescriptor(holder, name)?.get === get) Object.defineProperty(holder, name, descriptor);
  };
}
