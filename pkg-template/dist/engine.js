// Finds out which engine runs the page, by what its JavaScript engine alone has.
//
// Not by the user agent string: developer tools that emulate a phone change it, and the engine stays the same. The
// string decides only where no feature does.

export function detectEngine(scope = globalThis) {
  // SpiderMonkey's own error type.
  if (typeof scope.InternalError === "function") return "firefox";
  // JavaScriptCore notes the position on the error itself. So it is Safari, and every browser on iOS.
  const error = new scope.Error();
  if (Object.hasOwn(error, "line") && Object.hasOwn(error, "column")) return "webkit";
  // User-Agent Client Hints (secure contexts only), and V8's own text segmenter.
  if (scope.navigator?.userAgentData || (scope.Intl && "v8BreakIterator" in scope.Intl)) return "chromium";

  const agent = String(scope.navigator?.userAgent ?? "");
  if (/\b(Chrome|Chromium)\//.test(agent)) return "chromium";
  if (/\bAppleWebKit\//.test(agent)) return "webkit";
  if (/\bGecko\/.*\bFirefox\//.test(agent)) return "firefox";
  return "standard";
}
