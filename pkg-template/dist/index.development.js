// The entry of development builds.

export { createForecaster, decodeConsoleError, loadCore, recipes } from "./forecaster.js";
export { install } from "./install.js";
