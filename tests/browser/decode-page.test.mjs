// The page that reads consoles' errors, as a person uses it, in a real Chromium.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { assertAccessible, assertFits, clipboardOf, startPages } from "./pages-support.mjs";

/** What a browser has printed, by engine and scene. */
async function printed(engine, scene) {
  const rows = JSON.parse(await readFile(new URL(`../vectors/console/${engine}.json`, import.meta.url), "utf8"));
  return rows.find(({ name }) => name === scene).printed.join("\n");
}

let pages;

before(async () => {
  pages = await startPages();
});

after(() => pages?.close());

const open = (fragment = "", options) => pages.open(`decode.html${fragment}`, options);

const codesOf = (page) => page.locator(".error").evaluateAll((cards) => cards.map((card) => card.dataset.code));

describe("what is pasted", () => {
  for (const [engine, name] of [["chromium", "Chromium"], ["firefox", "Firefox"], ["webkit", "WebKit"]]) {
    test(`is read as ${name}'s`, async () => {
      const { page, messages } = await open();
      await page.locator("#text").fill(await printed(engine, "header"));
      await page.locator(".error").waitFor();
      assert.deepEqual(await codesOf(page), ["header-not-allowed"]);
      const text = await page.locator(".error").innerText();
      assert.match(text, new RegExp(`${name} · fails in the answer to OPTIONS`));
      assert.match(text, /Access-Control-Allow-Headers: x-a/i);
      assert.match(text, /What the text does not tell: .*others may be missing/);
      assert.equal(await page.locator(".steps .failed").count(), 1);
      assert.match(await page.locator(".steps .failed").innerText(), /Access-Control-Allow-Headers permits each header/);
      assert.match((await page.locator("cf-exchange li.step").allInnerTexts()).join("\n"), /here it fails/);
      const standard = page.getByRole("link", { name: /Fetch Standard/ });
      assert.equal(await standard.getAttribute("href"), "https://fetch.spec.whatwg.org/#cors-preflight-fetch");
      assert.equal(new URL(page.url()).hash, "");
      assert.deepEqual(messages, []);
      await page.context().close();
    });
  }

  test("has several errors, which are listed", async () => {
    const { page } = await open();
    const texts = await Promise.all([printed("chromium", "method"), printed("chromium", "wildcard"), printed("firefox", "multiple")]);
    await page.locator("#text").fill(texts.join("\n"));
    await page.getByText("3 errors found.").waitFor();
    assert.deepEqual(await codesOf(page), ["method-not-allowed", "allow-origin-wildcard-with-credentials", "allow-origin-multiple"]);
    assert.doesNotMatch(await page.locator(".fix").nth(1).locator("pre").innerText(), /\*/);
    await page.context().close();
  });

  test("is nothing that is known: what is looked for is said", async () => {
    const { page } = await open();
    await page.locator("#text").fill("Uncaught ReferenceError: x is not defined");
    await page.locator(".unrecognised").waitFor();
    const text = await page.locator(".unrecognised").innerText();
    for (const name of ["Chrome", "Firefox", "Safari"]) assert.ok(text.includes(name), name);
    assert.equal(await page.locator(".error").count(), 0);
    await page.locator("#text").fill("");
    await page.getByText("Paste something").waitFor();
    await page.context().close();
  });

  test("stays text, whatever it has in it, and sends nothing", async () => {
    const { page, messages } = await open();
    const sent = [];
    page.on("request", (request) => sent.push(request.url()));
    const text = await printed("chromium", "missing");
    await page.locator("#text").fill(text.replace("/scene/missing", "/<img/src=x/onerror=alert(1)>"));
    await page.locator(".error").waitFor();
    assert.equal(await page.locator("main img").count(), 0);
    assert.match(await page.locator(".facts").innerText(), /<img/);
    // A font that was not needed before may be loaded.
    assert.deepEqual(sent.filter((url) => !url.startsWith(`${pages.server.page}/assets/`)), []);
    assert.deepEqual(messages, []);
    await page.context().close();
  });

  test("can be dropped", async () => {
    const { page } = await open();
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.setData("text/plain", text);
      return transfer;
    }, await printed("webkit", "preflight-404"));
    await page.dispatchEvent(".input", "drop", { dataTransfer: data });
    await page.locator(".error").waitFor();
    assert.deepEqual(await codesOf(page), ["preflight-status-not-ok"]);
    await page.context().close();
  });
});

describe("examples", () => {
  test("are what each browser has printed, and links", async () => {
    const { page, messages } = await open();
    const scenes = await page.locator("[data-scene]").evaluateAll((chips) => chips.map((chip) => chip.dataset.scene));
    assert.ok(scenes.length >= 10);
    for (const engine of ["chromium", "firefox", "webkit"]) {
      await page.locator(`button[data-engine="${engine}"]`).click();
      for (const scene of scenes) {
        const text = await printed(engine, scene);
        await page.locator(`[data-scene="${scene}"]`).click();
        await page.waitForFunction((expected) => document.querySelector("#text").value === expected, text);
        assert.equal(new URL(page.url()).hash, `#example=${engine}/${scene}`);
        assert.ok((await codesOf(page)).length > 0, `${engine} ${scene}`);
      }
    }
    assert.deepEqual(messages, []);
    await page.context().close();
  });

  test("are restored from their links", async () => {
    const { page } = await open("#example=firefox/mismatch-slash");
    await page.locator(".error").waitFor();
    assert.deepEqual(await codesOf(page), ["allow-origin-mismatch"]);
    assert.equal(await page.locator('button[data-engine="firefox"]').getAttribute("aria-pressed"), "true");
    await page.context().close();
  });

  test("take the page's origin where the text has none, and nothing that is no origin", async () => {
    const { page } = await open("#example=firefox/mismatch-slash");
    const lines = page.locator(".fix pre");
    await lines.waitFor();
    for (const other of ["*", "null", "file:///a"]) {
      await page.getByLabel(/does not tell the page’s origin/).fill(other);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      assert.equal(await lines.innerText(), "Access-Control-Allow-Origin: <the page's origin>\nVary: Origin");
    }
    await page.getByLabel(/does not tell the page’s origin/).fill("https://shop.example/cart");
    await lines.filter({ hasText: "https://shop.example" }).waitFor();
    assert.equal(await lines.innerText(), "Access-Control-Allow-Origin: https://shop.example\nVary: Origin");
    await page.context().close();
  });
});

describe("the page itself", () => {
  test("copies the lines", async () => {
    const { page } = await open("#example=chromium/wildcard");
    await page.locator(".fix .copy button").click();
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.deepEqual((await clipboardOf(page)).split("\n"), [
      "Access-Control-Allow-Origin: http://localhost:3000",
      "Access-Control-Allow-Credentials: true",
      "Vary: Origin",
    ]);
    await page.context().close();
  });

  test("makes a link with the text only when it is asked for one", async () => {
    const { page } = await open();
    const text = await printed("chromium", "missing-query");
    await page.locator("#text").fill(text);
    await page.locator(".error").waitFor();
    assert.equal(new URL(page.url()).hash, "");
    await page.locator("#copy-link").click();
    await page.getByText("Copied", { exact: true }).waitFor();
    const link = await clipboardOf(page);
    assert.equal(new URL(page.url()).hash, "");
    const other = await pages.open(`decode.html${new URL(link).hash}`);
    await other.page.locator(".error").waitFor();
    assert.equal(await other.page.locator("#text").inputValue(), text);
    await Promise.all([page.context().close(), other.page.context().close()]);
  });

  test("opens the lab with a request and a server that fail like this", async () => {
    const { page } = await open("#example=chromium/preflight-404");
    await page.locator(".lab-link").click();
    await page.waitForURL(/index\.html/);
    await page.locator("#method").waitFor();
    assert.equal(await page.locator("#url").inputValue(), "http://127.0.0.1:4000/scene/preflight-404");
    assert.equal(await page.locator("#origin").inputValue(), "http://localhost:3000");
    assert.deepEqual(await page.locator(".engine .sequence").allInnerTexts(), Array(3).fill("OPTIONS → fails"));
    await page.context().close();
  });

  test("is used by keyboard alone", async () => {
    const { page } = await open();
    await page.locator("#text").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.engine), "firefox");
    assert.equal(await page.locator('button[data-engine="firefox"]').getAttribute("aria-pressed"), "true");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".error").waitFor();
    assert.match(await page.locator(".error").innerText(), /Firefox/);
    await page.context().close();
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`has no violation that axe knows, ${colorScheme}`, async () => {
      const { page } = await open("", { colorScheme });
      await assertAccessible(page);
      await page.locator('[data-scene="header"]').click();
      await page.locator("cf-exchange").waitFor();
      await assertAccessible(page);
      await page.locator("#text").fill("nothing");
      await page.locator(".unrecognised").waitFor();
      await assertAccessible(page);
      await page.context().close();
    });
  }

  test("fits a narrow window", async () => {
    const { page } = await open("#example=firefox/header", { viewport: { width: 360, height: 800 } });
    await page.locator("cf-exchange").waitFor();
    await assertFits(page);
    await page.context().close();
  });
});
