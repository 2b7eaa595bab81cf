// The core: WebAssembly without glue. A call goes in as bytes, a text comes out; what it wants kept it hands to `records`.

import { decoder } from "./bytes.js";
import { headersOf, TEXTS } from "./hooks/call.js";
import { starter } from "./instantiate.js";
import { wasmLength, wasmText } from "./watch-wasm.js";

/** The engines in the core's order. */
export const ENGINES = ["chromium", "firefox", "webkit", "standard"];

/** What stands for no text, and for no record: all bits are set. */
const ABSENT = -1;
/** In the core's order. */
const CONTEXTS = ["window", "worker", "opaque"];
/** Bytes of one call; what is longer is not reported. */
const LIMIT = 1e6;

/**
 * A core that is not started yet: `advance(more)` reads its module as long as `more()`, and tells whether there is still
 * something to read. `start()` does the rest and starts it, at once; throws an error with a `code` if it can't be.
 */
export function createLater() {
  const decoding = decoder(wasmLength, wasmText);
  let turn = {};
  function advance(more) {
    while (!turn.value && !turn.done && more()) turn = decoding.next();
    return !turn.value;
  }
  const start = starter(() => {
    advance(() => true);
    // Which says if the text was damaged.
    return createCore(decoding.next().value);
  });
  return { advance, start };
}

function createCore(bytes) {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const room = new Uint8Array(LIMIT);
  const view = new DataView(room.buffer);
  let at;
  let records;
  let ready;

  const memory = (from, length) => new Uint8Array(exports.memory.buffer, from, length);
  const textAt = (from, length) => decoder.decode(memory(from, length));
  /** The core then asks for these bytes. */
  function offer(text) {
    if (text === undefined) return ABSENT;
    ready = encoder.encode(text);
    return ready.length;
  }
  const host = {
    get: (...key) => offer(records.get(textAt(...key))),
    read: (to) => memory(to).set(ready),
    put: (key, length, record, size, until) => records.put(textAt(key, length), textAt(record, size), until),
    count: (...key) => records.count(textAt(...key)),
    remove: (...key) => records.remove(textAt(...key)),
    victim: (shelf, length, now) => offer(records.victim(textAt(shelf, length), now)),
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host });

  function number(value) {
    view.setUint32(at, value, true);
    at += 4;
  }

  function text(value) {
    if (value === undefined || value === null) return number(ABSENT);
    const { read, written } = encoder.encodeInto(value, room.subarray(at + 4));
    number(written);
    at += written;
    if (read < value.length) throw new RangeError();
  }

  function pairs(list) {
    number(list.length / 2);
    list.forEach(text);
  }

  /**
   * The forecast of a call on `page` (`{ engine, origin, context }`), whose URL is parsed (`undefined` if it can't be);
   * `kept` is what holds the records of that engine and page. `undefined` if the call can't be read.
   *
   * With a `response`, what a server has answered to the preflight of the call is learned instead; `recorded`: to this
   * browser.
   */
  function ask({ engine, origin, context }, call, url, kept, now, response, recorded) {
    records = kept;
    at = 0;
    try {
      number(ENGINES.indexOf(engine));
      [origin, url?.port, url?.origin, url?.href ?? call.url].forEach(text);
      number(call.api);
      number(CONTEXTS.indexOf(context));
      number(call.body);
      number(call.keepalive + 2 * call.uploadListener + 4 * call.sync);
      // What is longer does not fit in, and is told as that long.
      number(call.bodyLength > 4e9 ? 4e9 : call.bodyLength ?? ABSENT);
      text(call.bodyType);
      TEXTS.forEach((name) => text(call[name]));
      pairs(headersOf(call));
      if (response) {
        number(response.status);
        pairs(response.headers.flat());
      }
      const from = exports.begin(at);
      memory(from).set(room.subarray(0, at));
      const address = exports[response ? "learn" : "call"](at, now, recorded);
      memory(from, at).fill(0);
      // Nothing is told of what is learned. Memory may have grown meanwhile, which makes another buffer of it.
      const [told, length] = address ? new Uint32Array(exports.memory.buffer, address, 2) : [];
      if (length) return JSON.parse(textAt(told, length));
    } finally {
      // What was written has header values in it.
      room.fill(0, 0, at);
    }
  }

  return { forecast: ask, learn: ask };
}
