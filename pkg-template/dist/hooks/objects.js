// Looks at the page's objects without running the page's code, or lets it run exactly once.
//
// On the way of a request nothing is called that the page may have patched since: no method by its name, no global, and
// no iterator, and so neither `for … of` nor `[...list]` nor `const [a, b] = list`.

import { attempt } from "../attempt.js";

// The platform's own at this moment.
export const { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
export const { create, hasOwn, getOwnPropertyNames, getOwnPropertySymbols } = Object;
export const { isArray } = Array;
export const objectPrototype = Object.prototype;
/** Has what the page gives to all objects. */
export const PLAIN = {};
const { Proxy, WeakMap } = globalThis;

export const startsWith = Function.prototype.call.bind(String.prototype.startsWith);
const notes = { get: WeakMap.prototype.get, set: WeakMap.prototype.set };

/** A WeakMap whose methods stay the platform's. */
export const createNotes = () => Object.assign(new WeakMap(), notes);

/** `{ name: true, … }` of names with a space between, in which nothing else is found. */
export function setOf(names) {
  const set = create(null);
  for (const name of names.split(" ")) set[name] = true;
  return set;
}

/** A data property, as `ownValue` gives it, whose value is converted to a string without running the page's code. */
export const isPlainText = (own) => own !== undefined && !isObject(own.value) && typeof own.value !== "symbol";

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
  return descriptor && !("get" in descriptor) ? descriptor : undefined;
}

/** What a method of the platform's answers, and `undefined` if `object` is not of its class. */
const reader = (method, args) => (object) => {
  try {
    return method && apply(method, object, args);
  } catch {
    return undefined;
  }
};

/** A platform class's own getter, remembered. Classes of another frame count, a page's look-alike does not. */
export const getter = (Class, name) => reader(Class?.prototype && getOwnPropertyDescriptor(Class.prototype, name)?.get, []);

/** The same by `has()`, which does nothing but answer; of what has no getter. */
export const brand = (Class) => reader(Class?.prototype?.has, ["x"]);

const toString = Function.prototype.toString;

/**
 * Whether `native` is the platform's function or class of that name. A bound function and a Proxy are native code as well:
 * WebKit tells the one only by its name, and the other only by its text.
 */
export function isPlatforms(native, name) {
  if (typeof native !== "function" || ownValue(native, "name")?.value !== name) return false;
  const text = apply(toString, native, []);
  // The one is Chromium's way to write it. No pattern, as the page would wait for its compilation.
  return text === `function ${name}() { [native code] }` || text === `function ${name}() {\n    [native code]\n}`;
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

/** The native function, after which `then(self, args, result)` is called; what that throws is nobody's business. */
export const followed = (native, then) =>
  inPlaceOf(native, {
    apply(target, self, args) {
      const result = apply(target, self, args);
      attempt(() => then(self, args, result));
      return result;
    },
  });
