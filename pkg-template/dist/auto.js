// `import "cors-forecast/auto"` where no bundler condition tells development from production. See index.js.

import { installAutomatically } from "./automatic.js";

try {
  if (process.env.NODE_ENV === "development") installAutomatically();
} catch {
  // Nothing says that this is development.
}
