// Describes a call of fetch() without being noticed.
//
// A page can notice that someone else reads its arguments: a getter runs twice, a generator is empty, a body is used.
// So what can be read without running the page's code is read directly, and the page's own arguments are passed on;
// `init` is read in the native function's place (init.js).

import { createBodyDescriber } from "./body.js";
import { Call, FETCH, MEMBERS } from "./call.js";
import { createHeadersReader } from "./headers.js";
import { createInitReader, KNOWN } from "./init.js";
import { createInputReader } from "./input.js";
import { createNotes, getOwnPropertyNames, getPrototypeOf, isObject, isPlainText, objectPrototype, ownValue, PLAIN, setOf } from "./objects.js";

const COUNTS = setOf(MEMBERS.join(" "));

/** Whether the page has given a member to all objects. Written out, as V8 answers that fifty times faster. */
const isGivenToAll = () =>
  "method" in PLAIN ||
  "mode" in PLAIN ||
  "credentials" in PLAIN ||
  "redirect" in PLAIN ||
  "cache" in PLAIN ||
  "duplex" in PLAIN ||
  "integrity" in PLAIN ||
  "keepalive" in PLAIN ||
  "headers" in PLAIN ||
  "body" in PLAIN ||
  "signal" in PLAIN;

/**
 * Remembers the platform's own getters, so that what the page patches later neither misleads us nor notices us.
 *
 * `copierOf(native, name)` is what reads `init` in place of a function that is the platform's own; with none it is passed on
 * as it is, and read only if it is plain.
 *
 * The returned `describe(input, init, copier)` gives `{ call, init }`, the latter what must be passed on as `init`, and
 * `undefined` if nothing can be said without touching the arguments. Once the native function has been called,
 * `finish(call)` ends the description, and tells whether there is one.
 */
export function createDescriber(scope) {
  const streams = createNotes();
  const headers = createHeadersReader(scope);
  const { readInput, readUrl, convertUrl } = createInputReader(scope, headers, streams);
  const { describeBody, finish } = createBodyDescriber(scope);
  const { readInit, copierOf, take } = createInitReader(scope, headers.take, describeBody);

  /** Reads a plain object into `call`; false if reading it could run the page's code. */
  function readPlain(call, init) {
    const prototype = getPrototypeOf(init);
    if (prototype !== objectPrototype && prototype !== null) return false;
    if (isGivenToAll()) return false;
    const names = getOwnPropertyNames(init);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (!COUNTS[name]) continue;
      const own = ownValue(init, name);
      // An accessor.
      if (own === undefined) return false;
      const { value } = own;
      if (value === undefined) continue;
      if (name === "headers") {
        call.headers = headers.read(value);
        if (call.headers === undefined) return false;
      } else if (KNOWN[name] && !isPlainText(own)) return false;
      else take(call, name, value);
    }
    return true;
  }

  function describe(input, init, copier) {
    const call = new Call(FETCH);
    if (!readInput(call, input)) return undefined;
    if (init === undefined || init === null) return { call, init };
    if (!isObject(init)) return undefined;
    if (copier) return { call, init: readInit(call, init, copier) };
    return readPlain(call, init) ? { call, init } : undefined;
  }

  return { describe, finish, readInit, copierOf, describeBody, readUrl, convertUrl, streams };
}
