// `import "cors-forecast/panel"` where no bundler condition tells development from production. See index.js.

import { installAutomatically } from "./automatic.js";
import { startPanel } from "./panel/start.ts";

export { closePanel, openPanel } from "./panel/start.ts";

try {
  if (process.env.NODE_ENV === "development") {
    installAutomatically();
    // Here, so that it is dropped with the rest.
    startPanel(() => import("./panel-view.js"));
  }
} catch {
  // Nothing says that this is development.
}
