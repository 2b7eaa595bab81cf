// What the plugin for webpack puts ahead of every entry: the wrapper, for pages that do not have it by a script of their own, and
// what asks the development server. That is a script of the server's, as its token is in no file that others could load.

import { install } from "./install.js";

const STATE = Symbol.for("cors-forecast.v1");
/** Where that script looks for the page's own fetch, and for what was reported before. */
const SERVER = Symbol.for("cors-forecast.server");

const revived = (_, value) => (Array.isArray(value?.RegExp) ? new RegExp(...value.RegExp) : value);

if (!globalThis[STATE]) {
  const { options, script } = JSON.parse(decodeURIComponent(__resourceQuery.slice(1)), revived);
  const { fetch, document } = globalThis;
  const installation = install({ level: "findings", ...options });
  if (script && document) load(script, fetch, document, installation);
}

function load(src, fetch, document, installation) {
  const { currentScript, head, documentElement } = document;
  // In another server's page it would ask that one.
  if (currentScript && new URL(currentScript.src, location.href).origin !== location.origin) return;
  const early = [];
  const stop = installation.on((report) => void early.push(report));
  const leave = () => {
    stop();
    delete globalThis[SERVER];
  };
  globalThis[SERVER] = { fetch, early };
  try {
    const script = document.createElement("script");
    (head ?? documentElement).append(Object.assign(script, { src, nonce: currentScript?.nonce ?? "", onload: stop, onerror: leave }));
  } catch {
    // Trusted Types.
    leave();
  }
}
