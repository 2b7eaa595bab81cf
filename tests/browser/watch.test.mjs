// What the wrapper tells: levels and rules, where a header comes from, what will be in production, what the browser's timing
// says, what outlives a reload. And that no secret is in any of it.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, describe, test } from "node:test";

import { consoleOf, openPage, startLab, until } from "./support.mjs";

let started;
let server;
let browser;
let api;
let page;
let messages;
let entry;

before(async () => {
  started = await startLab();
  ({ server, browser, api } = started);
  entry = `${server.page}/pkg/dist/standalone.js`;
});

after(() => started?.close());

beforeEach(async () => {
  await page?.context().close();
  page = await openPage(browser, server);
  messages = consoleOf(page);
});

/** Runs `script` in a page with `{ install, api, sleep }` and the arguments. */
const run = (script, ...args) => runIn(page, script, ...args);

function runIn(page, script, ...args) {
  return page.evaluate(
    `(async () => {
      const { install } = await import(${JSON.stringify(entry)});
      const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
      return (${script})({ install, sleep, api: ${JSON.stringify(api.origin)} }, ...${JSON.stringify(args)});
    })()`,
  );
}

const groups = () => messages.filter(({ type, text }) => type === "startGroupCollapsed" && text.includes("[cors-forecast]"));

describe("what is watched", { timeout: 120_000 }, () => {
  test("each API, with what the server then receives", async () => {
    api.requests.length = 0;
    const reports = await run(async ({ install, api, sleep }) => {
      const installation = install({ redact: (url) => url });
      await fetch(`${api}/fetch`, { method: "DELETE" });
      await new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.open("post", `${api}/xhr`);
        xhr.withCredentials = true;
        xhr.setRequestHeader("X-A", "1");
        xhr.upload.onprogress = () => {};
        xhr.onloadend = resolve;
        xhr.send(document.implementation.createHTMLDocument("t"));
      });
      navigator.sendBeacon(`${api}/beacon`, new Blob(["{}"], { type: "application/json" }));
      const source = new EventSource(`${api}/events`, { withCredentials: true });
      await new Promise((resolve) => (source.onerror = resolve));
      source.close();
      if (globalThis.fetchLater) fetchLater(`${api}/later`, { method: "POST", body: "x" });
      await sleep(300);
      return installation.reports();
    });
    const told = reports.map(({ api, forecast }) => [api, forecast.verdict, forecast.triggers.map(({ code }) => code)]);
    assert.deepEqual(told.slice(0, 4), [
      ["fetch", "preflight", ["method-not-safelisted"]],
      ["xhr", "preflight", ["upload-listener", "header-not-safelisted", "mime-type-not-safelisted"]],
      ["beacon", "preflight", ["mime-type-not-safelisted"]],
      ["eventsource", "simple", []],
    ]);
    const asked = (pairs) => Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
    const predicted = reports
      .filter(({ forecast }) => forecast.verdict === "preflight")
      .map(({ forecast }) => asked(forecast.preflight.headers))
      .map((headers) => [headers["access-control-request-method"], headers["access-control-request-headers"]]);
    const received = api.requests
      .filter(({ method }) => method === "OPTIONS")
      .map(({ headers }) => [headers["access-control-request-method"], headers["access-control-request-headers"]]);
    assert.deepEqual(predicted, received);
  });

  test("a call that takes more memory than there was", async () => {
    const facts = await run(async ({ install, api }) => {
      const installation = install();
      const headers = {};
      for (let i = 0; i < 200; i++) headers[`X-${"Long-".repeat(20)}${i}`] = "v".repeat(200);
      await fetch(`${api}/a`, { headers }).catch(() => {});
      return [installation.reports()[0]?.forecast.triggers.length, installation.active, installation.unreported];
    });
    assert.deepEqual(facts, [200, true, 0]);
  });

  test("a same-origin frame that it is asked to cover", async () => {
    const seen = await run(async ({ install, api }) => {
      const installation = install();
      const frame = document.body.appendChild(document.createElement("iframe"));
      await frame.contentWindow.fetch(`${api}/a`, { method: "PUT" });
      const before = installation.reports().length;
      installation.cover(frame.contentWindow);
      await frame.contentWindow.fetch(`${api}/b`, { method: "PUT" });
      const after = installation.reports().length;
      installation.uninstall();
      return [before, after, /native code/.test(frame.contentWindow.fetch)];
    });
    assert.deepEqual(seen, [0, 1, true]);
  });

  test("nothing that is excluded, or not included", async () => {
    const urls = await run(async ({ install, api }) => {
      const installation = install({ include: [/\/in/, "/also"], exclude: (url) => url.endsWith("/in/not") });
      for (const path of ["/in/a", "/out", "/in/not", "/also"]) await fetch(api + path);
      return installation.reports().map(({ url }) => new URL(url).pathname);
    });
    assert.deepEqual(urls, ["/in/a", "/also"]);
  });

  test("all three engines, if that is wanted", async () => {
    const verdicts = await run(async ({ install, api }) => {
      const installation = install({ engines: "all" });
      await fetch(`${api}/a`, { headers: { Range: "bytes=-5" } }).catch(() => {});
      const [{ engine, forecasts }] = installation.reports();
      return [engine, Object.keys(forecasts).sort(), forecasts.webkit.verdict];
    });
    assert.deepEqual(verdicts, ["chromium", ["chromium", "firefox", "webkit"], "preflight"]);
  });
});

describe("what is said", { timeout: 120_000 }, () => {
  const twice = (options) => `async ({ install, api, sleep }) => {
    const installation = install(${options});
    for (const query of ["?a=1", "?a=2", "?a=2"]) await fetch(api + "/a" + query, { headers: { "X-A": "1" } });
    const findings = installation.findings();
    dispatchEvent(new PageTransitionEvent("pagehide"));
    await sleep(50);
    return findings;
  }`;

  test("off says nothing, summary a table, findings each once, all each preflight", async () => {
    const counts = {};
    for (const level of ["off", "summary", "findings", "all"]) {
      await page.context().close();
      page = await openPage(browser, server);
      messages = consoleOf(page);
      await run(twice(`{ level: "${level}" }`));
      const tables = messages.filter(({ type }) => type === "table").length;
      const calls = messages.filter(({ type }) => type === "debug").length;
      counts[level] = [groups().length - tables, tables, calls];
    }
    assert.deepEqual(counts, { off: [0, 0, 0], summary: [0, 1, 0], findings: [2, 1, 0], all: [2, 1, 3] });
  });

  test("a finding is counted, and rules make it louder or silent", async () => {
    const findings = await run(twice(`{ rules: { "query-differs": "error", "header-not-safelisted": "off" } }`));
    assert.deepEqual(
      findings.map(({ code, severity, part, calls, preflights }) => [code, severity, part, calls, preflights]),
      [["query-differs", "error", "x-a", 1, 1]],
    );
    assert.match(findings[0].text, /differs in a;/);
  });

  test("onFinding decides, and may print", async () => {
    const codes = await run(async ({ install, api }) => {
      const heard = [];
      const onFinding = (finding, print) => {
        heard.push(finding.code);
        if (finding.part === "x-b") print();
      };
      const installation = install({ level: "findings", onFinding });
      await fetch(`${api}/a`, { headers: { "X-A": "1", "X-B": "1" } });
      installation.findings();
      return heard;
    });
    assert.deepEqual(codes, ["header-not-safelisted", "header-not-safelisted"]);
    assert.equal(groups().length, 1);
    assert.match(groups()[0].text, /because of x-b$/);
  });

  test("who adds a header, and what was added on the way", async () => {
    const reports = await run(async ({ install, api }) => {
      const installation = install();
      const inner = globalThis.fetch;
      globalThis.fetch = (input, init) => inner(input, { ...init, headers: { ...init?.headers, "Sentry-Trace": "1" } });
      const { send } = XMLHttpRequest.prototype;
      XMLHttpRequest.prototype.send = function (body) {
        this.setRequestHeader("traceparent", "1");
        return send.call(this, body);
      };
      installation.attribute();
      await fetch(`${api}/a`, { headers: { "X-Own": "1" } });
      await new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.open("GET", `${api}/b`);
        xhr.setRequestHeader("X-Own", "1");
        xhr.onloadend = resolve;
        xhr.send();
      });
      return installation.reports();
    });
    assert.deepEqual(reports.map(({ added }) => added), [["sentry-trace"], ["traceparent"]]);
    const sentry = reports[0].forecast.triggers.find(({ name }) => name === "sentry-trace");
    assert.match(sentry.addedBy[0].library, /Sentry/);
    assert.match(sentry.addedBy[0].setting, /tracePropagationTargets/);
  });

  test("where in the page's code it was called", async () => {
    await page.route("**/app.js*", (route) =>
      route.fulfill({ contentType: "text/javascript", body: "\nexport const load = (url) => fetch(url, { method: 'PUT' });" }),
    );
    const site = await run(async ({ install, api }) => {
      const installation = install();
      const { load } = await import("/app.js?token=secret");
      await load(`${api}/a`);
      return installation.findings()[0].site;
    });
    assert.match(site, /\/app\.js:2:\d+$/);
  });

  test("as if the page were deployed", async () => {
    const facts = await run(async ({ install, api }) => {
      const installation = install({
        as: { origin: "https://app.example", routes: { "/api": "https://api.example", "/api/own": "https://app.example" } },
      });
      await fetch("/api/users?x=1", { method: "PUT" }).catch(() => {});
      await fetch("/api/own/users", { method: "PUT" }).catch(() => {});
      await fetch("/plain", { method: "PUT" }).catch(() => {});
      return installation.reports().map(({ url, as, forecast }) => [
        url, as, forecast.verdict, Object.fromEntries(forecast.preflight?.headers ?? []).Origin,
      ]);
    });
    assert.deepEqual(facts, [
      ["https://api.example/api/users?x=…", "https://app.example", "preflight", "https://app.example"],
      ["https://app.example/api/own/users", "https://app.example", "same-origin", undefined],
      ["https://app.example/plain", "https://app.example", "same-origin", undefined],
    ]);
  });

  test("a failed request gets its probable cause, and can be diagnosed", async () => {
    const facts = await run(async ({ install, api, sleep }) => {
      const installation = install({ level: "findings" });
      // Nobody listens there.
      const gone = "http://127.0.0.1:9009/x";
      await fetch(gone, { method: "PUT" }).catch(() => {});
      await new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.open("PUT", `${gone}hr`);
        xhr.onerror = resolve;
        xhr.send();
      });
      await sleep(50);
      const findings = installation.findings().filter(({ code }) => code === "request-failed");
      return [findings.map(({ severity }) => severity), (await installation.diagnose(gone)).reachable,
        (await installation.diagnose(`${api}/a`)).reachable];
    });
    assert.deepEqual(facts, [["error", "error"], false, true]);
    await until(() => groups().some(({ text }) => /request-failed/.test(text)), "it is printed");
  });

  test("an unhandled rejection is still one", async () => {
    const seen = await run(async ({ install, sleep }) => {
      install();
      const unhandled = [];
      addEventListener("unhandledrejection", (event) => {
        unhandled.push(String(event.reason));
        event.preventDefault();
      });
      fetch("http://127.0.0.1:9009/x", { method: "PUT" });
      await sleep(500);
      return unhandled;
    });
    assert.deepEqual(seen, ["TypeError: Failed to fetch"]);
  });
});

describe("what the browser's timing says", { timeout: 120_000 }, () => {
  /** An API that takes its time for preflights, lets timings be seen, and permits for a minute. */
  async function slowApi(delay) {
    const seen = [];
    const slow = createServer((request, response) => {
      seen.push(request.method);
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Timing-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "x-a");
      response.setHeader("Access-Control-Max-Age", "600");
      response.setHeader("Cache-Control", "no-store");
      setTimeout(() => response.end("ok"), delay);
    });
    await new Promise((resolve) => slow.listen(0, "127.0.0.1", resolve));
    return { origin: `http://127.0.0.1:${slow.address().port}`, seen, close: () => slow.close() };
  }

  test("a preflight that was sent is supported; one that another tab has spared is refuted, and learned from", async () => {
    const slow = await slowApi(60);
    const call = (origin) =>
      run(
        async ({ install, sleep }, origin) => {
          const installation = install();
          await (await fetch(`${origin}/a`, { headers: { "X-A": "1" } })).text();
          await sleep(200);
          return installation.reports().at(-1);
        },
        origin,
      );
    const first = await call(slow.origin);
    assert.deepEqual([first.forecast.cache.state, first.evidence], ["miss", "supported"]);
    // Another document of the same browser, to which nobody tells anything.
    await page.reload();
    await page.evaluate(() => sessionStorage.clear());
    const second = await call(slow.origin);
    assert.deepEqual(slow.seen, ["OPTIONS", "GET", "GET"]);
    assert.deepEqual([second.forecast.cache.state, second.evidence], ["miss", "refuted"]);
    slow.close();
  });

  test("nothing without Timing-Allow-Origin", async () => {
    const evidence = await run(async ({ install, api, sleep }) => {
      const installation = install();
      await fetch(`${api}/a`, { method: "PUT" });
      await sleep(100);
      return installation.reports()[0].evidence;
    });
    assert.equal(evidence, "unknown");
  });
});

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
    [page] = [await context.newPage()];
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
