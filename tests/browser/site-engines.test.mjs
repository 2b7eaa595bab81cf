// The demo's pages in all three browsers: each comes up, and does what it is for.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { ENGINES, openEngine } from "./engines.mjs";
import { serve, until } from "./support.mjs";

/** What is done on a page, and what then has to be there; each runs in the page and gives true once it is so. */
const PAGES = {
  "index.html": [
    () => [...document.querySelectorAll(".engine cf-verdict")].filter((one) => one.shadowRoot?.textContent === "Preflight").length === 3,
    () => {
      document.querySelector("#send:enabled")?.click();
      return document.querySelector('.result[data-equal="true"]') !== null;
    },
  ],
  "cache.html": [
    () => {
      const calls = document.querySelectorAll(".log tbody tr").length;
      if (calls < 2) document.querySelector('[data-call="same"]')?.click();
      return calls === 2;
    },
    () => [...document.querySelectorAll("dd[data-number]")].map((one) => one.dataset.number).join() === "1,1,1,1,1,1",
  ],
  "proof.html": [
    () => {
      const row = document.querySelector('[data-preset="put-json"] tr.step');
      if (row?.dataset.state === "idle") document.querySelector('[data-preset="put-json"] .run:enabled')?.click();
      return row?.dataset.state === "equal";
    },
  ],
};

let server;
before(async () => (server = await serve()));
after(() => server?.close());

for (const engine of ENGINES) {
  describe(engine, () => {
    let browser;
    before(async () => (browser = await openEngine(engine)));
    after(() => browser?.close());

    for (const [name, steps] of Object.entries(PAGES)) {
      test(name, { timeout: 90_000 }, async () => {
        await browser.goto(`${server.page}/${name}`);
        for (const step of steps) await until(() => browser.look(step), String(step), 20_000);
        assert.ok(await browser.look(() => document.documentElement.scrollWidth <= window.innerWidth));
      });
    }
  });
}
