// Makes forecasters out of the whole core.

import { Forecaster as Core, initSync } from "./core-glue.js";
import { wasmLength, wasmText } from "./core-wasm.js";
import { starter } from "./instantiate.js";
import { decodeBytes } from "./lzma.js";

const start = starter(() => initSync({ module: decodeBytes(wasmLength, wasmText) }));

export function createForecaster(options) {
  start();
  const core = new Core(options);
  return {
    predict(request, at = Date.now()) {
      return core.predict(request, milliseconds(at));
    },
    simulate(request, server, at = Date.now()) {
      return core.simulate(request, server, milliseconds(at));
    },
    simulateAll(calls, server) {
      const now = Date.now();
      const pairs = Array.isArray(calls) ? calls.map(({ request, at = now }) => [request, milliseconds(at)]) : calls;
      return core.simulateAll(pairs, server);
    },
    learn(request, response, { basis, at = basis === "recorded" ? Date.now() : undefined } = {}) {
      return core.learn(request, response, basis, at === undefined ? at : milliseconds(at));
    },
    record(request, at = Date.now()) {
      core.record(request, milliseconds(at));
    },
    report() {
      return core.report();
    },
    whatIf(changes) {
      return core.whatIf(changes);
    },
    minimalSet(request, at = Date.now()) {
      return core.minimalSet(request, milliseconds(at));
    },
    clear() {
      core.clear();
    },
  };
}

export function decodeConsoleError(text) {
  start();
  return Core.decodeConsoleError(text);
}

export function recipes() {
  start();
  return Core.recipes();
}

/** The core refuses NaN by a sentence of ours; a BigInt it would refuse by one of WebAssembly's. */
function milliseconds(at) {
  return typeof at === "number" ? at : NaN;
}
