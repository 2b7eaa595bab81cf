// Reads what a page gives as headers, in the native function's place where that could be noticed.

import { refuse } from "./call.js";
import {
  apply,
  brand,
  create,
  getOwnPropertySymbols,
  getPrototypeOf,
  hasOwn,
  isArray,
  isObject,
  isPlainText,
  isPlatforms,
  isRevoked,
  objectPrototype,
  ownValue,
  PLAIN,
  toText,
} from "./objects.js";

const { iterator } = Symbol;
const arrayPrototype = Array.prototype;
const arrayIterator = arrayPrototype[iterator];

/** Without a prototype, and quicker to make than by `create(null)`: what it is given, and nothing else, is in it. */
function Bare() {}
Bare.prototype = create(null);

/** Whether this engine reads an array by its indices, whatever its iterator is. If it can't be asked, that is the safe guess. */
function readsByIndex({ Headers }) {
  if (!isPlatforms(Headers, "Headers")) return true;
  let called = false;
  const array = [];
  array[iterator] = () => {
    called = true;
    return { next: () => ({ done: true }) };
  };
  new Headers(array);
  return !called;
}

/**
 * `read(headers)` gives names and values in turn, of a `Headers` object, a plain record or a plain array of pairs, and
 * `undefined` for anything whose reading could run the page's code. `ofHeaders` reads what is known to be `Headers`, and
 * `take(call, headers)` reads anything, as the native function would, and gives what that one shall read.
 */
export function createHeadersReader(scope) {
  const HeadersPrototype = scope.Headers?.prototype;
  const forEach = HeadersPrototype?.forEach;
  const isHeaders = brand(scope.Headers);
  const headersIterator = HeadersPrototype?.[iterator];
  const known = isPlatforms(scope.Headers, "Headers") && isPlatforms(headersIterator, "entries");
  const steps = known ? getPrototypeOf(new scope.Headers()[iterator]()) : {};
  const step = isPlatforms(steps.next, "next") ? steps.next : undefined;
  const byIndex = readsByIndex(scope);

  /** Whether iterating over `object` is what the platform made it, nobody having patched it since. */
  function iteratesAs(object, prototype, method) {
    return (
      getPrototypeOf(object) === prototype &&
      !hasOwn(object, iterator) &&
      ownValue(prototype, iterator)?.value === method
    );
  }

  function ofHeaders(headers) {
    const pairs = [];
    const add = (value, name) => {
      const at = pairs.length;
      pairs[at] = name;
      pairs[at + 1] = value;
    };
    if (step === undefined) apply(forEach, headers, [add]);
    else {
      // Chromium takes four times as long to call a function of ours.
      const source = apply(headersIterator, headers, []);
      for (let entry; !(entry = apply(step, source, [])).done; ) add(entry.value[1], entry.value[0]);
    }
    return pairs;
  }

  function isPlainArray(array) {
    return byIndex || iteratesAs(array, arrayPrototype, arrayIterator);
  }

  /** An array whose iterator would give something else than its indices do. */
  function isLeftAlone(object) {
    return byIndex && isArray(object) && !iteratesAs(object, arrayPrototype, arrayIterator);
  }

  /** Appends a plain pair to `pairs`; false if it is none. */
  function addPair(pairs, pair) {
    if (isRevoked(pair) || !isArray(pair) || !isPlainArray(pair) || pair.length !== 2) return false;
    const name = ownValue(pair, 0);
    const value = ownValue(pair, 1);
    if (!isPlainText(name) || !isPlainText(value)) return false;
    const at = pairs.length;
    pairs[at] = `${name.value}`;
    pairs[at + 1] = `${value.value}`;
    return true;
  }

  function ofArray(array) {
    if (!isPlainArray(array)) return undefined;
    const pairs = [];
    for (let i = 0; i < array.length; i++) {
      const pair = ownValue(array, i);
      if (!pair || !addPair(pairs, pair.value)) return undefined;
    }
    return pairs;
  }

  function ofRecord(record) {
    const pairs = [];
    if (getOwnPropertySymbols(record).length > 0) return undefined;
    for (const name in record) {
      const own = ownValue(record, name);
      if (own === undefined && !hasOwn(record, name)) continue;
      if (!isPlainText(own)) return undefined;
      const at = pairs.length;
      pairs[at] = name;
      pairs[at + 1] = `${own.value}`;
    }
    return pairs;
  }

  function read(headers) {
    if (!isObject(headers)) return undefined;
    if (HeadersPrototype && iteratesAs(headers, HeadersPrototype, headersIterator)) return ofHeaders(headers);
    if (isArray(headers)) return ofArray(headers);
    const prototype = getPrototypeOf(headers);
    if ((prototype !== objectPrototype && prototype !== null) || iterator in headers) return undefined;
    return ofRecord(headers);
  }

  /** A record is read several times faster than `Headers`, which makes up for our reading them. */
  function recordOf(pairs) {
    const record = new Bare();
    for (let i = 0; i < pairs.length; i += 2) record[pairs[i]] = pairs[i + 1];
    return record;
  }

  /**
   * Each key is asked for and got in turn, as the platform does, but what is no text is converted after all have been got. That
   * is noticed only where a conversion changes the record, or where getters or traps keep count of it.
   */
  function takeRecord(call, record) {
    // V8 makes and reads an object of the same shape fastest. What a page has given to all objects is not to be in it.
    const copy = iterator in PLAIN ? { __proto__: null, ...record } : { ...record };
    for (const name in copy) {
      if (!hasOwn(copy, name) || typeof copy[name] === "string") continue;
      copy[name] = toText(copy[name]);
      if (typeof copy[name] === "symbol") {
        // Here the platform stops.
        refuse(call);
        break;
      }
    }
    call.record = copy;
    return copy;
  }

  /** Goes through an iterable to its end; the items are in what it gives. */
  function takeIterable(call, iterable, method) {
    const pairs = (call.headers = []);
    const items = new Items();
    const whole = iterate(iterable, method, items, (item) => {
      items.add(isObject(item) && !addPair(pairs, item) ? takePair(call, pairs, item) : item);
      return isObject(item) && !call.unsure;
    }, byIndex);
    // A last item that is no object stops the platform, too.
    const { list } = items;
    if (!whole || (list.length > 0 && !isObject(list[list.length - 1]))) refuse(call);
    return items;
  }

  function takePair(call, pairs, item) {
    if (isRevoked(item)) {
      return refuse(call, item);
    }
    if (isLeftAlone(item)) {
      call.denied = true;
      return item;
    }
    const method = item[iterator];
    if (typeof method !== "function") {
      return refuse(call, item);
    }
    const items = new Items();
    const whole = iterate(item, method, items, (part) => {
      const text = toText(part);
      items.add(text);
      if (typeof text === "symbol") refuse(call);
      return typeof text !== "symbol";
    }, byIndex);
    const { list } = items;
    if (!whole) refuse(call);
    else if (list.length !== 2) call.denied = true;
    else if (!call.denied) {
      const at = pairs.length;
      pairs[at] = `${list[0]}`;
      pairs[at + 1] = `${list[1]}`;
    }
    return items;
  }

  function take(call, headers) {
    if (isObject(headers) && !isRevoked(headers)) {
      if (isArray(headers)) {
        call.headers = ofArray(headers);
        if (call.headers) return headers;
        if (isLeftAlone(headers)) {
          call.denied = true;
          return headers;
        }
      }
      const method = headers[iterator];
      if (method === undefined || method === null) return takeRecord(call, headers);
      if (typeof method === "function") {
        // What is known to be no Proxy can be looked at.
        if (method === headersIterator && isHeaders(headers) !== undefined && iteratesAs(headers, HeadersPrototype, method)) {
          const pairs = (call.headers = ofHeaders(headers));
          return step !== undefined && ownValue(steps, "next")?.value === step ? recordOf(pairs) : headers;
        }
        return takeIterable(call, headers, method);
      }
    }
    return refuse(call, headers);
  }

  return { read, take, ofHeaders };
}

/**
 * Iterates as the platform does, until `onItem` gives false. What is no iterator or no result of one goes into `items` as it
 * is, for the platform to refuse it in its own words; then this gives false.
 */
function iterate(iterable, method, items, onItem, byIndex) {
  if (byIndex && isArray(iterable)) {
    for (let i = 0; i < iterable.length && onItem(iterable[i]); i++);
    return true;
  }
  const source = apply(method, iterable, []);
  if (!isObject(source)) return items.breakWith("source", source);
  const { next } = source;
  if (typeof next !== "function") return items.breakWith("next", next);
  for (;;) {
    const result = apply(next, source, []);
    if (!isObject(result)) return items.breakWith("end", result);
    if (result.done || !onItem(result.value)) return true;
  }
}

/** A list that is iterated over without the iterator of arrays, which may be patched. */
class Items {
  constructor() {
    this.list = [];
    this.at = 0;
    this.source = this;
    this.end = new Bare();
    this.end.done = true;
  }

  add(item) {
    this.list[this.list.length] = item;
  }

  breakWith(name, value) {
    this[name] = value;
    return false;
  }

  next() {
    if (this.at >= this.list.length) return this.end;
    const result = new Bare();
    result.done = false;
    result.value = this.list[this.at++];
    return result;
  }

  [iterator]() {
    return this.source;
  }
}
Object.setPrototypeOf(Items.prototype, null);
