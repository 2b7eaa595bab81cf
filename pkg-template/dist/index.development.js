// The entry of development builds.

export { createForecaster } from "./forecaster.js";
export { install } from "./install.js";
