// What is known of servers and of the browser's preflight cache outlives a reload, as the cache itself does, and is shared by
// the tabs of an origin. No header value is in it.

import { attempt } from "./attempt.js";
import { apply } from "./hooks/objects.js";
import { createRecords } from "./records.js";

const KEY = "cors-forecast";
/** Of the format; what another one has left is no concern of ours. */
const VERSION = 2;
/** Records that are put aside. */
const LIMIT = 300;

/** `keep(engine, origin)` gives the records of an engine and a page; `stop()` ends the sharing. */
export function createShare() {
  // Reading them may throw by itself; however they are refused, nothing is shared then. The storage is read later: for its
  // first reader, a page waits for another process.
  const { get } = Object.getOwnPropertyDescriptor(globalThis, "sessionStorage") ?? {};
  const { getItem, setItem } = globalThis.Storage?.prototype ?? {};
  const Channel = attempt(() => BroadcastChannel);
  const { queueMicrotask, addEventListener, removeEventListener } = globalThis;
  const all = new Map();
  let told = [];
  let channel;
  let storage;

  function named(name) {
    if (storage === undefined) {
      storage = null;
      attempt(() => {
        storage = apply(get, globalThis, []);
        take(JSON.parse(apply(getItem, storage, [KEY])));
      });
    }
    if (!all.has(name)) {
      all.set(
        name,
        createRecords((...record) => {
          if (channel && told.length < LIMIT && told.push([name, ...record]) === 1) queueMicrotask(tell);
        }),
      );
    }
    return all.get(name);
  }

  const message = (records) => ({ version: VERSION, records });

  function tell() {
    attempt(() => channel.postMessage(message(told)));
    told = [];
  }

  /** Takes what another page, or this one before it was loaded anew, has known; anything else is left alone. */
  function take({ version, records }) {
    if (version !== VERSION) return;
    for (const [name, key, text, until] of records.slice(0, LIMIT)) {
      const fits = [name, key, text].every((part) => typeof part === "string" && part.length < 10_000);
      // JSON has no infinity.
      if (fits) named(name).take(key, text, until ?? Infinity);
    }
  }

  function open() {
    if (channel) return;
    attempt(() => {
      channel = new Channel(KEY);
      channel.onmessage = ({ data }) => attempt(() => take(data));
      // Where a browser is only imitated, it would keep the process from ending.
      channel.unref?.();
    });
  }

  /** A page with an open channel is not kept for the back button. */
  function close() {
    channel?.close();
    channel = undefined;
  }

  function save() {
    close();
    attempt(() => {
      const records = [...all].flatMap(([name, kept]) => kept.live(Date.now()).map((record) => [name, ...record]));
      if (storage) apply(setItem, storage, [KEY, JSON.stringify(message(records.slice(0, LIMIT)))]);
    });
  }

  open();
  addEventListener?.("pagehide", save);
  addEventListener?.("pageshow", open);
  return {
    keep: (engine, origin) => named(`${engine} ${origin}`),
    stop() {
      removeEventListener?.("pagehide", save);
      removeEventListener?.("pageshow", open);
      close();
    },
  };
}
