// The demo's pages as a reader uses them: the lab, the caches.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { assertAccessible, assertFits } from "./pages-support.mjs";
import { launch, root, serve, until } from "./support.mjs";

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([server?.close(), browser?.close()]));

/** Opens a page; whatever it prints, or throws, fails the test. */
async function open(path, { origin = server.page, ...options } = {}) {
  const page = await browser.newPage(options);
  const printed = [];
  page.on("console", (message) => printed.push(message.text()));
  page.on("pageerror", (error) => printed.push(String(error)));
  await page.goto(`${origin}/${path}`);
  await page.locator("#app > div").waitFor();
  return {
    page,
    async close() {
      await page.close();
      assert.deepEqual(printed, []);
    },
  };
}

const engine = (page, name) => page.locator(`.engine[data-engine="${name}"]`);
const ALL = ["chromium", "firefox", "webkit"];

/** What the lab says of an engine: its verdicts, and the sequence. */
async function told(page, name) {
  const verdicts = await engine(page, name).locator("cf-verdict strong").allInnerTexts();
  return [...verdicts, await engine(page, name).locator(".sequence").innerText()].join(": ");
}

/** Waits until the lab says so of all engines. */
async function says(page, expected, names = ALL) {
  for (const name of names) await until(async () => (await told(page, name)) === expected, `${name}: ${expected}`);
}

describe("the lab", () => {
  test("follows what is typed, in three browsers", async () => {
    const { page, close } = await open("index.html#url=https://api.example/a&header=Accept: text/html");
    await says(page, "Simple: GET → 200");
    await page.locator("#method").fill("DELETE");
    await says(page, "Preflight: OPTIONS, DELETE → 200");
    await page.getByRole("button", { name: "Send without it" }).click();
    await says(page, "Simple: GET → 200");
    await close();
  });

  test("marks the part of a value that asks for permission, and takes it away", async () => {
    const { page, close } = await open('index.html#url=https://api.example/a&header=Accept: a"b');
    assert.equal(await page.locator("cf-headers mark").innerText(), '"');
    await page.getByRole("button", { name: "Send without it" }).click();
    await says(page, "Simple: GET → 200");
    assert.equal(await page.locator("cf-headers mark").count(), 0);
    await close();
  });

  test("leaves out all that asks, at once", async () => {
    const { page, close } = await open("index.html");
    await page.locator("#simplify").click();
    await says(page, "Simple: POST → 200");
    await close();
  });

  test("tells the browsers apart where they differ", async () => {
    const { page, close } = await open("index.html#url=https://api.example/a&header=DPR: 2");
    await says(page, "Simple: GET → 200", ["chromium"]);
    await says(page, "Preflight: OPTIONS, GET → 200", ["firefox", "webkit"]);
    await close();
  });

  test("reads what developer tools copy", async () => {
    const { page, close } = await open("index.html");
    const paste = page.locator("#paste");
    await paste.fill('fetch("https://a.example/x", { method: "PATCH", headers: { "X-One": "1" } })');
    await page.waitForFunction(() => document.querySelector("#method").value === "PATCH");
    assert.equal(await page.locator("#url").inputValue(), "https://a.example/x");
    await paste.fill("curl 'https://b.example/y' -X DELETE -H 'Origin: https://shop.example' -H 'X-Two: 2'");
    await page.waitForFunction(() => document.querySelector("#method").value === "DELETE");
    assert.equal(await page.locator("#origin").inputValue(), "https://shop.example");
    const entry = {
      startedDateTime: "2026-01-01T00:00:00Z",
      time: 1,
      _resourceType: "fetch",
      request: { method: "PUT", url: "https://c.example/z", headers: [{ name: "Origin", value: "https://app.example" }, { name: "X-Three", value: "3" }] },
      response: { status: 200, headers: [] },
    };
    await paste.fill(JSON.stringify({ log: { entries: [entry] } }));
    await page.waitForFunction(() => document.querySelector("#method").value === "PUT");
    assert.equal(await page.locator("cf-headers input").first().inputValue(), "x-three");
    await paste.fill("<none of them>");
    assert.match(await page.locator(".problem").innerText(), /neither a URL, nor curl/);
    assert.equal(await page.locator("#url").inputValue(), "https://c.example/z");
    await close();
  });

  test("shows where a server fails, and in which header", async () => {
    const { page, close } = await open("index.html#url=https://api.example/a&method=PUT");
    await page.locator("#server").selectOption("twice");
    await says(page, "Preflight: Network error: OPTIONS → fails");
    assert.equal(await page.locator("cf-policy .fails").count(), 2);
    assert.match(await page.locator("cf-exchange .fails").first().innerText(), /access-control-allow-origin.*here it fails/i);
    // By hand: one of them is taken away.
    await page.locator("cf-policy").getByRole("button", { name: "Remove Access-Control-Allow-Origin" }).first().click();
    assert.equal(await page.locator("#server").inputValue(), "custom");
    await says(page, "Preflight: Network error: OPTIONS, PUT → fails");
    await close();
  });

  test("says what is wrong with an origin", async () => {
    const { page, close } = await open("index.html");
    await page.locator("#origin").fill("not an origin");
    assert.match(await page.locator(".told [role=alert]").innerText(), /origin/);
    await close();
  });

  test("keeps all of it in the URL", async () => {
    const { page, close } = await open("index.html");
    await page.locator("#method").fill("REPORT");
    await page.locator("#server").selectOption("auth-first");
    await page.locator("cf-headers input").nth(0).fill("Accept");
    await page.locator("cf-headers input").nth(1).fill('a=b&c#d: "e"');
    await page.locator("cf-headers input").nth(3).fill("secret-7f3a");
    await page.waitForFunction(() => location.hash.includes("REPORT") && location.hash.includes("auth-first") && location.hash.includes("Accept"));
    // What decides nothing may be a secret.
    assert.doesNotMatch(page.url(), /secret/);
    await page.reload();
    assert.equal(await page.locator("#method").inputValue(), "REPORT");
    assert.equal(await page.locator("#server").inputValue(), "auth-first");
    assert.equal(await page.locator("cf-headers input").nth(1).inputValue(), 'a=b&c#d: "e"');
    assert.equal(await page.locator("cf-headers input").nth(3).inputValue(), "x");
    await close();
  });

  test("sends it for real, and once more while the cache knows it", async () => {
    const { page, close } = await open("index.html");
    await page.locator("#send").click();
    await page.locator('.result[data-equal="true"]').waitFor();
    assert.deepEqual(await page.locator(".result .wire strong").allInnerTexts(), ["OPTIONS", "OPTIONS", "PUT", "PUT"]);
    await page.locator("#again:enabled").click();
    await page.waitForFunction(() => document.querySelectorAll(".result .wire").length === 2);
    assert.equal(await page.locator(".result").getAttribute("data-equal"), "true");
    await close();
  });

  test("plays it on a host without a server, and says so", async () => {
    const files = createServer(async ({ url }, response) => {
      const content = await readFile(join(root, "dist/www", new URL(url, "http://x").pathname)).catch(() => undefined);
      const type = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml" }[url.split(/[?#]/)[0].split(".").at(-1)];
      response.writeHead(content ? 200 : 404, { "Content-Type": type ?? "application/octet-stream" }).end(content);
    }).listen(0, "localhost");
    await new Promise((resolve) => files.once("listening", resolve));
    const page = await browser.newPage();
    await page.goto(`http://localhost:${files.address().port}/index.html`);
    await page.getByText("This page is a static copy").waitFor();
    await says(page, "Preflight: OPTIONS, PUT → 200");
    assert.equal(await page.locator("#send").count(), 0);
    await page.close();
    files.closeAllConnections();
    files.close();
  });
});

describe("the caches", () => {
  const counts = async (page, name) =>
    Object.fromEntries(
      await engine(page, name)
        .locator("dd")
        .evaluateAll((list) => list.map((one) => [one.dataset.count, Number(one.dataset.number)])),
    );
  const call = (page, kind) => page.locator(`[data-call="${kind}"]`).click();

  test("count what is asked for and what is spared", async () => {
    const { page, close } = await open("cache.html");
    await call(page, "same");
    await call(page, "same");
    for (const name of ALL) assert.deepEqual(await counts(page, name), { preflights: 1, hits: 1 });
    await page.locator('[data-skip="7200"]').click();
    await call(page, "same");
    for (const name of ALL) assert.deepEqual(await counts(page, name), { preflights: 2, hits: 1 });
    await call(page, "id");
    await call(page, "id");
    for (const name of ALL) assert.equal((await counts(page, name)).preflights, 3, name);
    await close();
  });

  test("run out as the engines' limits have it", async () => {
    const { page, close } = await open("cache.html#max-age=86400&lists=all");
    await page.getByRole("button", { name: "stop" }).click();
    await call(page, "same");
    const left = async (name) => engine(page, name).locator("cf-timeline .left").innerText();
    assert.deepEqual(await Promise.all(ALL.map(left)), ["2 h left", "1 day left", "10 min left"]);
    await page.locator('[data-skip="600"]').click();
    assert.match(await engine(page, "webkit").innerText(), /Nothing is held/);
    assert.equal(await left("chromium"), "1 h 50 min left");
    await close();
  });

  test("play what shows a rule", async () => {
    const { page, close } = await open("cache.html", { reducedMotion: "reduce" });
    await page.locator('[data-scenario="stars"]').click();
    await page.waitForFunction(() => document.querySelectorAll(".log tbody tr").length === 4);
    assert.equal((await counts(page, "firefox")).hits, 0);
    assert.ok((await counts(page, "webkit")).hits > 0);
    await page.locator('[data-scenario="full"]').click();
    await page.waitForFunction(() => document.querySelectorAll(".log tbody tr").length === 2);
    assert.deepEqual(await counts(page, "webkit"), { preflights: 1101, hits: 1 });
    assert.deepEqual(await counts(page, "firefox"), { preflights: 1102, hits: 0 });
    assert.ok(page.url().endsWith("#scenario=full"));
    await close();
  });

  test("have their settings in the URL", async () => {
    const { page, close } = await open("cache.html");
    await page.locator("#max-age").fill("0");
    await page.locator("#lists").selectOption("asked");
    await page.waitForFunction(() => location.hash === "#max-age=none&lists=asked");
    await page.reload();
    assert.equal(await page.locator("#age").innerText(), "not sent");
    await close();
  });
});

describe("all pages", () => {
  for (const path of ["index.html", "index.html#url=https://api.example/a&method=PUT&server=twice", "cache.html#scenario=thrash"]) {
    test(`${path} has nothing that axe objects to`, async () => {
      for (const colorScheme of ["light", "dark"]) {
        const { page, close } = await open(path, { colorScheme, reducedMotion: "reduce" });
        await assertAccessible(page);
        await close();
      }
    });

    test(`${path} fits a narrow window`, async () => {
      const { page, close } = await open(path, { viewport: { width: 360, height: 800 } });
      await page.waitForTimeout(300);
      await assertFits(page);
      await close();
    });
  }
});
