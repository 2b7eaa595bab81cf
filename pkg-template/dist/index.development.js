// The entry of development builds.

export { createForecaster, decodeConsoleError, recipes } from "./forecaster.js";
export { install } from "./install.js";
