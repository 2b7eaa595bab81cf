// Looks at the page's objects without running the page's code, or lets it run exactly once.

// The platform's own at this moment: what the page patches later is not called by us.
export const { apply, get, getOwnPropertyDescriptor, getPrototypeOf, has, ownKeys } = Reflect;
export const { assign, create, hasOwn } = Object;
export const { isArray } = Array;
export const objectPrototype = Object.prototype;

export function isObject(value) {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/**
 * The conversion that the native function would do, done once and at the same moment, so that an error of the page's
 * code is the same one. What is no object is left to the native function: a symbol is refused in its own words.
 */
export function toText(value) {
  return isObject(value) ? `${value}` : value;
}

/** The own data property as `{ value }`, or `undefined` if there is none or it is an accessor. */
export function ownValue(object, name) {
  const descriptor = getOwnPropertyDescriptor(object, name);
  return descriptor && hasOwn(descriptor, "value") ? { value: descriptor.value } : undefined;
}

/**
 * A platform class's own getter, remembered. `of(object)` gives `undefined` if `object` is not of that class; classes
 * of another frame count, a page's look-alike does not.
 */
export function getter(Class, name) {
  const read = Class?.prototype && getOwnPropertyDescriptor(Class.prototype, name)?.get;
  return {
    of(object) {
      try {
        return read && apply(read, object, []);
      } catch {
        return undefined;
      }
    },
  };
}

/** The same by a method that does nothing but answer. `of(object)` tells whether `object` is of that class. */
export function brand(Class, method, ...args) {
  const call = Class?.prototype?.[method];
  return {
    of(object) {
      try {
        apply(call, object, args);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/**
 * An object in whose place `object` is read: `onGet(name, read)` gives each property's value, where `read()` reads
 * the page's own, once. Its target is empty, so that a frozen `object` binds us to nothing.
 */
export function standIn(object, onGet) {
  return new Proxy(
    {},
    {
      get: (_, name) => onGet(name, () => get(object, name)),
      has: (_, name) => has(object, name),
      ownKeys: () => ownKeys(object),
      getPrototypeOf: () => getPrototypeOf(object),
      getOwnPropertyDescriptor(_, name) {
        const descriptor = getOwnPropertyDescriptor(object, name);
        return descriptor && { enumerable: descriptor.enumerable, configurable: true, writable: true, value: undefined };
      },
    },
  );
}

const toString = Function.prototype.toString;

/**
 * A Proxy in the place of a native function or class, whose name, length and other properties are that one's, and which
 * says of itself what that one says: libraries go round a function whose text is not a native one's, by way of a hidden frame.
 */
export function inPlaceOf(native, handler) {
  const says = new Proxy(toString, {
    apply: (target, self, args) => apply(target, self === wrapper ? native : self, args),
  });
  const wrapper = new Proxy(native, {
    get: (target, name, receiver) =>
      name === "toString" && target.toString === toString ? says : get(target, name, receiver === wrapper ? target : receiver),
    ...handler,
  });
  return wrapper;
}
