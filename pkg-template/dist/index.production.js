// The entry of production builds: nothing is wrapped. A forecaster is still one, as the application asked for it.

export { createForecaster, decodeConsoleError, loadCore, recipes } from "./forecaster.js";
export { inactive as install } from "./inactive.js";
