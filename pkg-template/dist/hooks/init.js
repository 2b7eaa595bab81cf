// Reads the `init` of fetch() in the native function's place, and hands that a copy of what was read.
//
// Whether an object is plain can't be told without touching it: a Proxy hears of each look. So each member is got as the
// native function would, once and in its order, and from then on nobody reads the page's object. It is as good as being
// read by the native function as long as no conversion in between could run the page's code or be refused; from there
// on the copy's members are read by the native function, through us.

import { refuse } from "./call.js";
import { apply, create, defineProperty, getter, isObject, isPlatforms, isRevoked, setOf, toText } from "./objects.js";

/** Texts that are taken, whatever they are; any other one is read by the native function alone. */
const ANY = {};
export const KNOWN = create(null);
KNOWN.method = KNOWN.integrity = KNOWN.referrer = ANY;
KNOWN.mode = setOf("cors no-cors same-origin navigate");
KNOWN.credentials = setOf("omit same-origin include");
KNOWN.redirect = setOf("follow error manual");
KNOWN.cache = setOf("default no-store reload no-cache force-cache only-if-cached");
KNOWN.duplex = setOf("half");
KNOWN.priority = setOf("high low auto");
// Begins with the empty one.
KNOWN.referrerPolicy = setOf(
  " no-referrer no-referrer-when-downgrade origin origin-when-cross-origin same-origin strict-origin" +
    " strict-origin-when-cross-origin unsafe-url",
);

/** Members that not every engine knows, nor each at all times: fetchLater's own, and those that a trial switches on. */
const RARE =
  "activateAfter adAuctionHeaders attributionReporting browsingTopics duplex ipAddressSpace observe observer priority" +
  " privateToken retryOptions sharedStorageWritable targetAddressSpace window";

const { Proxy } = globalThis;
const { then } = Promise.prototype;
const SOURCE = Symbol("source");

/** The names that `read(probe)` reads, in its order. */
function orderOf(read) {
  const names = [];
  try {
    read(new Proxy({}, { get: (_, name) => void names.push(name) }));
  } catch {
    // Refused.
  }
  return names;
}

function copierFrom(order) {
  if (order.length === 0) return undefined;
  function Copy(init) {
    this[SOURCE] = init;
  }
  Copy.prototype = create(null);
  for (const rare of RARE.split(" ")) {
    if (order.includes(rare)) continue;
    define(Copy.prototype, rare, function () {
      return this[SOURCE][rare];
    });
  }
  return { order, Copy };
}

/**
 * `readInit(call, init, copier)` reads `init` into `call` and gives the copy. `call.denied` is set where the native function
 * refuses it, or the page's code throws. `copierOf(native, name)` gives `{ order, Copy }`, or `undefined` if `native` is not the
 * platform's own.
 */
export function createInitReader(scope, takeHeaders, describeBody) {
  const aborted = getter(scope.AbortSignal, "aborted");
  const { Request } = scope;
  let copier;

  /** All read the same. A `Request` need not be refused: V8's first error takes a millisecond. fetch() refuses the URL. */
  function copierOf(native, name) {
    if (!isPlatforms(native, name)) return undefined;
    return (copier ??= copierFrom(
      orderOf((probe) => {
        if (isPlatforms(Request, "Request")) new Request("data:,", probe);
        else apply(then, native("http://[", probe), [undefined, () => {}]);
      }),
    ));
  }

  /** Notes a member, and gives what the native function shall find. Only the page's own code can throw here. */
  function take(call, name, value) {
    call.unsure = false;
    if (name === "headers") return takeHeaders(call, value);
    if (name === "body") {
      if (typeof value === "symbol") refuse(call);
      else if (value !== null && !describeBody(call, value)) call.unsure = isObject(value);
    } else if (name === "signal") {
      const is = aborted(value);
      call.aborted = is ?? false;
      call.unsure = is === undefined && value !== null;
    } else if (name === "keepalive") call.keepalive = !!value;
    else if (KNOWN[name]) {
      const text = toText(value);
      if (typeof text === "symbol") return refuse(call, text);
      call[name] = `${text}`;
      call.unsure = KNOWN[name] !== ANY && !KNOWN[name][text];
      return text;
    } else call.unsure = name !== "window";
    return value;
  }

  /** The members from the one at `first` on, each of them read when the native function reads it. */
  function leave(call, copy, init, order, first) {
    for (let at = first; at < order.length; at++) {
      const name = order[at];
      define(copy, name, () => {
        try {
          const value = init[name];
          return value === undefined ? value : take(call, name, value);
        } catch (error) {
          call.denied = true;
          throw error;
        }
      });
    }
  }

  function readInit(call, init, { order, Copy }) {
    const copy = new Copy(init);
    let at = 0;
    try {
      for (; at < order.length; at++) {
        const name = order[at];
        const value = init[name];
        if (value === undefined) continue;
        copy[name] = take(call, name, value);
        if (call.unsure) {
          leave(call, copy, init, order, at + 1);
          break;
        }
      }
    } catch (error) {
      call.denied = true;
      // What says so is the platform, which puts more into the message.
      if (isRevoked(init)) return init;
      define(copy, order[at], () => {
        throw error;
      });
    }
    return copy;
  }

  return { readInit, copierOf, take };
}

function define(object, name, get) {
  defineProperty(object, name, { __proto__: null, get, configurable: true, enumerable: true });
}
