// The page that makes a server's policy from requests, as a person uses it, in a real Chromium.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { assertAccessible, assertFits, clipboardOf, startPages } from "./pages-support.mjs";

let pages;

before(async () => {
  pages = await startPages();
});

after(() => pages?.close());

const open = (fragment = "", options) => pages.open(`server.html${fragment}`, options);

/** Once all requests have been played: how many passed, and of how many. */
async function verified(page) {
  const proof = page.locator("#verified");
  await proof.waitFor({ timeout: 60_000 });
  return [Number(await proof.getAttribute("data-passed")), Number(await proof.getAttribute("data-total"))];
}

async function copied(page, kind) {
  await page.locator(`#copy-${kind}`).click();
  await page.getByText("Copied", { exact: true }).first().waitFor();
  return (await clipboardOf(page)).split("\n");
}

async function paste(page, text) {
  await page.locator("#calls").fill(text);
}

/** A recording of one page's calls to an API, and what its preflights were answered. */
function har({ origin = "https://app.example", calls }) {
  const headersOf = (headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  const entry = ({ method = "GET", url, headers = {}, status = 200, answer = {}, at, type = "fetch" }) => ({
    startedDateTime: new Date(Date.UTC(2026, 0, 1) + at).toISOString(),
    time: 20,
    _resourceType: type,
    request: { method, url, headers: headersOf({ Origin: origin, ...headers }), cookies: [] },
    response: { status, headers: headersOf(answer), content: { mimeType: "application/json", text: "a body" } },
  });
  return JSON.stringify({ log: { version: "1.2", creator: { name: "WebInspector" }, pages: [], entries: calls.map(entry) } });
}

/** Each PUT was asked for anew, as the server names no time. */
function putsOf(count) {
  return Array.from({ length: count }, (_, index) => {
    const url = "https://api.example/items/1";
    const asked = { "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "content-type" };
    const answer = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "content-type" };
    const at = index * 60_000;
    return [
      { method: "OPTIONS", url, headers: asked, status: 204, answer, at, type: "preflight" },
      { method: "PUT", url, headers: { "Content-Type": "application/json", Referer: "https://app.example/" }, at: at + 25 },
    ];
  }).flat();
}

describe("what comes of requests", () => {
  test("an example gives the least lines, and all requests pass by them", async () => {
    const { page, messages } = await open();
    await page.getByRole("link", { name: "A shop’s page" }).click();
    assert.deepEqual(await verified(page), [16, 16]);
    assert.deepEqual(await copied(page, "preflight"), [
      "Access-Control-Allow-Origin: https://app.example",
      "Access-Control-Allow-Methods: PUT, DELETE",
      "Access-Control-Allow-Headers: authorization, content-type, x-request-id",
      "Access-Control-Max-Age: 7200",
      "Vary: Origin",
    ]);
    assert.deepEqual(await copied(page, "actual"), ["Access-Control-Allow-Origin: https://app.example", "Vary: Origin"]);
    const words = await page.locator(".words").innerText();
    assert.match(words, /They may use PUT and DELETE\./);
    assert.match(words, /without the user’s cookies/);
    assert.match(new URL(page.url()).hash, /^#example=shop$/);
    assert.deepEqual(messages, []);
    await page.context().close();
  });

  test("each line says what fails without it, in the core's words", async () => {
    const { page } = await open("#example=shop");
    await verified(page);
    const text = await page.locator(".policy").innerText();
    assert.match(text, /Without PUT, PUT \/cart\/:id fails in Chromium: Access-Control-Allow-Methods does not list PUT/);
    assert.doesNotMatch(text, /Without POST/);
    await page.context().close();
  });

  test("cookies bring credentials, and never a wildcard", async () => {
    const { page } = await open("#example=cookies");
    assert.deepEqual(await verified(page), [8, 8]);
    const lines = await copied(page, "preflight");
    assert.ok(lines.includes("Access-Control-Allow-Credentials: true"), lines.join());
    assert.ok(lines.includes("Access-Control-Allow-Headers: content-type, x-csrf-token"), lines.join());
    assert.ok((await copied(page, "actual")).includes("Access-Control-Allow-Credentials: true"));
    assert.ok(!lines.some((line) => /: (\*|null)$/.test(line)));
    assert.match(await page.locator(".ways").innerText(), /Not advised: /);
    await page.locator("#credentials").selectOption("omit");
    await page.locator("#verified[data-total='8']").waitFor();
    await page.waitForFunction(() => !document.querySelector(".policy")?.textContent.includes("Allow-Credentials"));
    await page.context().close();
  });

  test("simple requests need no answer to OPTIONS", async () => {
    const { page } = await open("#example=plain");
    assert.deepEqual(await verified(page), [8, 8]);
    assert.equal(await page.locator("#copy-preflight").count(), 0);
    assert.match(await page.locator(".words").innerText(), /need not answer OPTIONS/);
    assert.equal(await page.locator("#costs").count(), 0);
    await page.context().close();
  });

  test("how long it is remembered is each engine's own", async () => {
    const { page } = await open("#example=shop");
    await verified(page);
    await page.locator("#max-age").selectOption("86400");
    const kept = page.locator(".ages li");
    assert.match(await kept.filter({ hasText: "Chromium" }).innerText(), /2 h, this engine’s limit|2 h, this engine's limit/);
    assert.match(await kept.filter({ hasText: "Firefox" }).innerText(), /1 day, as the server asks/);
    assert.match(await kept.filter({ hasText: "WebKit" }).innerText(), /10 min, this engine/);
    assert.ok((await copied(page, "preflight")).includes("Access-Control-Max-Age: 86400"));
    await page.context().close();
  });
});

describe("what to type", () => {
  test("is the policy in the words of the server that is chosen, which the address remembers", async () => {
    const { page, messages } = await open("#example=shop");
    await verified(page);
    assert.match(await page.locator("#code").innerText(), /allowedHeaders: \["authorization", "content-type", "x-request-id"\]/);
    assert.match(await page.locator("#ran").innerText(), /^Run with Express/);
    await page.locator("#copy-install").click();
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await clipboardOf(page), "npm install cors");
    await page.locator("#stack").focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "copy-install");
    await page.locator("#stack").selectOption("nginx");
    await page.waitForFunction(() => location.hash === "#example=shop&stack=nginx");
    await page.reload();
    await verified(page);
    assert.equal(await page.locator("#stack").inputValue(), "nginx");
    await page.locator("#copy-code").click();
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.equal((await clipboardOf(page)).trim(), (await page.locator("#code").innerText()).trim());
    await page.getByRole("link", { name: "With cookies, as cURL" }).click();
    await page.locator("#verified[data-total='8']").waitFor();
    assert.equal(await page.locator("#stack").inputValue(), "nginx");
    assert.deepEqual(messages, []);
    await page.context().close();
  });

  test("follows the time that is chosen", async () => {
    const { page } = await open("#example=shop&stack=express");
    await verified(page);
    await page.locator("#max-age").selectOption("600");
    await page.waitForFunction(() => document.querySelector("#code").textContent.includes("maxAge: 600"));
    await page.context().close();
  });
});

describe("what goes in", () => {
  test("several calls are read, whoever copied them; one that can't be is named", async () => {
    const { page } = await open();
    await paste(page, "const base = 'https://api.example';\nfetch(base + '/a', { method: 'PUT' });\nfetch(base + '/b');\nfetch(unknown);");
    assert.deepEqual(await verified(page), [8, 8]);
    assert.match(await page.locator(".input").innerText(), /Call 3: /);
    await paste(page, "curl 'https://api.example/a' -X DELETE ;\ncurl 'https://api.example/b' -H 'X-Id: 1'");
    await page.locator("#verified[data-total='8']").waitFor();
    await page.waitForFunction(() => document.querySelector(".words")?.textContent.includes("DELETE"));
    assert.ok((await copied(page, "preflight")).includes("Access-Control-Allow-Headers: x-id"));
    await page.context().close();
  });

  test("what is no request is said to be none", async () => {
    const { page } = await open();
    await paste(page, "(what is this?)");
    await page.locator(".problem").waitFor();
    assert.match(await page.locator(".problem").innerText(), /neither a URL, nor curl/);
    await paste(page, "");
    await paste(page, '{"log": {}}');
    await page.getByText("That is no HAR: it has no log.entries.").waitFor();
    await page.context().close();
  });

  test("a HAR is read in the page, and its preflights are counted as they were", async () => {
    const { page, messages } = await open();
    const sent = [];
    page.on("request", (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    const text = har({ calls: [...putsOf(6), { url: "https://app.example/own", at: 1 }, { url: "https://other.example/x", at: 2 }] });
    await page.locator("#har").setInputFiles({ name: "small.har", mimeType: "application/json", buffer: Buffer.from(text) });
    assert.deepEqual(await verified(page), [24, 24]);
    assert.match(await page.locator(".read").innerText(), /small\.har/);
    assert.match(await page.locator(".input").innerText(), /without a recorded cookie/);
    assert.deepEqual(await page.locator("#target option").allInnerTexts(), ["https://api.example (6)", "https://other.example (1)"]);
    const row = (engine) => page.locator(`.costs tr[data-engine="${engine}"] td span`).allInnerTexts();
    assert.deepEqual(await row("chromium"), ["6", "1"]);
    assert.deepEqual(await row("webkit"), ["6", "1"]);
    assert.match(await page.locator("section:has(> #costs)").innerText(), /as recorded/);
    const changes = await page.locator("section:has(> #changes)").innerText();
    assert.match(changes, /In the answer to OPTIONS\s+Add Access-Control-Max-Age: 7200\./);
    assert.match(changes, /In the other answers\s+Add Access-Control-Allow-Origin: https:\/\/app\.example\./);
    assert.ok(sent.every((request) => request.startsWith("GET /assets/")), sent.join());
    assert.equal(new URL(page.url()).hash, "");
    await page.locator("#target").selectOption("https://other.example");
    await page.locator("#verified[data-total='4']").waitFor();
    assert.deepEqual(messages, []);
    await page.context().close();
  });

  test("a HAR can be dropped", async () => {
    const { page } = await open();
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "dropped.har", { type: "application/json" }));
      return transfer;
    }, har({ calls: putsOf(2) }));
    await page.dispatchEvent(".input", "drop", { dataTransfer: data });
    assert.deepEqual(await verified(page), [8, 8]);
    assert.match(await page.locator(".read").innerText(), /dropped\.har/);
    await page.context().close();
  });

  test("of an opaque origin nothing is proposed, and why is said", async () => {
    const { page } = await open();
    const calls = [{ url: "https://api.example/a", at: 0 }, { url: "https://api.example/b", headers: { Origin: "null" }, at: 1 }];
    await page.locator("#har").setInputFiles({ name: "null.har", mimeType: "application/json", buffer: Buffer.from(har({ calls })) });
    assert.deepEqual(await verified(page), [4, 8]);
    assert.match(await page.locator(".failures").innerText(), /GET \/b: 1 request of pages whose origin is "null"/);
    assert.deepEqual(await copied(page, "actual"), ["Access-Control-Allow-Origin: https://app.example", "Vary: Origin"]);
    await page.context().close();
  });
});

describe("the page itself", () => {
  test("takes the lab's request, and gives each request to the lab without its values", async () => {
    const { page, messages } = await pages.open("index.html#url=https://api.example/a&method=PATCH&header=X-Key:%20secret&server=good");
    await page.getByRole("link", { name: /The least that a server has to answer/ }).click();
    await page.waitForURL(/server\.html/);
    assert.deepEqual(await verified(page), [4, 4]);
    assert.ok((await copied(page, "preflight")).includes("Access-Control-Allow-Methods: PATCH"));
    const link = page.getByRole("link", { name: "PATCH https://api.example/a in the lab" });
    assert.doesNotMatch(await link.getAttribute("href"), /secret/);
    await link.click();
    await page.waitForURL(/index\.html/);
    await page.locator("#method").waitFor();
    assert.equal(await page.locator("#method").inputValue(), "PATCH");
    assert.equal(await page.locator("#server").inputValue(), "custom");
    const ends = await page.locator(".engine .sequence").allInnerTexts();
    assert.deepEqual(ends, Array(3).fill("OPTIONS, PATCH → 200"));
    assert.deepEqual(messages, []);
    await page.context().close();
  });

  test("is used by keyboard alone", async () => {
    const { page } = await open();
    await page.locator("#choose").focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "calls");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await verified(page);
    await page.locator("#copy-actual").focus();
    await page.keyboard.press("Enter");
    await page.getByText("Copied", { exact: true }).waitFor();
    await page.context().close();
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`has no violation that axe knows, ${colorScheme}`, async () => {
      const { page } = await open("#example=cookies", { colorScheme });
      await verified(page);
      await assertAccessible(page);
      await page.context().close();
    });
  }

  test("fits a narrow window", async () => {
    const { page } = await open("#example=cookies", { viewport: { width: 360, height: 800 } });
    await verified(page);
    await assertFits(page);
    await page.context().close();
  });
});
