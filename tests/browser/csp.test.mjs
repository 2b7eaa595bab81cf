// A page whose Content-Security-Policy refuses WebAssembly works as before, and its developer is told what to do.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { consoleOf, openPage, startLab } from "./support.mjs";

let started;
let server;
let browser;
let api;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
});

after(() => started?.close());

async function tryIn(csp) {
  const page = await openPage(browser, server, { csp });
  const messages = consoleOf(page);
  await page.evaluate(() => {
    window.violations = 0;
    addEventListener("securitypolicyviolation", () => window.violations++);
  });
  const facts = await page.evaluate(
    async ([entry, url]) => {
      const native = fetch;
      const { createForecaster, install } = await import(entry);
      const installation = install();
      const again = install();
      const { status } = await fetch(url, { method: "PUT" });
      const reports = installation.reports().length;
      installation.reports();
      // Violations are reported in a task of their own.
      const reported = () => new Promise((resolve) => setTimeout(resolve, 100));
      await reported();
      const ofWrapper = window.violations;
      let error = null;
      try {
        createForecaster({ origin });
      } catch (caught) {
        error = { code: caught.code, message: caught.message, plain: caught.constructor === Error };
      }
      try {
        createForecaster({ origin });
      } catch {
        // Said above.
      }
      await reported();
      return {
        untouched: fetch === native,
        active: installation.active,
        same: again === installation,
        status,
        reports,
        error,
        ofWrapper,
        ofForecasters: window.violations - ofWrapper,
      };
    },
    [`${server.page}/pkg/dist/standalone.js`, `${api.origin}/a`],
  );
  await page.context().close();
  return { facts, warnings: messages.filter(({ text }) => text.includes("[cors-forecast]")) };
}

describe("Content-Security-Policy", { timeout: 120_000 }, () => {
  test("without 'wasm-unsafe-eval' fetch is left alone, with one warning, and each module is tried once", async () => {
    const { facts, warnings } = await tryIn("script-src 'self'");
    const { error, ...rest } = facts;
    assert.deepEqual(rest, {
      untouched: true,
      active: false,
      same: true,
      status: 200,
      reports: 0,
      ofWrapper: 1,
      ofForecasters: 1,
    });
    assert.equal(error.code, "wasm-refused");
    assert.equal(error.plain, true);
    assert.match(error.message, /^cors-forecast: .*'wasm-unsafe-eval'/);
    assert.equal(warnings.length, 1);
    assert.equal(warnings[0].type, "warning");
    assert.match(warnings[0].text, /Content-Security-Policy.*'wasm-unsafe-eval'/);
  });

  test("with 'wasm-unsafe-eval' it works, Trusted Types and connect-src included", async () => {
    const { facts, warnings } = await tryIn(
      `script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; connect-src ${api.origin}`,
    );
    assert.deepEqual(facts, {
      untouched: false,
      active: true,
      same: true,
      status: 200,
      reports: 1,
      error: null,
      ofWrapper: 0,
      ofForecasters: 0,
    });
    assert.deepEqual(warnings, []);
  });
});
