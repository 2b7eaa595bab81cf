// The other half of the sandwich: a probe above all that has wrapped fetch() and XMLHttpRequest since install(). What it
// sees is what the page has asked for; what the inner one sees besides was added by what lies between.

import { attempt } from "./attempt.js";
import { headersOf } from "./hooks/call.js";
import { apply, inPlaceOf } from "./hooks/objects.js";
import { above, locate, replace } from "./hooks/patch.js";
import { oldest } from "./records.js";

/** Calls that layers between have not passed on yet. */
const LIMIT = 50;
/** Milliseconds that they may take to. */
const PATIENCE = 5000;

/** `ask(call)` names the headers that were added to a call, or says nothing; `probe()` puts the outer half in place. */
export function createAttribution(scope, { describe }) {
  const pending = new Set();
  const undo = [];
  /** While the page's call runs: what was `asked` of fetch(), and what is set on an XMLHttpRequest (`self`) by `send`. */
  let running = {};

  /** `enter(self, args)` says what is running while the native function is; where that is locked, nothing is told apart. */
  function wrap(find, object, name, enter) {
    attempt(() => {
      const place = find(object, name);
      const wrapper = inPlaceOf(object[name], {
        apply(target, self, args) {
          const before = running;
          try {
            attempt(() => {
              running = { ...before, ...enter(self, args) };
            });
            return apply(target, self, args);
          } finally {
            running = before;
          }
        },
      });
      undo.push(replace(place, wrapper));
    });
  }

  function enterFetch(_, args) {
    if (args.length === 0) return undefined;
    const { call } = describe(args[0], args[1], false);
    // No header value is kept until the layers between have passed the call on.
    const asked = { url: call.url, now: call.now, names: namesOf(call) };
    pending.add(asked);
    if (pending.size > LIMIT) pending.delete(oldest(pending));
    return { asked };
  }

  return {
    probe() {
      if (undo.length > 0) return;
      const xhr = scope.XMLHttpRequest?.prototype;
      wrap(locate, scope, "fetch", enterFetch);
      wrap(above, xhr, "send", (self) => ({ self, names: new Set() }));
      wrap(above, xhr, "setRequestHeader", (self, args) => {
        // What is set while send() runs is not set by whoever called it.
        if (running.self === self) running.names.add(lower(args[0]));
      });
    },
    ask(call) {
      if (undo.length === 0) return undefined;
      if (call.api === 1) return running.names && [...running.names];
      const asked = running.asked ?? [...pending].find(({ url, now }) => url === call.url && call.now - now < PATIENCE);
      if (!asked) return undefined;
      pending.delete(asked);
      return namesOf(call).filter((name) => !asked.names.includes(name));
    },
    stop() {
      for (const step of undo.reverse()) step();
      undo.length = 0;
    },
  };
}

const lower = (name) => String(name).toLowerCase();

const namesOf = (call) => headersOf(call).filter((_, at) => at % 2 === 0).map(lower);
