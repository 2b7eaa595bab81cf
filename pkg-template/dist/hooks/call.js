// A call that was seen: what the page has handed over, and when. Header values are in it, and nowhere else.

import { create, ownKeys } from "./objects.js";

/** What stands for the API in the core, in its order; `fetchLater` is a fetch that outlives its page. */
export const APIS = ["fetch", "xhr", "beacon", "eventsource"];

export const FETCH = 0;
export const XHR = 1;
export const BEACON = 2;
export const EVENT_SOURCE = 3;

/** The members of `init` that the core wants to know, in its order; and all that count. */
export const TEXTS = ["method", "mode", "credentials", "redirect", "cache", "duplex", "integrity"];
export const MEMBERS = [...TEXTS, "keepalive", "headers", "body", "signal"];

/** The kinds of bodies in the core's order. */
export const BODY = {
  none: 0,
  string: 1,
  urlsearchparams: 2,
  formdata: 3,
  blob: 4,
  buffer: 5,
  stream: 6,
  document: 7,
};

// The clock at this moment: fake timers of tests are not for us. Bound, as V8 calls that three times faster than by apply().
const { performance } = globalThis;
const clock = performance?.now.bind(performance);

/** All fields are there from the start: objects of one shape are made and read fastest. */
export function Call(api) {
  this.api = api;
  /** As the page wrote it. */
  this.url = "";
  this.body = 0;
  /** By the clock that goes forward, before the request is made. */
  this.now = clock();
  this.keepalive = this.aborted = this.uploadListener = this.sync = this.later = false;
  /** While it is described: whether the platform refuses the call, and whether it still may. */
  this.denied = this.unsure = false;
  /** Whether the page was told that it failed. */
  this.failed = false;
  this.method = this.mode = this.credentials = this.redirect = this.cache = this.duplex = this.integrity = undefined;
  /** What a relative URL is resolved against. */
  this.base = undefined;
  /** Names and values in turn, or the copy of a record that they are read from later. */
  this.headers = this.record = undefined;
  /** `text` is a body, while the call is described. */
  this.bodyType = this.bodyLength = this.text = undefined;
  /**
   * What was added on the way, see attribute.js; where it was made, of the first calls to a URL; who waits to say why it
   * failed, and what then takes back what was only assumed to come of it.
   */
  this.realm = this.added = this.stack = this.onFailure = this.undo = undefined;
}

// What the page puts on Object.prototype is none of its members, and no setter of it is called.
Call.prototype = create(null);

/** Notes that the page is told of a failure that may be the network's or the server's. */
export function fail(call) {
  call.failed = true;
  call.onFailure?.();
}

/** Notes that the platform refuses the call, and may stop here; gives what it shall find. */
export function refuse(call, value) {
  call.denied = call.unsure = true;
  return value;
}

/** The call's headers: names and values in turn. */
export function headersOf(call) {
  const { record } = call;
  if (record !== undefined) {
    call.record = undefined;
    const pairs = (call.headers = []);
    const names = ownKeys(record);
    for (let i = 0; i < names.length; i++) {
      // The platform refuses it.
      if (typeof names[i] === "symbol") call.denied = true;
      else {
        pairs[2 * i] = names[i];
        pairs[2 * i + 1] = `${record[names[i]]}`;
      }
    }
  }
  return call.headers ?? [];
}
