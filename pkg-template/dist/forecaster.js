// Makes forecasters out of the WebAssembly core, which is instantiated at the first call and never at import.

import { decodeBytes } from "./bytes.js";
import { Forecaster as Core, initSync } from "./core-glue.js";
import { wasmCommon, wasmLength, wasmText } from "./core-wasm.js";

let ready = false;
/** Why the core cannot be instantiated. Kept, as each further attempt would be reported as a CSP violation. */
let failure;

export function createForecaster(options) {
  instantiate();
  const core = new Core(options);
  return {
    predict(request, at = Date.now()) {
      return core.predict(request, milliseconds(at));
    },
    simulate(request, server, at = Date.now()) {
      return core.simulate(request, server, milliseconds(at));
    },
    clear() {
      core.clear();
    },
  };
}

/** The core refuses NaN by a sentence of ours; a BigInt it would refuse by one of WebAssembly's. */
function milliseconds(at) {
  return typeof at === "number" ? at : NaN;
}

function instantiate() {
  if (ready) return;
  if (failure) throw failure;
  try {
    initSync({ module: decodeBytes(wasmLength, wasmCommon, wasmText) });
    ready = true;
  } catch (cause) {
    failure = refusal(cause);
    throw failure;
  }
}

function refusal(cause) {
  if (typeof WebAssembly === "undefined") {
    return codedError("wasm-missing", "there is no WebAssembly here (a browser's lockdown mode turns it off).", cause);
  }
  // Chromium, Firefox and WebKit word it differently, but each names the policy or its keyword.
  if (/content security policy|\bCSP\b|unsafe-eval/i.test(String(cause?.message))) {
    return codedError(
      "wasm-refused",
      "the page's Content-Security-Policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src where you develop.",
      cause,
    );
  }
  return codedError("wasm-failed", `its WebAssembly could not be started: ${cause?.message ?? cause}`, cause);
}

function codedError(code, message, cause) {
  return Object.assign(new Error(`cors-forecast: ${message}`, { cause }), { code });
}
