// Describes a call of fetch() without touching it.
//
// A page can notice that someone else reads its arguments: a getter runs twice, a generator is empty, a body is used.
// So whatever can be read without running the page's code is read directly, and the page's own arguments are passed
// on. Anything else in `init` is read once, by the native function, through a stand-in that notes what it reads.

import { createBodyDescriber } from "./body.js";
import { Call, FETCH } from "./call.js";
import { createHeadersReader, noteHeaders } from "./headers.js";
import { createInputReader } from "./input.js";
import {
  create,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  getter,
  isObject,
  objectPrototype,
  ownKeys,
  standIn,
  toText,
} from "./objects.js";

const TEXTS = new Set(["method", "mode", "credentials", "redirect", "cache", "duplex", "integrity"]);
const MEMBERS = new Set([...TEXTS, "keepalive", "headers", "body", "signal"]);

/**
 * Remembers the platform's own getters, so that what the page patches later neither misleads us nor notices us.
 *
 * The returned `describe(input, init, mayStandIn)` gives `undefined` if nothing can be said without touching the
 * arguments, else `{ call, init, finish }`: the `init` to pass on (the page's own, or a stand-in for it), and what ends
 * the description once the native function has been called, if anything does; it tells whether the arguments were taken.
 */
export function createDescriber(scope = globalThis, hasStream = () => false) {
  const readHeaders = createHeadersReader(scope);
  const { readInput, readUrl } = createInputReader(scope, readHeaders, hasStream);
  const describeBody = createBodyDescriber(scope);
  const aborted = getter(scope.AbortSignal, "aborted");

  /** Reads a plain object into `call`; false if reading it could run the page's code. */
  function readPlain(call, init) {
    const prototype = getPrototypeOf(init);
    if (prototype !== objectPrototype && prototype !== null) return false;
    if (prototype) for (const name of MEMBERS) if (name in prototype) return false;
    let body;
    for (const name of ownKeys(init)) {
      if (!MEMBERS.has(name)) continue;
      const own = getOwnPropertyDescriptor(init, name);
      if (own === undefined || own.get || own.set) return false;
      const { value } = own;
      if (value === undefined) continue;
      if (TEXTS.has(name)) {
        if (typeof value !== "string" && (isObject(value) || typeof value === "symbol")) return false;
        call[name] = String(value);
      } else if (name === "headers") {
        call.headers = readHeaders(value);
        if (call.headers === undefined) return false;
      } else if (name === "keepalive") call.keepalive = Boolean(value);
      else if (name === "signal") call.aborted = aborted.of(value) ?? false;
      else body = value;
    }
    if (body !== undefined && body !== null) describeBody(call, body, call.keepalive);
    return true;
  }

  /** Lets the native function read `init`, and notes the members as it does. */
  function readThrough(call, init) {
    const members = create(null);
    let complete = false;
    let refused = false;
    let pairs;

    /** Gives what the native function shall read. Only the page's own code can throw here. */
    function note(name, value) {
      if (value === undefined || !MEMBERS.has(name)) return value;
      if (name === "headers") {
        call.headers = readHeaders(value);
        if (call.headers) return value;
        pairs = [];
        refused ||= !isObject(value);
        return isObject(value) ? noteHeaders(value, pairs) : value;
      }
      if (TEXTS.has(name)) {
        value = toText(value);
        refused ||= typeof value === "symbol";
      }
      members[name] = value;
      return value;
    }

    const observed = standIn(init, (name, read) => {
      complete ||= name === "method";
      try {
        return note(name, read());
      } catch (error) {
        refused = true;
        throw error;
      }
    });
    function finish() {
      if (!complete || refused || !(pairs ?? []).every(isPair)) return false;
      if (pairs) call.headers = pairs.flat().map(String);
      for (const name of TEXTS) if (name in members) call[name] = String(members[name]);
      const { body, signal, keepalive } = members;
      if (keepalive !== undefined) call.keepalive = Boolean(keepalive);
      if (signal !== undefined) call.aborted = aborted.of(signal) ?? false;
      if (body !== undefined && body !== null) describeBody(call, body, call.keepalive);
      return true;
    }
    return { call, init: observed, finish };
  }

  function describe(input, init, mayStandIn) {
    const call = new Call(FETCH);
    if (!readInput(call, input)) return undefined;
    if (init === undefined || init === null) return { call, init, finish: undefined };
    if (!isObject(init)) return undefined;
    if (readPlain(call, init)) return { call, init, finish: undefined };
    if (!mayStandIn) return undefined;
    const fresh = new Call(FETCH);
    readInput(fresh, input);
    return readThrough(fresh, init);
  }

  return { describe, describeBody, readUrl };
}

/** What is no pair of texts is refused by the native function. */
function isPair(pair) {
  return pair.length === 2 && pair.every((part) => typeof part !== "symbol");
}
