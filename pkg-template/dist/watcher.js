// Makes the forecaster of the wrapper out of the core's smaller build, which plays no exchanges.

import { starter } from "./instantiate.js";
import { Forecaster, initSync } from "./watch-glue.js";
import * as module from "./watch-wasm.js";

const start = starter(initSync, module);

export function createWatcher(options) {
  start();
  return new Forecaster(options);
}
