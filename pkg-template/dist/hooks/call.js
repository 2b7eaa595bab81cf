// A call that was seen: what the page has handed over, and when. Header values are in it, and nowhere else.

/** What stands for the API in the core, in its order; `fetchLater` is a fetch that outlives its page. */
export const APIS = ["fetch", "xhr", "beacon", "eventsource"];

export const FETCH = 0;
export const XHR = 1;
export const BEACON = 2;
export const EVENT_SOURCE = 3;

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
const { ownKeys } = Reflect;

/** All fields are there from the start: objects of one shape are made and read fastest. */
export class Call {
  constructor(api) {
    this.api = api;
    /** As the page wrote it, and what a relative one is resolved against. */
    this.url = "";
    this.base = undefined;
    this.method = undefined;
    /** Names and values in turn, or the copy of a record that they are read from later. */
    this.pairs = undefined;
    this.record = undefined;
    this.mode = undefined;
    this.credentials = undefined;
    this.redirect = undefined;
    this.cache = undefined;
    this.duplex = undefined;
    this.integrity = undefined;
    this.keepalive = false;
    this.aborted = false;
    this.uploadListener = false;
    this.sync = false;
    this.later = false;
    this.body = 0;
    this.bodyType = undefined;
    this.bodyLength = undefined;
    /** While it is described: a body that is text, whether the platform refuses the call, and whether it still may. */
    this.text = undefined;
    this.refused = false;
    this.unsure = false;
    /** By the clock that goes forward, before the request is made; and what was added on the way, see attribute.js. */
    this.now = clock();
    this.realm = undefined;
    this.added = undefined;
    /** Where it was made, of the first calls to a URL. */
    this.stack = undefined;
    /** Whether the page was told that it failed, and who waits to say why. */
    this.failed = false;
    this.onFailure = undefined;
  }

  get headers() {
    const { record } = this;
    if (record === undefined) return this.pairs;
    this.record = undefined;
    const pairs = (this.pairs = []);
    const names = ownKeys(record);
    for (let i = 0; i < names.length; i++) {
      // The platform refuses it.
      if (typeof names[i] === "symbol") this.refused = true;
      else {
        pairs[2 * i] = names[i];
        pairs[2 * i + 1] = `${record[names[i]]}`;
      }
    }
    return pairs;
  }

  set headers(pairs) {
    this.pairs = pairs;
  }
}

// What the page puts on Object.prototype is none of its members, and no setter of it is called.
Object.setPrototypeOf(Call.prototype, null);
