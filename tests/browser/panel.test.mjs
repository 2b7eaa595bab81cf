// The panel in a page: everything that can be done in it, by pointer and by keyboard.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, beforeEach, describe, test } from "node:test";

import { button, makeCalls, openApp, openSheet, SECRET, sheet, showTab, startPanel, tab, untilCounted } from "./panel-app.mjs";
import { openPage, startLab, until } from "./support.mjs";

let started;
let server;
let browser;
let api;
let page;
let problems;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
});

after(() => started?.close());

beforeEach(async () => {
  await page?.context().close();
  ({ page, problems } = await openApp(browser, server, api, { viewport: { width: 1280, height: 800 } }));
});

const inSheet = (selector) => page.locator(`cors-forecast-panel ${selector}`);
const focused = () => page.evaluate(() => document.querySelector("cors-forecast-panel").shadowRoot.activeElement?.id ?? "");
const placeOf = async (locator) => locator.boundingBox();
const textOf = (selector) => inSheet(selector).innerText();

async function openWithCalls() {
  await makeCalls(page, api);
  await untilCounted(page, 4);
  await openSheet(page);
}

describe("the button", { timeout: 120_000 }, () => {
  test("counts preflights, and loads nothing more until it is pressed", async () => {
    const loaded = [];
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    await makeCalls(page, api);
    await untilCounted(page, 4);
    assert.equal(loaded.some((path) => path.includes("panel-view")), false);
    assert.match(await button(page).getAttribute("aria-label"), /4 preflights forecast/);
    await until(async () => /storm/.test(await button(page).getAttribute("class")), "it has the colour of the error");
    await openSheet(page);
    assert.equal(loaded.filter((path) => path.includes("panel-view")).length, 1);
    assert.deepEqual(problems, []);
  });

  test("is dragged to the nearest edge without being pressed, and is there again after a reload", async () => {
    const { x, y, width, height } = await placeOf(button(page));
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(300, 300, { steps: 5 });
    await page.mouse.move(60, 300, { steps: 5 });
    await page.mouse.up();
    const moved = await placeOf(button(page));
    assert.ok(moved.x < 20 && Math.abs(moved.y + moved.height / 2 - 300) < 12, JSON.stringify(moved));
    assert.equal(await sheet(page).count(), 0);
    await page.reload();
    await startPanel(page, server);
    await button(page).waitFor();
    const again = await placeOf(button(page));
    assert.ok(Math.abs(again.x - moved.x) < 2 && Math.abs(again.y - moved.y) < 2, JSON.stringify(again));
  });

  test("is moved by arrow keys", async () => {
    const from = await placeOf(button(page));
    await button(page).focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+ArrowLeft");
    const to = await placeOf(button(page));
    assert.ok(to.y < from.y - 10 && to.x < 20, JSON.stringify({ from, to }));
  });

  test("leaves a corner to what the page has put there", async () => {
    const other = await openPage(browser, server);
    await other.evaluate(() => {
      const own = document.createElement("div");
      Object.assign(own.style, { position: "fixed", right: "0", bottom: "0", width: "90px", height: "90px" });
      document.body.append(own);
    });
    await startPanel(other, server);
    await button(other).waitFor();
    const { x } = await button(other).boundingBox();
    assert.ok(x < 20, `${x}`);
    await other.context().close();
  });
});

describe("the sheet", { timeout: 120_000 }, () => {
  test("its tabs are gone through by keyboard, Escape closes it, and focus returns to the button", async () => {
    await openWithCalls();
    assert.equal(await focused(), "tab-endpoints");
    const seen = [];
    for (const key of ["ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"]) {
      await page.keyboard.press(key);
      await until(async () => (await tab(page, "endpoints").evaluate((node) => node.getRootNode().activeElement?.getAttribute("aria-selected"))) === "true", "the tab is chosen");
      seen.push((await focused()).replace("tab-", ""));
    }
    assert.deepEqual(seen, ["findings", "timeline", "settings", "endpoints", "settings", "endpoints"]);
    await page.keyboard.press("Escape");
    assert.equal(await sheet(page).isVisible(), false);
    assert.equal(await button(page).evaluate((node) => node.getRootNode().activeElement === node), true);
    assert.deepEqual(problems, []);
  });

  test("an endpoint shows its latest call, and leads to all of them", async () => {
    await openWithCalls();
    assert.equal(await inSheet(".shown tbody tr").count(), 5);
    await inSheet(".shown tbody button").filter({ hasText: /users\/:id$/ }).click();
    assert.match(await textOf(".call h3 >> nth=0"), /DELETE.*\/users\/2/);
    await inSheet("article.call .button").click();
    await inSheet(".shown.timeline").waitFor();
    await until(async () => (await inSheet(".shown button.call").count()) === 3, "only its calls are listed");
    await inSheet(".notes .button").click();
    await until(async () => (await inSheet(".shown button.call").count()) === 8, "all are listed again");
  });

  test("a call is shown in full", async () => {
    await openWithCalls();
    await showTab(page, "timeline");
    await inSheet(".shown button.call").nth(3).click();
    const text = await textOf("article.call");
    for (const part of [/DELETE/, /method-not-safelisted/, /Access-Control-Request-Method: DELETE/, /authorization,x-request-id/, /Basis: an assumption/, /What would help/]) {
      assert.match(text, part);
    }
    assert.match(await textOf("article.call .verdict"), /Chromium\s+Preflight\s+An OPTIONS asks/);
    assert.match(await inSheet(".call .why a").first().getAttribute("href"), /^https:\/\/fetch\.spec\.whatwg\.org\/#/);
    await inSheet('.call [aria-label="Close the call"]').click();
    await until(async () => (await inSheet("article.call").count()) === 0, "it is closed");
  });

  test("findings are listed with what helps, the gravest first", async () => {
    await openWithCalls();
    await showTab(page, "findings");
    await until(async () => (await inSheet(".shown summary").count()) > 5, "they are there");
    assert.match(await inSheet(".shown summary").first().innerText(), /method-forbidden/);
    await inSheet(".shown summary").nth(1).click();
    assert.match(await inSheet(".shown details[open]").innerText(), /What helps:/);
  });

  test("caches count down, and say what they rest on", async () => {
    await openWithCalls();
    await page.evaluate(([origin]) => fetch(`${origin}/fresh`, { method: "PUT" }), [api.origin]);
    await showTab(page, "caches");
    const fresh = inSheet(".life").filter({ hasText: "/fresh" });
    await fresh.waitFor();
    const seconds = async () => Number.parseInt(await fresh.locator(".left").innerText(), 10);
    const first = await seconds();
    assert.ok(first > 0 && first <= 5, `${first}`);
    assert.equal(await fresh.locator(".basis").innerText(), "assumed");
    await until(async () => (await fresh.count()) === 0 || (await seconds()) < first, "time passes", 8000);
    await until(async () => (await fresh.count()) === 0, "it is over", 8000);
  });

  test("is sized by keyboard and pointer, docked to the side, and all of it is remembered", async () => {
    await openWithCalls();
    const { height } = await placeOf(sheet(page));
    await inSheet(".grip").focus();
    await page.keyboard.press("ArrowUp");
    await until(async () => (await placeOf(sheet(page))).height === height + 24, "it is higher");
    await page.mouse.move(600, 800 - height - 24);
    await page.mouse.down();
    await page.mouse.move(600, 300, { steps: 3 });
    await page.mouse.up();
    await until(async () => Math.abs((await placeOf(sheet(page))).height - 500) < 4, "it is as high as it was drawn");
    await inSheet(".dock").click();
    await until(async () => (await placeOf(sheet(page))).height === 800, "it is at the side");
    await showTab(page, "settings");
    await inSheet("label").filter({ hasText: "dark" }).click();
    await page.reload();
    await startPanel(page, server);
    await sheet(page).waitFor();
    assert.equal(await tab(page, "settings").getAttribute("aria-selected"), "true");
    assert.equal((await placeOf(sheet(page))).height, 800);
    assert.match(await inSheet(".root").getAttribute("class"), /dark/);
    // Nobody has asked for it.
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  });

  test("is opened and closed by the page's code", async () => {
    await page.evaluate(() => panel.openPanel());
    assert.equal(await sheet(page).isVisible(), true);
    await page.evaluate(() => panel.closePanel());
    assert.equal(await sheet(page).isVisible(), false);
    assert.equal(await button(page).isVisible(), true);
  });
});

describe("settings", { timeout: 120_000 }, () => {
  const reports = () => page.evaluate(() => globalThis[Symbol.for("cors-forecast.v1")].installation.reports());

  test("the other browsers are forecast once they are asked for", async () => {
    await openWithCalls();
    await showTab(page, "settings");
    await inSheet("label").filter({ hasText: "WebKit" }).click();
    await makeCalls(page, api);
    await until(async () => Object.keys((await reports()).at(-1).forecasts ?? {}).length === 3, "reports have all three");
    await showTab(page, "timeline");
    await inSheet(".shown button.call").last().click();
    await until(async () => /WebKit/.test(await textOf("article.call .verdict")), "WebKit's is shown");
    await showTab(page, "settings");
    await inSheet("label").filter({ hasText: "Chromium" }).click();
    await makeCalls(page, api);
    assert.equal((await reports()).at(-1).forecasts, undefined);
  });

  test("a rule that is off leaves the list, and is not made any more; what else the app has set stays", async () => {
    await openWithCalls();
    await page.evaluate(() => globalThis[Symbol.for("cors-forecast.v1")].configure({ as: { origin: "https://app.example" } }));
    await showTab(page, "settings");
    const rule = inSheet(".rules label").filter({ hasText: "method-forbidden" }).locator("select");
    await rule.waitFor();
    await rule.selectOption("off");
    await showTab(page, "findings");
    assert.equal(await inSheet(".shown summary").filter({ hasText: "method-forbidden" }).count(), 0);
    await page.evaluate(([origin]) => fetch(`${origin}/other`, { method: "TRACE" }).catch(() => {}), [api.origin]);
    const codes = await page.evaluate(() => globalThis[Symbol.for("cors-forecast.v1")].installation.findings().filter(({ endpoint }) => endpoint.endsWith("/other")).length);
    assert.equal(codes, 0);
    assert.equal((await reports()).at(-1).as, "https://app.example");
  });

  test("the page is taken to be elsewhere, and what is wrong is said", async () => {
    await openWithCalls();
    await showTab(page, "settings");
    await inSheet('[name="origin"]').fill("app");
    await inSheet(".first").click();
    await until(async () => /must be like https:\/\/app\.example/.test(await textOf('[role="status"]')), "it is said");
    await inSheet('[name="origin"]').fill("https://app.example");
    await inSheet('[name="routes"]').fill(`/api ${api.origin}`);
    await inSheet(".first").click();
    await until(async () => /as if the page were at https:\/\/app\.example/.test(await textOf('[role="status"]')), "it is taken");
    await page.evaluate(() => fetch("/api/x", { method: "PUT" }).catch(() => {}));
    const last = (await reports()).at(-1);
    assert.deepEqual([last.as, last.endpoint, last.forecast.verdict], ["https://app.example", `${api.origin}/api/x`, "preflight"]);
  });
});

describe("exports", { timeout: 120_000 }, () => {
  async function exported(name) {
    const [download] = await Promise.all([page.waitForEvent("download"), inSheet(".tools .button").filter({ hasText: name }).click()]);
    const text = await readFile(await download.path(), "utf8");
    assert.doesNotMatch(text, new RegExp(SECRET));
    return { text, file: download.suggestedFilename(), content: JSON.parse(text) };
  }

  test("JSON has reports, findings and sums, and no header value", async () => {
    await openWithCalls();
    await until(async () => /[1-9]/.test(await textOf("#tab-findings .amount")), "findings are counted");
    const { file, content } = await exported("JSON");
    assert.match(file, /^cors-forecast-.*\.json$/);
    assert.deepEqual([content.reports.length, content.summary.length, content.page], [8, 5, server.page]);
    assert.ok(content.findings.some(({ code }) => code === "header-not-safelisted"));
    assert.deepEqual([content.reports[0].from, content.reports[0].method], ["page", "GET"]);
  });

  test("HAR has calls and forecast preflights, says that it is a forecast, and has names without values", async () => {
    await openWithCalls();
    const { content } = await exported("HAR");
    const { version, comment, entries } = content.log;
    assert.equal(version, "1.2");
    assert.match(comment, /forecast.*not a recording/);
    assert.deepEqual(entries.map(({ request }) => request.method).slice(0, 3), ["OPTIONS", "GET", "GET"]);
    assert.deepEqual(entries.filter(({ _corsForecast: { kind } }) => kind === "preflight").length, 4);
    const call = entries[1].request.headers;
    assert.deepEqual(call.map(({ name, value }) => [name, value]), [["authorization", ""], ["x-request-id", ""]]);
    const needed = ["startedDateTime", "time", "request", "response", "cache", "timings"];
    for (const entry of entries) for (const field of needed) assert.ok(field in entry, field);
  });

  test("clearing leaves nothing", async () => {
    await openWithCalls();
    await inSheet(".tools .button").filter({ hasText: "Clear" }).click();
    await until(async () => /No call to another origin/.test(await textOf(".shown .empty")), "it is empty");
    assert.deepEqual((await exported("JSON")).content.reports, []);
  });
});
