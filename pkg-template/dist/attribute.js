// The other half of the sandwich: a probe above all that has wrapped fetch() and XMLHttpRequest since install(). What it
// sees is what the page has asked for; what the inner one sees besides was added by what lies between.

import { createDescriber } from "./hooks/describe.js";
import { apply, inPlaceOf } from "./hooks/objects.js";
import { above, locate, replace, restore } from "./hooks/patch.js";

/** Calls that layers between have not passed on yet. */
const LIMIT = 50;
/** Milliseconds that they may take to. */
const PATIENCE = 5000;

/** `ask(call)` names the headers that were added to a call, or says nothing; `probe()` puts the outer half in place. */
export function createAttribution(scope = globalThis) {
  const { performance } = scope;
  const { describe } = createDescriber(scope);
  const pending = [];
  const undo = [];
  let current;
  let sending;

  /** What the page asks for, from here until the layers between have passed it on. */
  function askedFor(url, names) {
    const asked = { url, names, at: performance.now() };
    pending.push(asked);
    if (pending.length > LIMIT) pending.shift();
    return asked;
  }

  function probeFetch() {
    const place = locate(scope, "fetch");
    const wrapper = inPlaceOf(scope.fetch, {
      apply(target, self, args) {
        const before = current;
        try {
          const described = args.length > 0 ? describe(args[0], args[1], false) : undefined;
          if (described) current = askedFor(described.call.url, namesOf(described.call));
        } catch {
          // Nothing of ours may reach the page.
        }
        try {
          return apply(target, self, args);
        } finally {
          current = before;
        }
      },
    });
    put(place, wrapper);
  }

  function probeXhr() {
    const { prototype } = scope.XMLHttpRequest ?? {};
    if (!prototype) return;
    put(
      above(prototype, "send"),
      inPlaceOf(prototype.send, {
        apply(target, self, args) {
          const before = sending;
          sending = { self, names: new Set() };
          try {
            return apply(target, self, args);
          } finally {
            sending = before;
          }
        },
      }),
    );
    put(
      above(prototype, "setRequestHeader"),
      inPlaceOf(prototype.setRequestHeader, {
        apply(target, self, args) {
          // What is set while send() runs is not set by whoever called it.
          if (sending?.self === self) sending.names.add(String(args[0]).toLowerCase());
          return apply(target, self, args);
        },
      }),
    );
  }

  function put(place, wrapper) {
    try {
      replace(place, wrapper);
      undo.push(() => restore(place, wrapper));
    } catch {
      // Locked: nothing can be told apart.
    }
  }

  return {
    probe() {
      if (undo.length > 0) return;
      if (typeof scope.fetch === "function") probeFetch();
      probeXhr();
    },
    ask(call) {
      if (undo.length === 0) return undefined;
      if (call.api === 1) return sending ? [...sending.names] : undefined;
      const now = performance.now();
      const asked = current ?? pending.find(({ url, at }) => url === call.url && now - at < PATIENCE);
      if (!asked) return undefined;
      if (pending.includes(asked)) pending.splice(pending.indexOf(asked), 1);
      return namesOf(call).filter((name) => !asked.names.includes(name));
    },
    stop() {
      for (const step of undo.reverse()) step();
      undo.length = 0;
    },
  };
}

function namesOf({ headers = [] }) {
  return headers.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
}
