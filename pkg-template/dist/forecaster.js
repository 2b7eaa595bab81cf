// Makes forecasters out of the whole core.

import { compile } from "./compile.js";
import { glue } from "./core-glue.js";
import { wasmLength, wasmText } from "./core-wasm.js";
import { refusal, starter } from "./instantiate.js";
import { decodeBytes } from "./lzma.js";
import { codecs } from "./utf8.js";

/** What was compiled beside the page's work. */
let compiled;

/** Gives the core's class. */
const start = starter(() => {
  const { Forecaster, initSync } = glue(...codecs());
  initSync({ module: compiled ?? decodeBytes(wasmLength, wasmText) });
  return Forecaster;
});

export async function loadCore(source) {
  try {
    compiled ??= await compile((await source) ?? decodeBytes(wasmLength, wasmText));
  } catch (cause) {
    throw refusal(cause);
  }
  start();
}

export function createForecaster(options) {
  const Core = start();
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
  return start().decodeConsoleError(text);
}

export function recipes() {
  return start().recipes();
}

/** The core refuses NaN by a sentence of ours; a BigInt it would refuse by one of WebAssembly's. */
function milliseconds(at) {
  return typeof at === "number" ? at : NaN;
}
