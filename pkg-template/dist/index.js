// The entry where no bundler condition tells development from production: `process.env.NODE_ENV` decides.
//
// Bundlers replace that expression, and drop what then cannot run. It must stand inside `try` and unchanged: guarded by
// `typeof process`, some would keep the code in production builds.

import { inactive } from "./inactive.js";
import { install as installForReal } from "./install.js";
import { hint } from "./hint.js";

export { createForecaster, decodeConsoleError, loadCore, recipes } from "./forecaster.js";

export function install(options) {
  try {
    if (process.env.NODE_ENV === "development") return installForReal(options);
  } catch {
    hint();
  }
  return inactive();
}
