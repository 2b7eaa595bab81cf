// Reads what a page gives as headers: directly where that cannot be noticed, else while the native function reads.

import {
  apply,
  assign,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isArray,
  isObject,
  objectPrototype,
  ownKeys,
  ownValue,
  standIn,
  toText,
} from "./objects.js";

/**
 * The returned function gives names and values in turn, of a `Headers` object, a plain record or a plain array of pairs,
 * and `undefined` for anything whose reading could run the page's code. Its `ofHeaders` reads what is known to be `Headers`.
 */
export function createHeadersReader(scope = globalThis) {
  const HeadersPrototype = scope.Headers?.prototype;
  const forEach = HeadersPrototype?.forEach;
  const iterators = [
    [Array.prototype, Array.prototype[Symbol.iterator]],
    [HeadersPrototype, HeadersPrototype?.[Symbol.iterator]],
  ];

  /** Whether iterating over `object` is what the platform made it, nobody having patched it since. */
  function iteratesAs(object, prototype) {
    return (
      getPrototypeOf(object) === prototype &&
      !hasOwn(object, Symbol.iterator) &&
      iterators.some(([known, iterator]) => known === prototype && ownValue(known, Symbol.iterator)?.value === iterator)
    );
  }

  function ofHeaders(headers) {
    const pairs = [];
    apply(forEach, headers, [(value, name) => void pairs.push(name, value)]);
    return pairs;
  }

  function ofArray(array) {
    const pairs = [];
    for (let i = 0; i < array.length; i++) {
      const pair = ownValue(array, i)?.value;
      if (!isArray(pair) || !iteratesAs(pair, Array.prototype) || pair.length !== 2) return undefined;
      const name = ownValue(pair, 0);
      const value = ownValue(pair, 1);
      if (!isPlainText(name) || !isPlainText(value)) return undefined;
      pairs.push(String(name.value), String(value.value));
    }
    return pairs;
  }

  function ofRecord(record) {
    const pairs = [];
    for (const name of ownKeys(record)) {
      const own = getOwnPropertyDescriptor(record, name);
      if (own === undefined || typeof name === "symbol") return undefined;
      const { value } = own;
      if (typeof value === "string") pairs.push(name, value);
      else if (own.get || own.set || isObject(value) || typeof value === "symbol") return undefined;
      else pairs.push(name, String(value));
      if (!own.enumerable) pairs.length -= 2;
    }
    return pairs;
  }

  function read(headers) {
    if (!isObject(headers)) return undefined;
    if (HeadersPrototype && iteratesAs(headers, HeadersPrototype)) return ofHeaders(headers);
    if (isArray(headers)) return iteratesAs(headers, Array.prototype) ? ofArray(headers) : undefined;
    const prototype = getPrototypeOf(headers);
    if ((prototype !== objectPrototype && prototype !== null) || Symbol.iterator in headers) return undefined;
    return ofRecord(headers);
  }

  return assign(read, { ofHeaders });
}

function isPlainText(own) {
  return own !== undefined && !isObject(own.value) && typeof own.value !== "symbol";
}

/**
 * Stands in for `headers`, an iterable of pairs or a record, and puts what the native function reads into `pairs`.
 * The page's code runs when and as often as it would have.
 */
export function noteHeaders(headers, pairs) {
  return standIn(headers, (name, read) => {
    const value = read();
    if (name === Symbol.iterator) return noteIterator(headers, value, (item) => notePair(item, pairs));
    if (typeof name === "symbol") return value;
    const text = toText(value);
    pairs.push([name, text]);
    return text;
  });
}

function notePair(item, pairs) {
  if (!isObject(item)) return item;
  const pair = [];
  pairs.push(pair);
  return standIn(item, (name, read) => {
    const value = read();
    if (name !== Symbol.iterator) return value;
    return noteIterator(item, value, (part) => {
      const text = toText(part);
      pair.push(text);
      return text;
    });
  });
}

/** A `[Symbol.iterator]` method whose items pass through `onItem` on their way to the native function. */
function noteIterator(iterable, method, onItem) {
  if (typeof method !== "function") return method;
  return () => {
    const iterator = apply(method, iterable, []);
    const next = iterator.next;
    return {
      next() {
        const result = apply(next, iterator, []);
        if (!isObject(result)) return result;
        return result.done ? { done: true, value: undefined } : { done: false, value: onItem(result.value) };
      },
    };
  };
}
