// What `import "cors-forecast/auto"` prints: one collapsed group per finding, and nothing that is secret.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { api, browser, groups, messages, page, server } from "./lab.mjs";
import { consoleOf, openPage, until } from "./support.mjs";

beforeEach(async () => {
  await page.evaluate((url) => import(url), `${server.page}/pkg/dist/auto.development.js`);
});

/** Makes the calls, `[path, init]` each, and waits until all have been considered. */
async function call(...calls) {
  await page.evaluate(
    async ([origin, calls]) => {
      for (const [path, init] of calls) await fetch(path.startsWith("/") ? origin + path : path, init).catch(() => {});
    },
    [api.origin, calls],
  );
  // The last finding is known to the test: what was called before it has been considered when it is printed.
  const marker = `/considered-${["a", "b", "c", "d", "e"][marked++ % 5]}`;
  await page.evaluate((url) => fetch(url, { method: "PUT" }), api.origin + marker);
  await until(() => groups().some(({ text }) => text.includes(marker)), "the marker's group");
  const printed = messages.filter(({ text }) => text.includes("[cors-forecast]") || !text.includes(marker));
  return printed.filter(({ text, type }) => type !== "endGroup" && !text.includes(marker));
}
let marked = 0;

describe("cors-forecast/auto", { timeout: 120_000 }, () => {
  test("prints a finding once, in a collapsed group", async () => {
    const init = { method: "PUT", headers: { "X-Request-Id": "1" } };
    const printed = await call(["/users/1", init], ["/users/2", init], ["/users/3?page=4", init], ["/users/1", init]);
    const titles = printed.filter(({ type }) => type === "startGroupCollapsed").map(({ text }) => text);
    assert.equal(titles.length, 3, titles.join("\n"));
    assert.match(titles[0], /^\[cors-forecast\] PUT http:\/\/127\.0\.0\.1:\d+\/users\/:id – preflight because of /);
    assert.match(titles[0], /x-request-id/);
    assert.match(titles[1], /\/users\/:id – preflight again: path-differs \(PUT, x-request-id\)$/);
    assert.match(titles[2], /\/users\/:id\?page – /);
  });

  test("says why, what is sent, what the cache statement rests on, and what to do", async () => {
    const printed = await call([
      "/users/1",
      { method: "PUT", headers: { "X-B": "1", "Content-Type": "application/json" }, body: "{}" },
    ]);
    const body = printed.find(({ type }) => type === "log").text;
    assert.match(body, /Why:\n( {2}• .+\(https:\/\/fetch\.spec\.whatwg\.org\/.*\)\n){3}\nCalls so far: 1; preflights forecast: 1\n/);
    assert.match(body, /OPTIONS http:\/\/127\.0\.0\.1:\d+\/users\/:id\n/);
    assert.match(body, /Access-Control-Request-Method: PUT\n/);
    assert.match(body, /Access-Control-Request-Headers: content-type,x-b\n/);
    assert.match(body, /Preflight cache: \w+ \(basis: assumed\)/);
    assert.match(body, /Advice: /);
  });

  test("another set of reasons is another finding", async () => {
    const printed = await call(
      ["/users/1", { headers: { "X-A": "1" } }],
      ["/users/2", { headers: { "X-A": "1", "X-B": "1" } }],
      ["/users/3", { headers: { "X-B": "2", "X-A": "2" } }],
    );
    assert.equal(printed.filter(({ type }) => type === "startGroupCollapsed").length, 2);
  });

  test("is silent on same-origin, simple, local and no-cors requests", async () => {
    const printed = await call(
      [`${server.page}/__demo/blank`, { method: "PUT", headers: { "X-A": "1" } }],
      ["/a"],
      ["/a", { method: "POST", body: "x" }],
      ["/a", { mode: "no-cors", method: "POST", body: "x" }],
      ["data:,x", { headers: { "X-A": "1" } }],
    );
    assert.deepEqual(printed.filter(({ text }) => text.includes("[cors-forecast]")), []);
  });

  test("says why a call is refused", async () => {
    const printed = await call(["/a", { method: "TRACE" }]);
    const titles = printed.filter(({ type }) => type === "startGroupCollapsed");
    assert.equal(titles.length, 1);
    assert.match(titles[0].text, /TRACE .*\/a – the call is rejected before anything is sent/);
  });

  test("prints no header value, query value, credential or identifier", async () => {
    const secret = "s3cr3tS3CR3Ts3cr3t";
    const printed = await call(
      [`/${secret}/a?token=${secret}&${secret}#${secret}`, { headers: { Authorization: `Bearer ${secret}` } }],
      ["/b", { method: "PUT", headers: { "X-Api-Key": secret, "Content-Type": `${secret}/json` }, body: secret }],
      ["/c", { headers: { Accept: `"${secret}(${"x".repeat(200)}` } }],
      ["/d", { headers: { Range: `bytes=${secret}`, "Accept-Language": `(${secret}` } }],
      ["/e", { headers: { "X-Bad": `a\n${secret}` } }],
      [`http://user:${secret}@127.0.0.1/`, {}],
      [`http://[${secret}`, {}],
      ["/f", { method: `a ${secret}` }],
      ["/g", { mode: secret, credentials: secret }],
      [`/${secret}@mail.example/${encodeURIComponent(`${secret} x`)}`, { method: "PUT" }],
      ["/h", { method: "POST", body: secret, headers: { "Content-Type": `text/plain;x="${secret}"(` } }],
    );
    assert.ok(printed.length > 6, "something is printed at all");
    const ours = messages.filter(({ text, type }) => type !== "error" || text.includes("[cors-forecast]"));
    const holdsSecret = (text) => text.toLowerCase().includes(secret.toLowerCase());
    for (const { text } of ours) assert.ok(!holdsSecret(text), text);
    const reports = await page.evaluate(() => {
      const { installation } = globalThis[Symbol.for("cors-forecast.v1")];
      return installation.reports().map(({ url, method, ...report }) => {
        delete report.forecast.preflight?.url;
        return report;
      });
    });
    assert.ok(!holdsSecret(JSON.stringify(reports)), "reports, their URLs and methods apart");
  });

  test("prints what was found before it was asked to", async () => {
    const fresh = await openPage(browser, server);
    const seen = consoleOf(fresh);
    await fresh.evaluate(
      async ([entry, auto, url]) => {
        const { install } = await import(entry);
        const installation = install();
        await fetch(url, { method: "PUT" });
        installation.reports();
        await import(auto);
      },
      [`${server.page}/pkg/dist/standalone.js`, `${server.page}/pkg/dist/auto.development.js`, `${api.origin}/early`],
    );
    await until(() => seen.some(({ text }) => text.includes("/early")), "the early finding");
    await fresh.context().close();
  });
});
