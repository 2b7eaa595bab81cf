// What `import "cors-forecast/auto"` does in development: wraps fetch and prints what it finds to the console.

import { install } from "./install.js";

export function installAutomatically() {
  // On a server it does nothing by itself. Test runners that imitate a browser choose the development build too.
  const env = globalThis.process?.env;
  if (!env?.VITEST && !env?.JEST_WORKER_ID) install({ level: "findings" });
}
