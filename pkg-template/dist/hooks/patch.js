// Replaces a function that is a property of the global object, and gives it back.

/**
 * The holder of `globalThis[name]` and its descriptor, or why it cannot be replaced.
 *
 * A window has `fetch` as its own property; a worker inherits it. It is replaced where it stands, so that the page
 * finds the same properties in the same places.
 */
export function locate(name) {
  for (let holder = globalThis; holder; holder = Object.getPrototypeOf(holder)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    if (descriptor) return { holder, name, descriptor };
  }
  return undefined;
}

/** Puts `replacement` there. Throws a sentence if the page has locked the property. */
export function replace({ holder, name, descriptor }, replacement) {
  if (!descriptor.configurable && !descriptor.writable) {
    throw new Error(`cors-forecast: the page has locked globalThis.${name}; install before the code that locks it.`);
  }
  Object.defineProperty(holder, name, {
    value: replacement,
    enumerable: descriptor.enumerable,
    configurable: descriptor.configurable,
    writable: descriptor.writable ?? true,
  });
}

/** Puts back what was there, unless someone else has replaced `replacement` since. Tells whether it did. */
export function restore({ holder, name, descriptor }, replacement) {
  if (Object.getOwnPropertyDescriptor(holder, name)?.value !== replacement) return false;
  Object.defineProperty(holder, name, descriptor);
  return true;
}
