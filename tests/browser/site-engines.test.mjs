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
  "gallery.html?check#find=range": [
    () => {
      const states = [...document.querySelectorAll("article")].map(({ dataset }) => dataset.state);
      return states.length > 0 && states.every((state) => state === "holds");
    },
    () => {
      const card = document.querySelector("article:has(.run:enabled)");
      if (card && !card.dataset.run) card.querySelector(".run").click();
      return document.querySelector("article[data-run=equal]") !== null;
    },
  ],
  "decode.html": [
    () => {
      const field = document.querySelector("textarea");
      if (!field) return false;
      if (field.value === "") {
        field.value =
          "Access to fetch at 'https://api.example/a' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return document.querySelector("#app").textContent.includes("allow-origin-missing");
    },
  ],
  "server.html": [
    () => {
      const example = [...document.querySelectorAll("a, button")].find(({ textContent }) => textContent === "A shop’s page");
      // Each click would begin anew.
      if (example && !example.dataset.clicked) example.click();
      if (example) example.dataset.clicked = "yes";
      const { total, passed } = document.querySelector("#verified")?.dataset ?? {};
      return Number(total) > 0 && total === passed;
    },
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
