// Looks at the page's objects without running the page's code, or lets it run exactly once.
//
// On the way of a request nothing is called that the page may have patched since: no method by its name, no global, and
// no iterator, and so neither `for … of` nor `[...list]` nor `const [a, b] = list`.

// The platform's own at this moment.
export const { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, has, ownKeys } = Reflect;
export const { create, hasOwn } = Object;
export const { isArray } = Array;
export const objectPrototype = Object.prototype;
const { Proxy, WeakMap } = globalThis;

/** A method as a function, whose first argument is the object. */
const uncurried = (method) => Function.prototype.call.bind(method);

export const charCodeAt = uncurried(String.prototype.charCodeAt);
export const startsWith = uncurried(String.prototype.startsWith);
const weakGet = uncurried(WeakMap.prototype.get);
const weakSet = uncurried(WeakMap.prototype.set);
const weakHas = uncurried(WeakMap.prototype.has);
const weakDelete = uncurried(WeakMap.prototype.delete);

/** A WeakMap whose methods stay the platform's. */
export function createNotes() {
  const map = new WeakMap();
  return {
    get: (key) => weakGet(map, key),
    has: (key) => weakHas(map, key),
    set: (key, value) => void weakSet(map, key, value),
    delete: (key) => void weakDelete(map, key),
  };
}

/** `{ name: true, … }`, in which nothing else is found. */
export function setOf(names) {
  const set = create(null);
  for (const name of names) set[name] = true;
  return set;
}

export function isObject(value) {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Whether it is a Proxy that is dead, each use of which throws. */
export function isRevoked(value) {
  try {
    isArray(value);
    return false;
  } catch {
    return true;
  }
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
  return descriptor && hasOwn(descriptor, "value") ? descriptor : undefined;
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

const toString = Function.prototype.toString;

/**
 * Whether `native` is the platform's function or class of that name. A bound function and a Proxy are native code as well:
 * WebKit tells the one only by its name, and the other only by its text.
 */
export function isPlatforms(native, name) {
  if (typeof native !== "function" || ownValue(native, "name")?.value !== name) return false;
  return apply(toString, native, []).replace(/\s+/g, " ") === `function ${name}() { [native code] }`;
}

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
