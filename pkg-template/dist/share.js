// What is known of servers and of the browser's preflight cache outlives a reload, as the cache itself does, and is shared by
// the tabs of an origin. No header value is in it.

import { Records } from "./records.js";

const KEY = "cors-forecast";
/** Of the format; what another one has left is no concern of ours. */
const VERSION = 1;
/** Records that are put aside. */
const LIMIT = 300;

/** `keep(engine, origin)` gives the records of an engine and a page; `stop()` ends the sharing. */
export function createShare({ alone = false } = {}) {
  const { sessionStorage, BroadcastChannel } = accessible();
  const all = new Map();
  let told = [];
  let channel;

  function keep(engine, origin) {
    const name = `${engine} ${origin}`;
    let records = all.get(name);
    if (!records) {
      records = new Records((key, text, until) => {
        if (!channel || told.length >= LIMIT) return;
        if (told.push([name, key, text, until]) === 1) queueMicrotask(tell);
      });
      all.set(name, records);
    }
    return records;
  }

  function tell() {
    try {
      channel?.postMessage({ version: VERSION, records: told });
    } catch {
      // Nobody hears it, then.
    }
    told = [];
  }

  /** Takes what another page, or this one before it was loaded anew, has known; anything else is left alone. */
  function take(message) {
    if (message?.version !== VERSION || !Array.isArray(message.records)) return;
    for (const record of message.records.slice(0, LIMIT)) {
      if (!Array.isArray(record)) continue;
      const [name, key, text, until] = record;
      if (![name, key, text].every((part) => typeof part === "string" && part.length < 10_000)) continue;
      const space = name.indexOf(" ");
      if (space > 0 && key) keep(name.slice(0, space), name.slice(space + 1)).take(key, text, until ?? Infinity);
    }
  }

  function open() {
    if (alone || channel || !BroadcastChannel) return;
    try {
      channel = new BroadcastChannel(KEY);
      channel.onmessage = ({ data }) => take(data);
      // Where a browser is only imitated, it would keep the process from ending.
      channel.unref?.();
    } catch {
      // Not in an opaque origin.
    }
  }

  /** A page with an open channel is not kept for the back button. */
  function close() {
    channel?.close();
    channel = undefined;
  }

  function save() {
    close();
    if (!sessionStorage) return;
    const records = [];
    for (const [name, kept] of all) {
      for (const record of kept.live(Date.now())) if (records.length < LIMIT) records.push([name, ...record]);
    }
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ version: VERSION, records }));
    } catch {
      // No room is left, or none is given.
    }
  }

  try {
    take(JSON.parse(sessionStorage?.getItem(KEY) ?? "null"));
  } catch {
    // Not ours.
  }
  open();
  const { addEventListener, removeEventListener } = globalThis;
  addEventListener?.("pagehide", save);
  addEventListener?.("pageshow", open);
  return {
    keep,
    stop() {
      removeEventListener?.("pagehide", save);
      removeEventListener?.("pageshow", open);
      close();
    },
  };
}

/** What the page has and lets us use; reading it may throw by itself. */
function accessible() {
  const get = (name) => {
    try {
      return globalThis[name];
    } catch {
      return undefined;
    }
  };
  return { sessionStorage: get("sessionStorage"), BroadcastChannel: get("BroadcastChannel") };
}
