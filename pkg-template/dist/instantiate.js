// Starts a WebAssembly module: at the first call, never at import, and once. Who watches and who makes forecasters each
// have a copy of this, so that a page loads one file less.

/**
 * A function that gives what `start` does, which is called once: at the first call; or throws why the module can't be
 * started.
 */
export function starter(start) {
  let ready = false;
  let made;
  // Kept, as each further attempt would be reported as a CSP violation.
  let failure;
  return () => {
    if (ready) return made;
    if (failure) throw failure;
    try {
      made = start();
      ready = true;
      return made;
    } catch (cause) {
      failure = refusal(cause);
      throw failure;
    }
  };
}

/** What is said where a module can't be started. */
export function refusal(cause) {
  const reason = String(cause?.message ?? cause);
  let code = "wasm-failed";
  let text = `its WebAssembly did not start: ${reason}`;
  if (typeof WebAssembly === "undefined") {
    code = "wasm-missing";
    text = "there is no WebAssembly here (lockdown mode turns it off).";
    // Chromium, Firefox and WebKit word it differently, but each names the policy or its keyword.
  } else if (/content security policy|\bCSP\b|unsafe-eval/i.test(reason)) {
    code = "wasm-refused";
    text = "the page's Content-Security-Policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src where you develop.";
  }
  return Object.assign(new Error(`cors-forecast: ${text}`, { cause }), { code });
}
