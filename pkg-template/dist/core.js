// The core: WebAssembly without glue. A call goes in as bytes, a text comes out; what it wants kept it hands to `records`.

import { starter } from "./instantiate.js";
import * as module from "./watch-wasm.js";

/** The engines in the core's order. */
export const ENGINES = ["chromium", "firefox", "webkit", "standard"];

/** What stands for no text, and for no record. */
const ABSENT = 0xffffffff;
const CONTEXTS = { window: 0, worker: 1, opaque: 2 };
/** Bytes of one call; what is longer is not reported. */
const LIMIT = 1 << 20;

/** Starts the core; throws an error with a `code` if it can't be. */
export function createCore() {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const room = new Uint8Array(LIMIT);
  const view = new DataView(room.buffer);
  let at = 0;
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
    get: (key, length) => offer(records.get(textAt(key, length))),
    read: (to) => memory(to, ready.length).set(ready),
    put: (key, length, record, size, until) => records.put(textAt(key, length), textAt(record, size), until),
    remove: (key, length) => records.remove(textAt(key, length)),
    count: (shelf, length) => records.count(textAt(shelf, length)),
    victim: (shelf, length, now) => offer(records.victim(textAt(shelf, length), now)),
  };
  const exports = starter(
    ({ module: bytes }) => new WebAssembly.Instance(new WebAssembly.Module(bytes), { host }).exports,
    module,
  )();

  function number(value) {
    view.setUint32(at, value, true);
    at += 4;
  }

  function text(value) {
    if (value === undefined || value === null) return number(ABSENT);
    const { read, written } = encoder.encodeInto(value, room.subarray(at + 4));
    if (read < value.length) {
      room.fill(0);
      throw new RangeError("too long");
    }
    number(written);
    at += written;
  }

  function write({ engine, origin, context }, call, url) {
    at = 0;
    number(ENGINES.indexOf(engine));
    text(origin);
    text(url?.port);
    text(url?.origin);
    text(url?.href ?? call.url);
    number(call.api);
    number(CONTEXTS[context]);
    number(call.body);
    number(call.keepalive + 2 * call.uploadListener + 4 * call.sync);
    number(call.bodyLength ?? ABSENT);
    for (const name of ["bodyType", "method", "mode", "credentials", "redirect", "cache", "duplex", "integrity"]) {
      text(call[name]);
    }
    text(undefined);
    pairs(call.headers ?? []);
  }

  function pairs(list) {
    number(list.length / 2);
    for (const part of list) text(part);
  }

  function told(run) {
    try {
      const from = exports.begin(at);
      memory(from, at).set(room.subarray(0, at));
      const address = run(at);
      // Memory may have grown meanwhile, which makes another buffer of it.
      const [text, length] = new Uint32Array(exports.memory.buffer, address, 2);
      memory(from, at).fill(0);
      return length > 0 ? JSON.parse(textAt(text, length)) : undefined;
    } finally {
      // What was written has header values in it.
      room.fill(0, 0, at);
    }
  }

  return {
    /**
     * The forecast of a call on `page` (`{ engine, origin, context }`), whose URL is parsed (`undefined` if it can't be);
     * `kept` is what holds the records of that engine and page. `undefined` if the call can't be read.
     */
    forecast(page, call, url, kept, now) {
      records = kept;
      write(page, call, url);
      return told((length) => exports.call(length, now));
    },
    /** Takes what a server has answered to the preflight of a call; `recorded`: to this browser. */
    learn(page, call, url, kept, now, { status, headers }, recorded) {
      records = kept;
      write(page, call, url);
      number(status);
      pairs(headers.flat());
      return told((length) => exports.learn(length, now, recorded ? 1 : 0));
    },
  };
}
