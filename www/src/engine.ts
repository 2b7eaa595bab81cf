// Which engine runs this page, and which one is asked to judge.

import type { Engine } from "cors-forecast/standalone";

export const ENGINES: readonly Engine[] = ["chromium", "firefox", "webkit", "standard"];

/**
 * By the User-Agent: Chromium's names WebKit as well (and may be called HeadlessChrome), and every
 * browser on iOS is WebKit.
 */
export function runningEngine(userAgent = navigator.userAgent): Engine {
  if (/\bFirefox\//.test(userAgent)) {
    return "firefox";
  }
  if (/Chrom(e|ium)\//.test(userAgent)) {
    return "chromium";
  }
  return /\bAppleWebKit\//.test(userAgent) ? "webkit" : "standard";
}

export function isEngine(text: string | null): text is Engine {
  return (ENGINES as readonly (string | null)[]).includes(text);
}
