// The demo page as a person uses it, in a real Chromium: presets, the form, and that a wrong forecast is seen.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";

import { distinct, playAll } from "./demo-check.mjs";
import { consoleOf, launch, serve } from "./support.mjs";

const CHECK = fileURLToPath(new URL("demo-check.mjs", import.meta.url));

let server;
let browser;

before(async () => {
  server = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(query = "") {
  const page = await browser.newPage();
  const messages = consoleOf(page);
  page.on("pageerror", ({ message }) => messages.push({ type: "error", text: message }));
  await page.goto(`${server.page}/proof.html${query}`);
  await page.locator("#run-all:enabled").waitFor();
  return { page, messages };
}

/** Runs one preset and gives its rows: the texts of forecast, observation and result. */
async function run(page, preset) {
  await page.locator(`[data-preset="${preset}"] .run`).click();
  return rowsOf(page, `[data-preset="${preset}"]`);
}

async function rowsOf(page, within) {
  await page.locator("#run-all:enabled").waitFor();
  const text = (line, selector) => line.locator(selector).innerText();
  const lines = await page.locator(`${within} tr.step`).all();
  return Promise.all(
    lines.map(async (line) => ({
      forecast: await text(line, ".forecast .sequence"),
      observed: await text(line, ".observed .sequence"),
      state: await line.getAttribute("data-state"),
    })),
  );
}

/** Runs the command line check; resolves to its exit code and output. */
async function check(args, environment = {}) {
  const child = spawn(process.execPath, [CHECK, ...args], { env: { ...process.env, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, output };
}

describe("the demo page", () => {
  test("loads without a message in the console", async () => {
    const { page, messages } = await open();
    assert.deepEqual(messages, []);
    assert.equal(await page.locator("#origin-api").innerText(), server.api);
    assert.ok((await page.locator("#presets tr.step").count()) >= 70);
    await page.close();
  });

  test("forecasts a preset's preflight and shows the one that was received", async () => {
    const { page } = await open();
    assert.deepEqual(await run(page, "put-json"), [
      { forecast: "OPTIONS, PUT → 200", observed: "OPTIONS, PUT → 200", state: "equal" },
    ]);
    const wires = await page.locator('[data-preset="put-json"] .wire .headers').allInnerTexts();
    for (const wire of wires.slice(0, 2)) {
      assert.match(wire, /^access-control-request-method: PUT$/m);
      assert.match(wire, /^access-control-request-headers: content-type$/m);
    }
    await page.close();
  });

  test("marks the offending part of a header's value", async () => {
    const { page } = await open();
    await run(page, "accept-quote");
    assert.equal(await page.locator('[data-preset="accept-quote"] mark').first().innerText(), '"');
    await page.close();
  });

  test("knows what the preflight cache spares", async () => {
    const { page } = await open();
    assert.deepEqual(await run(page, "cache-hit"), [
      { forecast: "OPTIONS, PUT → 200", observed: "OPTIONS, PUT → 200", state: "equal" },
      { forecast: "PUT → 200", observed: "PUT → 200", state: "equal" },
    ]);
    await page.close();
  });

  test("shows a wrong forecast in red, with what differs", async () => {
    const { page } = await open("?mistake=put");
    const [row] = await run(page, "put");
    assert.deepEqual(row, { forecast: "OPTIONS, PUT → 200", observed: "OPTIONS → network error", state: "different" });
    assert.equal(await page.locator("#counts").getAttribute("data-different"), "1");
    const [plain, red] = await Promise.all(
      [".forecast .sequence", ".observed .sequence"].map((selector) =>
        page.locator(`[data-preset="put"] ${selector}`).evaluate((element) => getComputedStyle(element).color),
      ),
    );
    assert.notEqual(red, plain);
    const differences = await page.locator('[data-preset="put"] .differences > li').allInnerTexts();
    assert.ok(
      differences.some((text) => /^Request 2, request: .* observed \(nothing\)$/.test(text)),
      differences.join("\n"),
    );
    assert.ok(differences.some((text) => /outcome: forecast response, observed network-error/.test(text)));
    await page.close();
  });

  test("fits a narrow window", async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.goto(`${server.page}/proof.html`);
    await run(page, "put-json");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await page.close();
  });

  test("forecasts all presets as the server then sees them", { timeout: 300_000 }, async () => {
    const { page } = await open();
    const rows = await playAll(page);
    assert.deepEqual(
      rows.filter(({ equal }) => !equal).map(({ id, differences }) => [id, ...differences]),
      [],
    );
    assert.ok(distinct(rows) >= 60);
    await page.close();
  });
});

describe("the demo's check", () => {
  test("fails if one forecast is wrong, and prints which", { timeout: 300_000 }, async () => {
    const { code, output } = await check([`${server.page}/?mistake=put`]);
    assert.equal(code, 1, output);
    assert.match(output, /^put +PUT .* DIFFERENT$/m);
    assert.match(output, /^\d+ requests, \d+ equal, 1 different$/m);
  });

  test("says what is missing", async () => {
    assert.deepEqual(await check([]).then(({ code, output }) => [code, /Which page\?/.test(output)]), [2, true]);
    const missing = await check([server.page], { CHROMIUM: "/nowhere/chromium" });
    assert.equal(missing.code, 2);
    assert.match(missing.output, /^The demo could not be checked\. .*\/nowhere\/chromium/m);
    assert.doesNotMatch(missing.output, /^\s+at /m);
  });
});
