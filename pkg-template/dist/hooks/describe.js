// Describes a call of fetch() without being noticed.
//
// A page can notice that someone else reads its arguments: a getter runs twice, a generator is empty, a body is used.
// So what can be read without running the page's code is read directly, and the page's own arguments are passed on;
// `init` is read in the native function's place (init.js).

import { createBodyDescriber } from "./body.js";
import { Call, FETCH } from "./call.js";
import { createHeadersReader } from "./headers.js";
import { createInitReader, TEXTS } from "./init.js";
import { createInputReader } from "./input.js";
import { getOwnPropertyDescriptor, getPrototypeOf, getter, hasOwn, isObject, objectPrototype, ownKeys, setOf } from "./objects.js";

const MEMBERS = setOf(["keepalive", "headers", "body", "signal"]);

/** V8 looks for a member several times faster where the code names it. */
const inherits = (object) =>
  "method" in object ||
  "mode" in object ||
  "credentials" in object ||
  "redirect" in object ||
  "cache" in object ||
  "duplex" in object ||
  "integrity" in object ||
  "keepalive" in object ||
  "headers" in object ||
  "body" in object ||
  "signal" in object;

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
export function createDescriber(scope = globalThis, hasStream = () => false) {
  const headers = createHeadersReader(scope);
  const { readInput, readUrl } = createInputReader(scope, headers, hasStream);
  const { describeBody, measure } = createBodyDescriber(scope);
  const { readInit, copierOf } = createInitReader(scope, headers.take, describeBody);
  const aborted = getter(scope.AbortSignal, "aborted");

  /** Reads a plain object into `call`; false if reading it could run the page's code. */
  function readPlain(call, init) {
    const prototype = getPrototypeOf(init);
    if (prototype !== objectPrototype && prototype !== null) return false;
    if (prototype !== null && inherits(prototype)) return false;
    const names = ownKeys(init);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (!TEXTS[name] && !MEMBERS[name]) continue;
      const own = getOwnPropertyDescriptor(init, name);
      if (own === undefined || !hasOwn(own, "value")) return false;
      const { value } = own;
      if (value === undefined) continue;
      if (TEXTS[name]) {
        if (isObject(value) || typeof value === "symbol") return false;
        call[name] = `${value}`;
      } else if (name === "headers") {
        call.headers = headers.read(value);
        if (call.headers === undefined) return false;
      } else if (name === "keepalive") call.keepalive = !!value;
      else if (name === "signal") call.aborted = aborted.of(value) ?? false;
      else if (value !== null) describeBody(call, value);
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

  function finish(call) {
    if (call.refused) return false;
    if (call.keepalive) measure(call);
    call.text = undefined;
    return true;
  }

  return { describe, finish, readInit, copierOf, describeBody, measure, readUrl };
}
