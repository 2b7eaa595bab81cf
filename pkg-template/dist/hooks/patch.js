// Replaces functions that are properties, and gives them back.

import { apply, createNotes, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, inPlaceOf } from "./objects.js";

/**
 * The holder of `object[name]` and its descriptor, `undefined` if nothing has it.
 *
 * A window has `fetch` as its own property; a worker inherits it. It is replaced where it stands, so that the page
 * finds the same properties in the same places.
 */
export function locate(object, name) {
  for (let holder = object; holder; holder = getPrototypeOf(holder)) {
    const descriptor = getOwnPropertyDescriptor(holder, name);
    if (descriptor) return { holder, name, descriptor };
  }
  return undefined;
}

/** Defines it there, and throws a sentence if the page has locked it. */
function define({ holder, name }, descriptor) {
  if (defineProperty(holder, name, descriptor)) return;
  throw new Error(`cors-forecast: the page has locked ${name}; install before the code that locks it.`);
}

/** A function that puts back what was there, unless someone else has come since. */
const restorer = ({ holder, name, descriptor, shadows }, kind, ours) => () => {
  if (getOwnPropertyDescriptor(holder, name)?.[kind] !== ours) return;
  if (shadows) delete holder[name];
  else defineProperty(holder, name, descriptor);
};

/** Puts `replacement` there. The returned function puts back what was there. */
export function replace(place, value) {
  const { get, set, ...rest } = place.descriptor;
  define(place, { writable: true, ...rest, value });
  return restorer(place, "value", value);
}

/** Puts `get` in the place of an accessor's own, as `replace` does. */
export function replaceGetter(place, get, more) {
  define(place, { ...place.descriptor, get, ...more });
  return restorer(place, "get", get);
}

/** As `locate`, but the place is `object` itself, where it stands before what it inherits. */
export function above(object, name) {
  const place = locate(object, name);
  if (!place || place.holder === object) return place;
  return { holder: object, name, descriptor: place.descriptor, shadows: true };
}

/**
 * Wraps the functions that an accessor gives, and leaves the accessor at work: who sets it still does. The returned function
 * puts back what was there, unless someone else has come since.
 */
export function wrapAccessor(place, wrap, isWatching) {
  const { descriptor } = place;
  const wrappers = createNotes();
  const natives = createNotes();
  const get = inPlaceOf(descriptor.get, {
    apply(target, self, args) {
      const native = apply(target, self, args);
      if (!isWatching() || typeof native !== "function" || natives.get(native)) return native;
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
        const native = natives.get(args[0]);
        if (native) args[0] = native;
        return apply(target, self, args);
      },
    });
  return replaceGetter(place, get, { set });
}
