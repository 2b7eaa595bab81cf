// Wraps globalThis.fetch, once for all copies of the package in a page, and steps back if anything of ours fails.

import { printFindings } from "./console.js";
import { detectEngine } from "./engine.js";
import { wrapFetch } from "./hooks/fetch.js";
import { locate, replace, restore } from "./hooks/patch.js";
import { inactive } from "./inactive.js";
import { createRecorder } from "./recorder.js";
import { createWatcher } from "./watcher.js";

/** Where the page's one installation is kept, whichever copy of the package made it. */
const STATE = Symbol.for("cors-forecast.v1");

export function install(options) {
  const state = globalThis[STATE] ?? start(options ?? {});
  if (options?.console) state.print();
  return state.installation;
}

function start(options) {
  const place = locate("fetch");
  const origin = pageOrigin();
  // Neither a browser nor made to look like one: a server, or a test environment without fetch.
  if (typeof globalThis.fetch !== "function" || !place || typeof origin !== "string") return idle();

  let state;
  try {
    state = activate(place, origin, options.engine ?? detectEngine());
  } catch (error) {
    warn(error);
    state = idle();
  }
  keep(state);
  return state;
}

function activate(place, origin, engine) {
  const context = contextOf(origin);
  const watcher = createWatcher({ origin, engine });
  const predict = (description, at) => watcher.predict(description, at);
  const recorder = createRecorder({ predict, engine, onFailure: fail });
  const hook = wrapFetch(globalThis.fetch, {
    onCall: (description) => recorder.record(description, context),
    onUndescribed: recorder.miss,
  });
  let active = true;

  function remove() {
    if (!active) return;
    active = false;
    hook.stop();
    // Someone has wrapped ours since: then it stays where it is and only passes calls through.
    restore(place, hook.wrapper);
  }

  function fail(error) {
    remove();
    warn(error);
  }

  const installation = {
    uninstall() {
      // What was called before is still reported.
      recorder.reports();
      remove();
      recorder.stop();
      if (globalThis[STATE] === state) delete globalThis[STATE];
    },
    on: recorder.on,
    reports: recorder.reports,
    get active() {
      return active;
    },
    get unreported() {
      return recorder.unreported();
    },
  };
  let printing = false;
  const state = {
    installation,
    print() {
      if (!printing) printFindings(installation);
      printing = true;
    },
  };
  replace(place, hook.wrapper);
  return state;
}

function idle() {
  return { installation: inactive(), print() {} };
}

function keep(state) {
  Object.defineProperty(globalThis, STATE, { value: state, configurable: true, enumerable: false, writable: false });
}

/** `self.origin`, unless a global variable of the page's has taken its place. */
function pageOrigin() {
  const own = Object.getOwnPropertyDescriptor(globalThis, "origin");
  const replaced = own !== undefined && own.get === undefined;
  return (replaced ? undefined : globalThis.origin) ?? globalThis.location?.origin;
}

function contextOf(origin) {
  if (origin === "null") return "opaque";
  return typeof WorkerGlobalScope === "undefined" ? "window" : "worker";
}

function warn(error) {
  const reason = String(error?.message ?? error).replace(/^cors-forecast: /, "");
  console.warn(`[cors-forecast] is off, and fetch is as it was: ${reason}`);
}
