// The entry of development builds.

export { createForecaster, recipes } from "./forecaster.js";
export { install } from "./install.js";
