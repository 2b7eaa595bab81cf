// What `import "cors-forecast/auto"` does in development: wraps fetch and prints what it finds to the console.

import { install } from "./install.js";

export function installAutomatically() {
  const inBrowser = typeof window !== "undefined" || typeof WorkerGlobalScope !== "undefined";
  // Test runners that imitate a browser choose the development build too.
  const env = globalThis.process?.env;
  if (inBrowser && !env?.VITEST && !env?.JEST_WORKER_ID) install({ level: "findings" });
}
