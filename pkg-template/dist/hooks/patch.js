// Replaces functions that are properties, and gives them back.

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
  if (!descriptor.configurable && !descriptor.writable) {
    throw new Error(`cors-forecast: the page has locked ${name}; install before the code that locks it.`);
  }
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
