// Finds out which engine runs the page, by what its JavaScript engine alone has.
//
// Not by the user agent string: developer tools that emulate a phone change it, and the engine stays the same. The
// string decides only where no feature does.

export function detectEngine(scope = globalThis) {
  const { InternalError, Intl, navigator } = scope;
  const agent = navigator?.userAgent ?? "";
  // SpiderMonkey's own error type.
  if (typeof InternalError === "function") return "firefox";
  // V8's own text segmenter; before an error is made, the first of which takes half a millisecond.
  if (Intl && "v8BreakIterator" in Intl) return "chromium";
  // JavaScriptCore notes the position on the error itself. So it is Safari, and every browser on iOS.
  if (Object.hasOwn(new scope.Error(), "line")) return "webkit";
  // User-Agent Client Hints (secure contexts only).
  if (navigator?.userAgentData || /Chrom(e|ium)/.test(agent)) return "chromium";
  if (/AppleWebKit/.test(agent)) return "webkit";
  return /Firefox/.test(agent) ? "firefox" : "standard";
}
