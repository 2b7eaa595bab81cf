// A small app with the panel in it, for its tests and screenshots.

import { openPage, until } from "./support.mjs";

export const SECRET = "s3cr3t-value";

/** Everything that needs none of the page's own privileges. */
export const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Opens a page with the panel's button: `{ page, problems }`, the latter being what the page was told that went wrong. */
export async function openApp(browser, server, api, { csp, path = "panel.development.js", viewport, colorScheme } = {}) {
  const page = await openPage(browser, server, { csp: csp && `${csp}; connect-src ${api.origin}` });
  if (viewport) await page.setViewportSize(viewport);
  if (colorScheme) await page.emulateMedia({ colorScheme });
  const problems = [];
  page.on("pageerror", (error) => problems.push(`thrown: ${error}`));
  page.on("console", (message) => /panel|Trusted|Content Security|Refused/i.test(message.text()) && problems.push(message.text()));
  await startPanel(page, server, path);
  return { page, problems };
}

export const startPanel = (page, server, path = "panel.development.js") =>
  page.evaluate(async (entry) => {
    globalThis.panel = await import(entry);
  }, `${server.page}/pkg/dist/${path}`);

/** Calls of several kinds, each with a secret in its headers. */
export const makeCalls = (page, api) =>
  page.evaluate(
    async ([origin, secret]) => {
      const headers = { "X-Request-Id": secret, Authorization: `Bearer ${secret}` };
      const call = (path, init) => fetch(origin + path, init).catch(() => {});
      await call("/users/1", { headers });
      await call("/users/1", { headers });
      await call("/users/2?page=1", { headers });
      await call("/users/2", { method: "DELETE", headers });
      await call("/orders", { method: "POST", body: "a=1", headers: { "Content-Type": "application/x-www-form-urlencoded" } });
      await call("/orders", { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } });
      await call("/logo", { mode: "no-cors" });
      await call("/", { method: "TRACE" });
    },
    [api.origin, SECRET],
  );

/** The button, and the parts of the sheet, by selectors that pierce its shadow root. */
export const button = (page) => page.locator("cors-forecast-panel .open");
export const sheet = (page) => page.locator("cors-forecast-panel .sheet");
export const tab = (page, name) => page.locator(`cors-forecast-panel #tab-${name}`);

export async function openSheet(page) {
  await button(page).click();
  await sheet(page).waitFor();
}

export async function showTab(page, name) {
  await tab(page, name).click();
  await page.locator(`cors-forecast-panel .shown.${name}`).waitFor();
}

export const untilCounted = (page, count) => until(async () => (await button(page).innerText()) === String(count), `${count} preflights are counted`, 15_000);
