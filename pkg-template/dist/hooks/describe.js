// Describes a call of fetch() without touching it.
//
// A page can notice that someone else reads its arguments: a getter runs twice, a generator is empty, a body is used.
// So whatever can be read without running the page's code is read directly, and the page's own arguments are passed
// on. Anything else in `init` is read once, by the native function, through a stand-in that notes what it reads.

import { createBodyDescriber } from "./body.js";
import { createHeadersReader, noteHeaders } from "./headers.js";
import { createInputReader } from "./input.js";
import {
  assign,
  create,
  getPrototypeOf,
  getter,
  hasOwn,
  isObject,
  objectPrototype,
  ownValue,
  standIn,
  toText,
} from "./objects.js";

const TEXT_MEMBERS = ["method", "mode", "credentials", "redirect", "cache", "duplex", "integrity"];
const MEMBERS = [...TEXT_MEMBERS, "keepalive", "headers", "body", "signal"];

/** The description of a call that sends nothing, whatever it asks for. */
export const ABORTED = Symbol("aborted");

/**
 * Remembers the platform's own getters, so that what the page patches later neither misleads us nor notices us.
 *
 * The returned `describe(input, init, mayStandIn)` gives `undefined` if nothing can be said without touching the
 * arguments, else `{ init, finish }`: the `init` to pass on (the page's own, or a stand-in for it), and a function that
 * gives the description once the native function has been called, or `undefined` if it has refused the arguments.
 */
export function createDescriber(scope = globalThis) {
  const readHeaders = createHeadersReader(scope);
  const readInput = createInputReader(scope, readHeaders);
  const describeBody = createBodyDescriber(scope);
  const aborted = getter(scope.AbortSignal, "aborted");

  /** The members of a plain object, or `undefined` if reading them could run the page's code. */
  function readPlain(init) {
    const prototype = getPrototypeOf(init);
    if (prototype !== objectPrototype && prototype !== null) return undefined;
    const members = create(null);
    for (const name of MEMBERS) {
      const own = ownValue(init, name);
      if (!own && (hasOwn(init, name) || (prototype && name in prototype))) return undefined;
      if (!own || own.value === undefined) continue;
      const { value } = own;
      if (TEXT_MEMBERS.includes(name) && !isPlainText(value)) return undefined;
      members[name] = name === "headers" ? readHeaders(value) : value;
      if (members[name] === undefined) return undefined;
    }
    return members;
  }

  /** Lets the native function read `init`, and notes the members as it does. */
  function readThrough(init, request) {
    const members = create(null);
    let complete = false;
    let refused = false;

    /** Gives what the native function shall read. Only the page's own code can throw here. */
    function note(name, value) {
      if (value === undefined || !MEMBERS.includes(name)) return value;
      if (name === "headers") {
        members.headers = readHeaders(value);
        if (members.headers) return value;
        members.headers = [];
        refused ||= !isObject(value);
        return isObject(value) ? noteHeaders(value, members.headers) : value;
      }
      if (TEXT_MEMBERS.includes(name)) {
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
    return {
      init: observed,
      finish() {
        const { headers } = members;
        if (!complete || refused || !(headers ?? []).every(isPair)) return undefined;
        members.headers = headers?.map((pair) => pair.map(String));
        return compose(request, members);
      },
    };
  }

  function compose(request, members) {
    const { body, signal, headers, keepalive = request.keepalive } = members;
    if (signal === undefined ? request.aborted : aborted.of(signal)) return ABORTED;
    const description = assign(create(null), request);
    delete description.aborted;
    for (const name of TEXT_MEMBERS) if (name in members) description[name] = String(members[name]);
    if (headers) description.headers = headers;
    if (keepalive !== undefined) description.keepalive = Boolean(keepalive);
    if (body !== undefined && body !== null) description.body = describeBody(body, description.keepalive);
    return description;
  }

  return function describe(input, init, mayStandIn) {
    const request = readInput(input);
    if (!request) return undefined;
    if (init !== undefined && init !== null && !isObject(init)) return undefined;

    const members = isObject(init) ? readPlain(init) : create(null);
    if (members) {
      const description = compose(request, members);
      return { init, finish: () => description };
    }
    return mayStandIn ? readThrough(init, request) : undefined;
  };
}

/** What is no pair of texts is refused by the native function. */
function isPair(pair) {
  return pair.length === 2 && pair.every((part) => typeof part !== "symbol");
}

function isPlainText(value) {
  return !isObject(value) && typeof value !== "symbol";
}
