// What the wrapper tells: each API, levels and rules, where a header comes from, what will be in production.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { api, browser, groups, messages, page, run, server, use } from "./lab.mjs";
import { openPage, until } from "./support.mjs";

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
      use(await openPage(browser, server));
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

  test("of a request that has failed, no permission is taken to be kept", async () => {
    const states = await run(async ({ install, api, sleep }) => {
      const installation = install({ engines: "all" });
      const ask = async (url) => {
        await fetch(url, { method: "PUT", headers: { "X-A": "1" } }).catch(() => {});
        const { forecasts } = installation.reports().at(-1);
        await sleep(50);
        return Object.values(forecasts).map(({ cache }) => cache.state);
      };
      const gone = "http://127.0.0.1:9009/x";
      const of = async (url) => [...(await ask(url)), ...(await ask(url)), ...(await ask(`${url}/y`))];
      return [await of(gone), await of(`${api}/x`), installation.findings().filter(({ endpoint }) => endpoint.includes(":9009")).map(({ code }) => code)];
    });
    assert.deepEqual(states[0], Array(9).fill("miss"));
    assert.deepEqual(states[1], ["miss", "miss", "miss", "hit", "hit", "hit", "miss", "miss", "miss"]);
    assert.deepEqual([...new Set(states[2])].sort(), ["header-not-safelisted", "method-not-safelisted", "request-failed"]);
  });

  test("what the page aborts has not failed", async () => {
    const findings = await run(async ({ install, api, sleep }) => {
      const installation = install();
      const touched = [];
      const reason = new Proxy({}, { get: (_, name) => void touched.push(name), getPrototypeOf: () => Error.prototype });
      for (const why of [undefined, "enough", reason, new RangeError("mine")]) {
        const aborting = new AbortController();
        const ended = fetch(`${api}/slow`, { method: "PUT", signal: aborting.signal }).catch((error) => error);
        await sleep(50);
        aborting.abort(why);
        const error = await ended;
        if (why !== undefined && error !== why) return "another reason";
      }
      await fetch(`${api}/slow`, { method: "PUT", signal: AbortSignal.timeout(50) }).catch(() => {});
      const codes = installation.findings().map(({ code }) => code);
      return [codes, touched];
    });
    assert.deepEqual(findings, [["method-not-safelisted"], ["then"]]);
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
