// The gallery as a person uses it, in a real Chromium: what its cards state is what the core says, and what is then sent for real
// is as forecast.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { assertAccessible, assertFits } from "./pages-support.mjs";
import { consoleOf, launch, serve, until } from "./support.mjs";

/** What the browser itself says of a request that fails; everything else would be ours. */
const BROWSERS_OWN = /^(Access to (fetch|XMLHttpRequest|resource) at|Failed to load resource|Fetch API cannot load|Refused to set unsafe header)/;

let server;
let browser;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});

after(() => Promise.all([browser?.close(), server?.close()]));

async function open(address = "", options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const messages = consoleOf(page);
  page.on("pageerror", ({ message }) => messages.push({ type: "error", text: message }));
  await page.goto(`${server.page}/gallery.html${address}`);
  await page.locator("article").first().waitFor();
  // Cards are drawn a few at a time.
  if (address === "") {
    await page.waitForFunction(() => {
      const [, examples, myths] = /(\d+) examples, (\d+) myths/.exec(document.querySelector("#app").textContent) ?? [];
      return document.querySelectorAll("article").length === Number(examples) + Number(myths);
    });
  }
  return { page, messages };
}

const statesOf = (page) => page.locator("article").evaluateAll((cards) => cards.map(({ id, dataset }) => [id, dataset.state]));
const shownIn = (page) => page.locator("article").evaluateAll((cards) => cards.map(({ id }) => id));

describe("what the gallery states", () => {
  test("is what the core says, for every card", async () => {
    const { page, messages } = await open("?check");
    const states = await statesOf(page);
    assert.deepEqual(
      states.filter(([, state]) => state !== "holds"),
      [],
      (await page.locator(".problem").allInnerTexts()).join("\n"),
    );
    assert.ok(states.length >= 60, `${states.length} cards`);
    assert.ok((await page.locator("article.myth").count()) >= 12);
    assert.equal(new Set(states.map(([id]) => id)).size, states.length, "each id once");
    assert.deepEqual(messages, []);
    await page.close();
  });

  test("is shown to be wrong where it is", async () => {
    const page = await browser.newPage();
    await page.route("**/assets/gallery-*.js", async (route) => {
      const script = await (await route.fetch()).text();
      await route.fulfill({ contentType: "text/javascript", body: script.replaceAll("OPTIONS, CHICKEN", "CHICKEN") });
    });
    await page.goto(`${server.page}/gallery.html#chicken`);
    await page.locator("#chicken[data-state=fails]").waitFor();
    assert.match(await page.locator("#chicken .problem").innerText(), /firefox, exchange: stated CHICKEN → 200, said OPTIONS, CHICKEN → 200/);
    assert.equal(await page.locator("#put-lower").getAttribute("data-state"), "holds");
    await page.close();
  });

  test("is computed only for what comes into view", async () => {
    const { page } = await open();
    await page.locator("#patch[data-state=holds]").waitFor();
    const far = page.locator("#fifteen-minutes");
    assert.equal(await far.getAttribute("data-state"), null);
    await far.scrollIntoViewIfNeeded();
    await page.locator("#fifteen-minutes[data-state=holds]").waitFor();
    await page.close();
  });

  test("shows one verdict where browsers agree, and one each where they don't", async () => {
    const { page } = await open("?check");
    const columns = (id) => page.locator(`#${id} .column h4`).allTextContents();
    assert.deepEqual(await columns("delete"), ["All three browsers"]);
    assert.deepEqual(await columns("dpr"), ["Chromium", "Firefox", "WebKit"]);
    assert.deepEqual(await columns("star-authorization"), ["All three browsers", "The standard"]);
    await page.close();
  });

  test("quotes at most 25 words and links an anchor", async () => {
    const { page } = await open("?check");
    const quotes = await page.locator(".standard q").allInnerTexts();
    assert.ok(quotes.length >= 30);
    assert.deepEqual(
      quotes.filter((quote) => quote.split(/\s+/).length > 25),
      [],
    );
    const links = await page.locator(".standard a").evaluateAll((all) => all.map(({ href }) => href));
    assert.deepEqual(
      links.filter((link) => !/^https:\/\/[^#]+#.+$/.test(link)),
      [],
    );
    await page.close();
  });
});

describe("the gallery's cards, run for real", () => {
  test("are as forecast, all of them", { timeout: 300_000 }, async () => {
    const { page, messages } = await open("?check");
    await page.locator(".run", { hasText: "Run it" }).first().waitFor();
    const cards = await page.locator("article", { has: page.locator(".run", { hasText: "Run it" }) }).evaluateAll((all) => all.map(({ id }) => id));
    assert.ok(cards.length >= 100, `${cards.length} can be run`);
    const different = [];
    for (const id of cards) {
      const card = page.locator(`#${id}`);
      await card.locator(".run").click();
      // Some wait for six seconds, as the example is about the time.
      await until(() => card.locator(".run:enabled").count().then(Boolean), `${id} has been run`, 40_000);
      if ((await card.getAttribute("data-run")) !== "equal") {
        different.push(`${id}: ${(await card.locator(".note, .results").allInnerTexts()).join("\n")}`);
      }
    }
    assert.deepEqual(different, []);
    assert.deepEqual(
      messages.filter(({ text }) => !BROWSERS_OWN.test(text)),
      [],
    );
    await page.close();
  });

  test("are played where nothing can be sent, and say so", async () => {
    const { page } = await open("#sandbox");
    await page.locator("#sandbox .run").click();
    assert.match(await page.locator("#sandbox .note").innerText(), /only played/);
    await page.locator("#sandbox cf-exchange").waitFor();
    await page.close();
  });

  test("are played on a static host, which is said", async () => {
    const page = await browser.newPage();
    await page.route("**/__demo/config.json", (route) => route.fulfill({ status: 404 }));
    await page.goto(`${server.page}/gallery.html#delete`);
    const run = page.locator("#delete .run");
    await run.click();
    assert.match(await page.locator("#delete .note").innerText(), /played and not sent/);
    await page.locator("#delete cf-exchange").waitFor();
    await page.close();
  });
});

describe("finding something in the gallery", () => {
  test("goes by kind and by word, with the keyboard, and is a link", async () => {
    const { page } = await open();
    await page.locator('[data-kind="methods"]').focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    assert.equal(await page.locator('[data-kind="values"]').getAttribute("aria-pressed"), "true");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    assert.equal(new URL(page.url()).hash, "#show=values,myths");
    await page.keyboard.press("Tab");
    await page.keyboard.type("range 500");
    assert.deepEqual(await shownIn(page), ["range-suffix"]);
    assert.equal(await page.locator("#shown").innerText(), "1 example, 0 myths");

    const { page: other } = await open(new URL(page.url()).hash);
    assert.deepEqual(await shownIn(other), ["range-suffix"]);
    assert.equal(await other.locator("#find").inputValue(), "range 500");
    await other.locator("#find").fill("nothing is called this");
    await other.getByRole("button", { name: "Show all" }).click();
    assert.ok((await shownIn(other)).length >= 60);
    await page.close();
    await other.close();
  });

  test("goes by a card's own link", async () => {
    const { page } = await open("#star-forgotten");
    const card = page.locator("#star-forgotten.target");
    await card.waitFor();
    const inView = () => card.evaluate((element) => Math.abs(element.getBoundingClientRect().top) < innerHeight / 2);
    await until(inView, "the card is in view");
    assert.equal(await page.evaluate(() => document.activeElement.id), "star-forgotten");
    await page.locator("#star-forgotten .kind a").focus();
    await page.evaluate(() => (location.hash = "#chicken"));
    await page.locator("#chicken.target").waitFor();
    await page.close();
  });

  test("leads to the lab, with the same call and the same outcome", async () => {
    const { page } = await open("?check#patch");
    await page.locator("#patch").getByRole("link", { name: /Open in the lab/ }).click();
    await page.locator("#method").waitFor();
    assert.equal(await page.locator("#method").inputValue(), "patch");
    assert.match(await page.locator('[data-engine="chromium"] .sequence').innerText(), /^OPTIONS → fails$/);
    await page.close();
  });
});

describe("the gallery is for everyone", () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1440]) {
      test(`in ${colorScheme}, ${width} pixels wide`, async () => {
        // A dozen cards of all sorts, as axe takes minutes over all.
        const { page } = await open("?check#find=authorization", { colorScheme, viewport: { width, height: 900 } });
        assert.ok((await shownIn(page)).length >= 8);
        const card = page.locator("#authorization");
        await card.locator("summary").click();
        await card.locator(".run").click();
        await page.locator("#authorization[data-run=equal]").waitFor();
        await assertFits(page);
        await assertAccessible(page);
        await page.close();
      });
    }
  }
});
