// Starts a WebAssembly module: at the first call, never at import, and once.

import { decodeBytes } from "./bytes.js";

/** Why a module could not be started. Kept, as each further attempt would be reported as a CSP violation. */
let failure;

/**
 * A function that starts the module when it is first called, or throws why it can't be; it gives what `initSync` does.
 */
export function starter(initSync, { wasmLength, wasmText }) {
  let ready = false;
  let made;
  return () => {
    if (ready) return made;
    if (failure) throw failure;
    try {
      made = initSync({ module: decodeBytes(wasmLength, wasmText) });
      ready = true;
      return made;
    } catch (cause) {
      failure = refusal(cause);
      throw failure;
    }
  };
}

/** The core refuses NaN by a sentence of ours; a BigInt it would refuse by one of WebAssembly's. */
export function milliseconds(at) {
  return typeof at === "number" ? at : NaN;
}

function refusal(cause) {
  const reason = String(cause?.message ?? cause);
  let code = "wasm-failed";
  let text = `its WebAssembly could not be started: ${reason}`;
  if (typeof WebAssembly === "undefined") {
    code = "wasm-missing";
    text = "there is no WebAssembly here (a browser's lockdown mode turns it off).";
    // Chromium, Firefox and WebKit word it differently, but each names the policy or its keyword.
  } else if (/content security policy|\bCSP\b|unsafe-eval/i.test(reason)) {
    code = "wasm-refused";
    text = "the page's Content-Security-Policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src where you develop.";
  }
  return Object.assign(new Error(`cors-forecast: ${text}`, { cause }), { code });
}
