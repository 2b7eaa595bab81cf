// The page that judges a server's answers, as a person uses it, in a real Chromium.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { assertAccessible, assertFits, clipboardOf, startPages } from "./pages-support.mjs";

let pages;

before(async () => {
  pages = await startPages();
});

after(() => pages?.close());

const open = (options) => pages.open("answer.html", options);

const codesOf = (page) => page.locator(".finding").evaluateAll((all) => all.map(({ dataset: { code } }) => code));

const verdictsOf = (page) => page.locator(".verdicts li").evaluateAll((all) => Object.fromEntries(all.map(({ dataset: { engine, verdict } }) => [engine, verdict])));

const ALLOWED = [
  "HTTP/1.1 204 No Content",
  "Access-Control-Allow-Origin: https://app.example",
  "Access-Control-Allow-Credentials: true",
  "Access-Control-Allow-Methods: PUT",
  "Access-Control-Allow-Headers: authorization, content-type",
  "Access-Control-Max-Age: 600",
  "Vary: Origin",
];

const READABLE = ["HTTP/1.1 200 OK", "Access-Control-Allow-Origin: https://app.example", "Access-Control-Allow-Credentials: true", "Vary: Origin"];

async function answer(page, preflight, actual = []) {
  await page.locator("#answer-preflight").fill(preflight.join("\n"));
  await page.locator("#answer-actual").fill(actual.join("\n"));
}

describe("an answer that is pasted", () => {
  test("has all its faults told, the cause first, each engine's own, and what to type", async () => {
    const { page, messages } = await open();
    await answer(page, ["HTTP/1.1 401 Unauthorized", "WWW-Authenticate: Bearer", "X-Powered-By: Express"]);
    await page.locator('.finding[data-code="auth-before-cors"]').waitFor();
    const codes = await codesOf(page);
    assert.equal(codes[0], "auth-before-cors");
    for (const code of ["allow-origin-missing", "allow-credentials-missing", "preflight-status-not-ok", "method-not-allowed", "header-not-allowed"]) assert.ok(codes.includes(code), code);
    assert.deepEqual(await verdictsOf(page), { chromium: "refused", firefox: "refused", webkit: "refused" });
    const told = await page.locator(".verdicts").innerText();
    assert.match(told, /Chromium is refused: allow-origin-missing/);
    assert.match(told, /WebKit is refused: preflight-status-not-ok/);
    assert.match(await page.locator("#code").innerText(), /origin: \["https:\/\/app\.example"\]/);
    assert.deepEqual(messages, []);
    await page.context().close();
  });

  test("is permitted where it permits, and only then", async () => {
    const { page } = await open();
    await answer(page, ALLOWED, READABLE);
    await page.getByText("Nothing fails").waitFor();
    assert.deepEqual(await verdictsOf(page), { chromium: "permitted", firefox: "permitted", webkit: "permitted" });
    assert.equal(await page.locator('.finding[data-fails="true"]').count(), 0);
    await page.getByText("The recorded answers are enough as they are.").waitFor();
    await answer(page, ALLOWED.filter((line) => !line.includes("Methods")), READABLE);
    await page.locator('.finding[data-code="method-not-allowed"]').waitFor();
    await page.locator("#changes").getByText("What to change").waitFor();
    assert.match(await page.locator("section[aria-labelledby=changes]").innerText(), /Add Access-Control-Allow-Methods: PUT/);
    await page.context().close();
  });

  test("may be both answers at once, as curl -v prints them", async () => {
    const { page } = await open();
    const sent = ["> OPTIONS /api/users HTTP/1.1", "> Origin: https://app.example", "> Access-Control-Request-Method: PUT", "> Access-Control-Request-Headers: authorization,content-type", ">"];
    const marked = (lines) => lines.map((line) => `< ${line}`);
    await answer(page, [...sent, ...marked(ALLOWED), "<", "> PUT /api/users HTTP/1.1", "> Origin: https://app.example", ">", "< HTTP/1.1 200 OK", "<"]);
    await page.locator('.finding[data-code="allow-origin-missing"]').waitFor();
    assert.equal((await codesOf(page)).includes("actual-without-cors"), true);
    await page.context().close();
  });

  test("says who has answered, and offers that server's configuration", async () => {
    const { page } = await open();
    await answer(page, ["HTTP/1.1 403 Forbidden", "", "Invalid CORS request"]);
    await page.getByRole("heading", { name: /Who has answered: .*Spring/ }).waitFor();
    assert.equal(await page.locator("#stack").inputValue(), "spring-boot");
    await page.locator("#stack").selectOption("nginx");
    assert.match(await page.locator("#code").innerText(), /add_header Access-Control-Allow-Origin/);
    assert.match(new URL(page.url()).hash, /stack=nginx/);
    await page.context().close();
  });

  test("from a stranger shows a hole, where there is one", async () => {
    const { page } = await open();
    await answer(page, ALLOWED, READABLE);
    await page.getByText("Nothing fails").waitFor();
    assert.ok(!(await codesOf(page)).includes("reflects-with-credentials"));
    await page.getByText("Ask as a stranger").click();
    const command = await page.locator("#curl-stranger").innerText();
    const [, stranger] = /Origin: (https:[^']+)'/.exec(command);
    assert.notEqual(stranger, "https://app.example");
    await page.getByText("if you have asked as one").click();
    await page.locator("#answer-stranger").fill(ALLOWED.join("\n").replace("https://app.example", stranger));
    await page.locator('.finding[data-code="reflects-with-credentials"]').waitFor();
    assert.match(await page.locator(".findings").innerText(), /Every website/);
    // The list does its work.
    await page.locator("#answer-stranger").fill(ALLOWED.filter((line) => !line.includes("Allow-Origin")).join("\n"));
    await page.locator('.finding[data-code="reflects-with-credentials"]').waitFor({ state: "detached" });
    await page.context().close();
  });

  test("stays text, and nothing of it is sent", async () => {
    const { page, messages } = await open();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await answer(page, ["HTTP/1.1 204", "Access-Control-Allow-Origin: <img src=x onerror=alert(1)>"]);
    await page.locator('.finding[data-code="allow-origin-mismatch"]').waitFor();
    assert.equal(await page.locator("main img").count(), 0);
    assert.deepEqual(asked.filter((url) => !/\.woff2|\.js$/.test(url)), []);
    assert.deepEqual(messages, []);
    await page.context().close();
  });
});

describe("the request", () => {
  test("becomes a command that asks the same", async () => {
    const { page } = await open();
    await page.locator("#request").fill('fetch("https://api.example/it\'s", { method: "DELETE", headers: { "X-Id": "secret" } })');
    await page.getByText("DELETE").first().waitFor();
    await page.locator("#copy-curl").click();
    const command = await clipboardOf(page);
    assert.match(command, /^curl -i -X OPTIONS 'https:\/\/api\.example\/it'\\''s'/);
    for (const line of ["Origin: https://app.example", "Access-Control-Request-Method: DELETE", "Access-Control-Request-Headers: x-id"]) assert.ok(command.includes(`'${line}'`), line);
    assert.ok(!command.includes("secret"));
    await page.getByRole("button", { name: "PowerShell" }).click();
    assert.match(await page.locator("#curl").innerText(), /curl\.exe/);
    await page.context().close();
  });

  test("that needs no preflight has its own answer judged", async () => {
    const { page } = await open();
    await page.locator("#request").fill('fetch("https://api.example/items")');
    await page.getByText("No preflight is sent").first().waitFor();
    await answer(page, [], ["HTTP/1.1 200 OK"]);
    await page.locator('.finding[data-code="allow-origin-missing"]').waitFor();
    await page.context().close();
  });

  test("that is none is told", async () => {
    const { page } = await open();
    await page.locator("#request").fill("hello there");
    await page.getByRole("alert").waitFor();
    await page.locator("#request").fill('fetch("https://api.example/", { method: "CONNECT" })');
    await page.getByRole("alert").waitFor();
    await page.context().close();
  });
});

describe("the page", () => {
  for (const colorScheme of ["light", "dark"]) {
    test(`can be used by everybody, ${colorScheme}, in a narrow window, too`, async () => {
      for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 800 }]) {
        const { page } = await open({ colorScheme, viewport });
        await page.locator(".finding").first().waitFor();
        await assertAccessible(page);
        await assertFits(page);
        await page.context().close();
      }
    });
  }

  test("shows each of the measured servers", async () => {
    const { page, messages } = await open();
    const ids = await page.locator("#example option").evaluateAll((all) => all.map(({ value }) => value).filter(Boolean));
    assert.ok(ids.length > 15);
    for (const id of ids) {
      await page.locator("#example").selectOption(id);
      await page.locator(".verdicts li").first().waitFor();
      assert.equal(await page.locator(".judge .told > .problem").count(), 0, id);
    }
    assert.deepEqual(messages, []);
    await page.context().close();
  });
});
