// `import "cors-forecast/panel"` in development builds: what auto does, and a panel in the page.

import { installAutomatically } from "./automatic.js";
import { startPanel } from "./panel/start.ts";

export { closePanel, openPanel } from "./panel/start.ts";

installAutomatically();
startPanel(() => import("./panel-view.js"));
