// What the wrapper keeps, and what outlives a reload. And that no secret is in any of it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { browser, messages, page, run, runIn, server, use } from "./lab.mjs";

describe("what is known outlives the page", { timeout: 120_000 }, () => {
  const put = async ({ install, api, sleep }) => {
    const installation = install();
    await fetch(`${api}/kept`, { method: "PUT" });
    const [{ forecast }] = installation.reports();
    await sleep(50);
    return forecast.cache.state;
  };

  test("a reload, as the browser's cache does", async () => {
    assert.equal(await run(put), "miss");
    await page.reload();
    assert.equal(await run(put), "hit");
  });

  test("and is shared by the tabs of an origin", async () => {
    const context = await browser.newContext();
    await page.context().close();
    use(await context.newPage());
    const other = await context.newPage();
    await page.goto(`${server.page}/__demo/blank`);
    await other.goto(`${server.page}/__demo/blank`);
    await runIn(other, ({ install }) => void install());
    assert.equal(await run(put), "miss");
    await other.waitForTimeout(100);
    assert.equal(await runIn(other, put), "hit");
  });
});

describe("secrets", { timeout: 120_000 }, () => {
  test("no header value, query value, password or body is in anything that is kept, told or sent", async () => {
    const secret = "S3CR3T";
    const outputs = await run(
      async ({ install, api, sleep }, secret) => {
        const heard = [];
        const channel = new BroadcastChannel("cors-forecast");
        channel.onmessage = ({ data }) => heard.push(data);
        const onFinding = (finding, print) => (heard.push(finding), print());
        const installation = install({ level: "all", engines: "all", onFinding });
        installation.attribute();
        installation.on((report) => heard.push(report));
        const headers = { Authorization: `Bearer ${secret}`, "X-Key": secret, Accept: `"${secret}${"x".repeat(200)}` };
        await fetch(`${api}/a?token=${secret}#${secret}`, { method: "PUT", headers, body: secret });
        await fetch(`${api}/a?token=other`, { method: "PUT", headers, body: secret });
        await fetch(new Request(`${api}/b`, { headers: { "Content-Type": `${secret}/json` }, method: "POST", body: secret }));
        await fetch(`${api.replace("//", `//u:${secret}@`)}/c`).catch(() => {});
        const xhr = new XMLHttpRequest();
        xhr.open("PUT", `${api}/d?key=${secret}`);
        xhr.setRequestHeader("X-Key", secret);
        await new Promise((resolve) => ((xhr.onloadend = resolve), xhr.send(secret)));
        navigator.sendBeacon(`${api}/e`, new Blob([secret], { type: `application/${secret}` }));
        await fetch("http://127.0.0.1:9009/x?a=" + secret, { method: "PUT" }).catch(() => {});
        installation.reports();
        // What one tab tells the others takes its time.
        for (let turn = 0; turn < 50 && !heard.some(({ version }) => version); turn++) await sleep(100);
        const outputs = { heard, reports: installation.reports(), findings: installation.findings(), summary: installation.summary() };
        dispatchEvent(new PageTransitionEvent("pagehide"));
        outputs.storage = { ...sessionStorage };
        return JSON.stringify(outputs);
      },
      secret,
    );
    assert.ok(outputs.length > 10_000, "something is told at all");
    // The records of the cache are kept by URL, query included, as the browser keeps them: they stay in this tab's storage.
    const { storage, heard, ...told } = JSON.parse(outputs);
    const channel = heard.filter(({ version }) => version !== undefined);
    assert.ok(channel.length > 0 && storage["cors-forecast"].length > 100, "something is shared and kept");
    const holds = (value) => JSON.stringify(value).toLowerCase().includes(secret.toLowerCase());
    assert.equal(holds(told), false);
    assert.equal(holds(heard.filter(({ version }) => version === undefined)), false);
    const ours = messages.filter(({ text, type }) => text.includes("[cors-forecast]") || type !== "error");
    assert.equal(holds(ours), false);
  });
});
