// The panel as a guest: what the page does not notice, what its policies refuse, other realms, other browsers, and production.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { openEngine } from "./engines.mjs";
import { button, makeCalls, openApp, openSheet, SECRET, sheet, showTab, startPanel, STRICT, untilCounted } from "./panel-app.mjs";
import { openPage, startLab, until } from "./support.mjs";

let started;
let server;
let browser;
let api;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
});

after(() => started?.close());

const rows = (page) => page.locator("cors-forecast-panel .shown button.call");

describe("in a strict page", { timeout: 120_000 }, () => {
  test("it works with a Content-Security-Policy and Trusted Types that permit nothing inline", async () => {
    const { page, problems } = await openApp(browser, server, api, { csp: STRICT });
    await page.evaluate(() => {
      globalThis.violations = [];
      addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));
    });
    await makeCalls(page, api);
    await untilCounted(page, 4);
    await openSheet(page);
    for (const name of ["findings", "timeline", "caches", "settings", "endpoints"]) await showTab(page, name);
    const background = await sheet(page).evaluate((node) => getComputedStyle(node).backgroundColor);
    assert.match(background, /^rgb\((?!0, 0, 0)/);
    assert.deepEqual([await page.evaluate(() => violations), problems], [[], []]);
    await page.context().close();
  });
});

describe("what the page does not notice", { timeout: 120_000 }, () => {
  test("its styles do not reach in, ours do not reach out, and nothing moves", async () => {
    const page = await openPage(browser, server);
    const look = () =>
      page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        const { fontSize, color } = getComputedStyle(document.querySelector("button"));
        return [scrollWidth, scrollHeight, fontSize, color, document.body.children.length, document.adoptedStyleSheets.length];
      });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("html { font-size: 40px } * { font-size: 30px !important; display: block !important; color: red !important } :not(html, body) { transform: rotate(3deg) !important; z-index: 1 !important }");
      document.body.append(document.createElement("button"));
      document.adoptedStyleSheets = [sheet];
    });
    const before = await look();
    await startPanel(page, server);
    await openSheet(page);
    assert.deepEqual(await look(), before);
    const inner = await page.locator("cors-forecast-panel #tab-endpoints").evaluate((node) => getComputedStyle(node).fontSize);
    assert.equal(inner, "13px");
    const host = await page.locator("cors-forecast-panel").evaluate((node) => {
      const { transform, zIndex, position, width } = getComputedStyle(node);
      return [transform, zIndex, position, width];
    });
    assert.deepEqual(host, ["none", "2147483647", "fixed", "0px"]);
    await page.context().close();
  });

  test("its listeners hear nothing of what is done in the panel, and its shortcuts stay its own", async () => {
    const { page } = await openApp(browser, server, api);
    await page.evaluate(() => {
      globalThis.heard = [];
      for (const name of ["keydown", "keyup", "click", "pointerdown", "focusin", "input", "change", "wheel"]) document.addEventListener(name, () => heard.push(name));
    });
    await openSheet(page);
    await showTab(page, "settings");
    await page.locator('cors-forecast-panel [name="origin"]').fill("/");
    await page.locator('cors-forecast-panel [name="origin"]').press("k");
    await page.mouse.wheel(0, 50);
    await page.keyboard.press("Escape");
    assert.deepEqual(await page.evaluate(() => heard), []);
    await page.context().close();
  });

  test("it makes no requests of its own that are reported, and no header value is anywhere in it", async () => {
    const { page } = await openApp(browser, server, api);
    await makeCalls(page, api);
    await untilCounted(page, 4);
    await openSheet(page);
    await showTab(page, "timeline");
    assert.equal(await rows(page).count(), 8);
    await rows(page).first().click();
    await page.locator("cors-forecast-panel article.call").waitFor();
    const all = await page.evaluate(() => {
      const texts = [JSON.stringify(localStorage)];
      const read = (root) => {
        texts.push(root.textContent, root.innerHTML);
        for (const node of root.querySelectorAll("*")) if (node.shadowRoot) read(node.shadowRoot);
      };
      read(document.querySelector("cors-forecast-panel").shadowRoot);
      return texts.join("\n");
    });
    assert.ok(all.length > 1000 && !all.includes(SECRET));
    await page.context().close();
  });

  test("what fails in it is one warning, after which it is gone and calls are reported as before", async () => {
    const { page, problems } = await openApp(browser, server, api);
    await openSheet(page);
    const messages = [];
    page.on("console", (message) => messages.push(message.text()));
    await page.evaluate(() => {
      const verdict = { verdict: "preflight", triggers: [{ code: "x", kind: "header", text: "", spec: null }], advice: [], cache: { state: "miss", basis: "none" } };
      const report = { id: 1, at: Date.now(), api: "fetch", method: "GET", url: "https://broken.example/", endpoint: "https://broken.example/", engine: "chromium", evidence: "unknown", forecast: verdict };
      new BroadcastChannel("cors-forecast.panel").postMessage({ version: 1, realm: "x", from: "worker", reports: [report] });
    });
    await page.locator("cors-forecast-panel .shown tbody button").click();
    await until(async () => (await page.locator("cors-forecast-panel").count()) === 0, "it is gone");
    await page.evaluate(([origin]) => fetch(origin, { method: "PUT" }), [api.origin]);
    assert.equal(await page.evaluate(() => globalThis[Symbol.for("cors-forecast.v1")].installation.reports().length), 1);
    assert.equal(messages.filter((text) => /the panel is gone/.test(text)).length, 1);
    assert.deepEqual(problems.filter((text) => /thrown/.test(text)), []);
    await page.context().close();
  });

  test("its history is bounded", async () => {
    const { page } = await openApp(browser, server, api);
    await openSheet(page);
    await showTab(page, "timeline");
    await page.evaluate(async () => {
      const channel = new BroadcastChannel("cors-forecast.panel");
      const forecast = { verdict: "simple", triggers: [], advice: [], cache: { state: "not-needed", basis: "none" } };
      const list = document.querySelector("cors-forecast-panel").shadowRoot.querySelector(".shown.timeline .drawn").shadowRoot;
      for (let sent = 0; sent < 51_500; sent += 100) {
        const reports = Array.from({ length: 100 }, (_, index) => ({ id: sent + index, at: Date.now(), api: "fetch", method: "GET", url: `https://a.example/${index}`, endpoint: `https://a.example/${(sent + index) % 5000}`, engine: "chromium", evidence: "unknown", forecast }));
        channel.postMessage({ version: 1, realm: "x", from: "tab", reports });
        if (sent % 5000 === 0 || sent > 49_500) await new Promise((resolve) => setTimeout(resolve, 20));
        // Somebody scrolls while rows are dropped.
        if (sent > 49_500) list.querySelector(".window").scrollTop -= sent % 300 ? 250 : -400;
      }
      channel.close();
    });
    const amount = page.locator("cors-forecast-panel #tab-timeline .amount");
    await until(async () => /^(49|50),500$/.test(await amount.innerText()), "the oldest are dropped", 30_000);
    assert.ok((await rows(page).count()) < 60);
    // The oldest is not kept in full, and that is said.
    await page.locator("cors-forecast-panel .shown.timeline .window").evaluate((node) => void (node.scrollTop = 0));
    await until(async () => /\+0\.0 s/.test(await rows(page).first().innerText()), "it is scrolled");
    await rows(page).first().click();
    await page.locator("cors-forecast-panel article.call").filter({ hasText: "Only the latest 1,000 are kept in full" }).waitFor();
    await page.context().close();
  });
});

describe("other realms", { timeout: 120_000 }, () => {
  test("what workers, frames and other tabs call appears, says where it comes from, and is sent to an open panel only", async () => {
    const context = await browser.newContext();
    const { page } = await openApp(context, server, api);
    const other = await context.newPage();
    await other.goto(`${server.page}/__demo/blank`);
    await startPanel(other, server);
    await page.bringToFront();
    const entry = `${server.page}/pkg/dist/panel.development.js`;
    await page.evaluate((entry) => {
      globalThis.passed = [];
      new BroadcastChannel("cors-forecast.panel").onmessage = ({ data }) => passed.push(data);
      const source = `import(${JSON.stringify(entry)}).then(() => postMessage("ready")); onmessage = ({ data }) => fetch(data, { method: "PUT", headers: { "X-Key": "s3cr3t-value" } });`;
      globalThis.worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
      return new Promise((resolve) => void (worker.onmessage = resolve));
    }, entry);
    await page.evaluate((entry) => {
      const frame = document.createElement("iframe");
      frame.src = "/__demo/blank";
      document.body.append(frame);
      return new Promise((resolve) => void (frame.onload = () => resolve(frame.contentWindow.eval(`import(${JSON.stringify(entry)}).then(() => true)`))));
    }, entry);
    assert.equal(await page.frames()[1].locator("cors-forecast-panel").count(), 0);

    const call = async (what) => {
      await page.evaluate((url) => worker.postMessage(url), `${api.origin}/worker/${what}`);
      await page.frames()[1].evaluate((url) => fetch(url, { method: "PUT" }), `${api.origin}/frame/${what}`);
      await other.evaluate((url) => fetch(url, { method: "DELETE" }), `${api.origin}/tab/${what}`);
    };
    await call("early");
    await page.waitForTimeout(1500);
    assert.deepEqual(await page.evaluate(() => passed.filter(({ reports }) => reports).length), 0);

    await openSheet(page);
    await showTab(page, "timeline");
    await call("late");
    for (const name of ["worker · ", "frame · ", "another tab · "]) {
      await until(async () => (await rows(page).filter({ hasText: name }).count()) >= 2, `${name} calls, early ones too, are listed`, 15_000);
    }
    assert.doesNotMatch(JSON.stringify(await page.evaluate(() => passed)), /s3cr3t/);
    await rows(page).filter({ hasText: "worker · " }).last().click();
    await page.locator("cors-forecast-panel article.call").filter({ hasText: "fetch on worker" }).waitFor();

    await page.keyboard.press("Escape");
    await button(page).waitFor();
    await page.waitForTimeout(600);
    await page.evaluate(() => void (passed.length = 0));
    await call("closed");
    await page.waitForTimeout(1200);
    assert.deepEqual(await page.evaluate(() => passed.filter(({ reports }) => reports).length), 0);
    await context.close();
  });
});

describe("entries", { timeout: 120_000 }, () => {
  test("in production there is nothing", async () => {
    const { page } = await openApp(browser, server, api, { path: "panel.production.js" });
    await page.waitForTimeout(500);
    const facts = await page.evaluate(async () => [await panel.openPanel(), panel.closePanel(), globalThis[Symbol.for("cors-forecast.v1")] === undefined]);
    assert.deepEqual(facts, [undefined, undefined, true]);
    assert.equal(await page.locator("cors-forecast-panel").count(), 0);
    await page.context().close();
  });

  test("two copies are one panel", async () => {
    const { page } = await openApp(browser, server, api);
    await startPanel(page, server, "panel.development.js?copy");
    await page.evaluate(() => panel.openPanel());
    assert.equal(await page.locator("cors-forecast-panel").count(), 1);
    assert.equal(await sheet(page).isVisible(), true);
    await page.context().close();
  });
});

for (const engine of ["firefox", "webkit"]) {
  describe(`in ${engine}`, { timeout: 240_000 }, () => {
    test("it opens, shows what was called, and closes", async () => {
      const other = await openEngine(engine);
      try {
        await other.goto(`${server.page}/__demo/blank?csp=${encodeURIComponent("script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; style-src 'self'")}`);
        const facts = await other.evaluate(
          async (entry, url) => {
            const errors = [];
            addEventListener("error", ({ message }) => errors.push(message));
            addEventListener("securitypolicyviolation", ({ violatedDirective }) => errors.push(violatedDirective));
            const { openPanel, closePanel } = await import(entry);
            await fetch(url, { method: "PUT", headers: { "X-A": "1" } });
            await openPanel();
            const { shadowRoot } = document.querySelector("cors-forecast-panel");
            const sheet = shadowRoot.querySelector(".sheet");
            const soon = async (find) => {
              for (let turn = 0; turn < 100; turn++) {
                const found = find();
                if (found) return found;
                await new Promise((resolve) => setTimeout(resolve, 50));
              }
              return undefined;
            };
            const shown = (tab, selector) => {
              shadowRoot.querySelector(`#tab-${tab}`).click();
              return soon(() => {
                const drawn = shadowRoot.querySelector(`.shown.${tab}`);
                return (drawn?.querySelector(selector) ?? drawn?.querySelector(".drawn")?.shadowRoot?.querySelector(selector))?.textContent;
              });
            };
            const parts = [await shown("timeline", "button.call"), await shown("caches", ".cache h3"), await shown("settings", "legend"), await shown("endpoints", "tbody th")];
            const { position, display } = getComputedStyle(sheet);
            closePanel();
            return { parts, look: [position, display], closed: sheet.getClientRects().length, errors };
          },
          `${server.page}/pkg/dist/panel.development.js`,
          `${api.origin}/a`,
        );
        assert.match(facts.parts[0], /PUT/);
        assert.match(facts.parts[1], /permission/);
        assert.match(facts.parts[2], /Forecasts of/);
        assert.match(facts.parts[3], /\/a$/);
        assert.deepEqual([facts.look, facts.closed, facts.errors], [["fixed", "flex"], 0, []]);
      } finally {
        await other.close();
      }
    });
  });
}
