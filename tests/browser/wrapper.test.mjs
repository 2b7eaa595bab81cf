// What the page must not notice: each pattern runs in a page without the wrapper and in one with it, and everything
// that the page and the server can observe must be the same. What the wrapper reports must be what was sent.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { openPage, startLab } from "./support.mjs";
import patterns from "./wrapper.patterns.mjs";

let started;
let server;
let browser;
let api;
let page;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
  page = await openPage(browser, server);
});

after(() => started?.close());

/** Puts `lab` into the page, by which the patterns call the endpoint and tell how a call ended. */
function prelude(origin) {
  const errorOf = (error, expected) => ({
    name: error?.name,
    message: error?.message,
    constructor: error?.constructor?.name,
    ours: error instanceof Object,
    same: expected === undefined ? undefined : error === expected,
  });
  const lab = {
    api: (path) => origin + path,
    async outcome(call, expected) {
      let promise;
      try {
        promise = call();
      } catch (error) {
        return { thrown: errorOf(error, expected) };
      }
      try {
        const response = await promise;
        const { status, type, url, redirected } = response;
        const headers = [...response.headers].filter(([name]) => name !== "date");
        return { status, type, url, redirected, headers, body: await response.text() };
      } catch (error) {
        return { rejected: errorOf(error, expected) };
      }
    },
  };
  Object.defineProperty(window, "lab", { value: lab, configurable: true });
}

/** Runs a pattern in a fresh document. */
async function observe({ run, inOrder = true }, { wrapped }) {
  await page.goto(`${server.page}/__demo/blank`);
  await page.evaluate(prelude, api.origin);
  if (wrapped) await page.evaluate(installWrapper, `${server.page}/pkg/dist/standalone.js`);
  api.requests.length = 0;
  const seen = await page.evaluate(run);
  const sent = api.requests.splice(0).map(({ method, url, headers, body }) => ({ method, url, headers, body }));
  if (!inOrder) sent.sort((a, b) => a.url.localeCompare(b.url));
  const reported = wrapped ? await page.evaluate(reportedBy) : undefined;
  return { seen: comparable(seen ?? null), sent: comparable(sent), reported };
}

async function installWrapper(url) {
  const { install } = await import(url);
  Object.defineProperty(window, "labInstallation", { value: install(), configurable: true });
}

function reportedBy() {
  const { labInstallation: installation } = window;
  return { reports: installation.reports(), unreported: installation.unreported, active: installation.active };
}

/** Without what is random: the boundary of a body (in it and in its Content-Type alike), and the id of a blob. */
function comparable(value) {
  const text = JSON.stringify(value)
    .replaceAll(/-{4}WebKitFormBoundary\w+/g, "(boundary)")
    .replaceAll(/blob:[\w:/.]+\/[\da-f-]{36}/g, "(blob)");
  return JSON.parse(text);
}

const asked = (pairs) => pairs.filter(([name]) => /^access-control-request-/i.test(name)).map(([, value]) => value);

function withoutOurs(seen) {
  return Array.isArray(seen) ? seen.filter((item) => item !== "labInstallation") : seen;
}

describe("the page does not notice", { timeout: 240_000 }, () => {
  for (const pattern of patterns) {
    test(pattern.name, async () => {
      const native = await observe(pattern, { wrapped: false });
      const wrapped = await observe(pattern, { wrapped: true });

      assert.deepEqual(withoutOurs(wrapped.seen), native.seen, "what the page observes");
      assert.deepEqual(wrapped.sent, native.sent, "what the server receives");
      const { reports, unreported, active } = wrapped.reported;
      assert.equal(active, true, "the wrapper is at work");
      assert.equal(unreported, pattern.unreported ?? 0, "calls without a report");

      if (pattern.preflights === false) return;
      const predicted = reports.filter(({ forecast }) => forecast.verdict === "preflight");
      const received = wrapped.sent.filter(({ method }) => method === "OPTIONS");
      assert.deepEqual(
        predicted.map(({ forecast }) => asked(forecast.preflight.headers)),
        received.map(({ headers }) => asked(Object.entries(headers)).sort(byMethodFirst(headers))),
        "preflights forecast, and received",
      );
    });
  }
});

/** Access-Control-Request-Method before -Headers, in whatever order they were received. */
function byMethodFirst(headers) {
  return (value) => (value === headers["access-control-request-method"] ? -1 : 1);
}
