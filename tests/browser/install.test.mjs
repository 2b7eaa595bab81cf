// Installing and leaving: once per page, in any order with other wrappers, and never at the page's expense.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { api, browser, entry, ofOurs, page, run, server } from "./lab.mjs";
import { openPage, until } from "./support.mjs";

/** Runs `script` in the page with `{ install, native, url }`. */
const inPage = (script) =>
  run(`({ api, ...rest }) => (${script})({ ...rest, url: api + "/a" })`);

describe("install", { timeout: 120_000 }, () => {
  test("wraps fetch once, and gives the first installation back", async () => {
    const facts = await inPage(async ({ install, native, url }) => {
      const first = install();
      const wrapped = fetch;
      const second = install({ engine: "webkit" });
      await fetch(url, { method: "PUT" });
      return [wrapped !== native, fetch === wrapped, first === second, first.reports().length, first.active];
    });
    assert.deepEqual(facts, [true, true, true, 1, true]);
  });

  test("wraps fetch once for two copies of the package", async () => {
    await page.route("**/copy/**", async (route) => {
      const url = route.request().url().replace("/copy/", "/pkg/");
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    const facts = await inPage(async ({ install, url }) => {
      const copy = await import("/copy/dist/standalone.js");
      const first = install();
      const wrapped = fetch;
      const second = copy.install();
      await fetch(url, { method: "PUT" });
      return [copy.install !== install, fetch === wrapped, first === second, second.reports().length];
    });
    assert.deepEqual(facts, [true, true, true, 1]);
  });

  test("reports what was called, without header values", async () => {
    const reports = await inPage(async ({ install, url }) => {
      const installation = install();
      const start = Date.now();
      await fetch(`${url}?q=1`, { method: "PUT", headers: { "X-Key": "s3cr3t-value" }, body: "s3cr3t-body" });
      const reports = installation.reports();
      return reports.map((report) => ({ ...report, at: report.at >= start && report.at <= Date.now() }));
    });
    assert.equal(reports.length, 1);
    const [{ id, at, api: kind, method, url, engine, forecast }] = reports;
    assert.deepEqual({ id, at, kind, method, url, engine }, {
      id: 1,
      at: true,
      kind: "fetch",
      method: "PUT",
      url: `${api.origin}/a?q=…`,
      engine: "chromium",
    });
    assert.equal(forecast.verdict, "preflight");
    assert.doesNotMatch(JSON.stringify(reports), /s3cr3t/);
  });

  test("uses the rules of the engine that it is told", async () => {
    const engine = await inPage(async ({ install, url }) => {
      const installation = install({ engine: "firefox" });
      await fetch(url);
      return installation.reports()[0].engine;
    });
    assert.equal(engine, "firefox");
  });

  test("tells listeners after the call, each once, until they leave", async () => {
    const facts = await inPage(async ({ install, url }) => {
      const installation = install();
      const heard = [];
      const leave = installation.on((report) => heard.push(report.id));
      const promise = fetch(url, { method: "PUT" });
      const during = heard.length;
      await promise;
      const reports = installation.reports().length;
      leave();
      await fetch(url);
      installation.reports();
      return [during, heard, reports];
    });
    assert.deepEqual(facts, [0, [1], 1]);
  });

  test("tells listeners without being asked for reports", async () => {
    const id = await inPage(({ install, url }) => {
      const heard = new Promise((resolve) => install().on((report) => resolve(report.id)));
      fetch(url);
      return heard;
    });
    assert.equal(id, 1);
  });

  test("says once that a listener throws, and the page goes on", async () => {
    const facts = await inPage(async ({ install, url }) => {
      const installation = install();
      let heard = 0;
      installation.on(() => { throw new Error("a listener's"); });
      installation.on(() => heard++);
      const statuses = [(await fetch(url)).status, (await fetch(url)).status];
      return [statuses, installation.reports().length, heard];
    });
    assert.deepEqual(facts, [[200, 200], 2, 2]);
    assert.equal(ofOurs().length, 1);
    assert.equal(ofOurs()[0].type, "error");
  });

  test("bears a listener that calls fetch", async () => {
    const count = await inPage(async ({ install, url }) => {
      const installation = install();
      let calls = 0;
      installation.on(() => { if (calls++ < 5) fetch(url).catch(() => {}); });
      await fetch(url);
      while (installation.reports().length < 6) await new Promise((resolve) => setTimeout(resolve, 10));
      return calls;
    });
    assert.ok(count >= 6);
  });

  test("keeps a bounded number of reports, and counts the calls that have none", async () => {
    const facts = await inPage(async ({ install }) => {
      const installation = install();
      for (let i = 0; i < 1200; i++) fetch("data:,x").catch(() => {});
      const first = [installation.reports().length, installation.unreported];
      for (let i = 0; i < 10; i++) fetch("data:,x").catch(() => {});
      const reports = installation.reports();
      return [...first, reports.length, reports.at(-1).id - reports[0].id];
    });
    assert.deepEqual(facts, [200, 200, 200, 199]);
  });

  test("works in a worker, and leaves its properties where they are", async () => {
    const facts = await page.evaluate(
      ([entry, url]) =>
        new Promise((resolve) => {
          const script = `
            const places = () => [Object.hasOwn(self, "fetch"), Object.hasOwn(WorkerGlobalScope.prototype, "fetch")];
            const before = places(), native = fetch;
            const { install } = await import(${JSON.stringify(entry)});
            const installation = install();
            const during = places();
            await fetch(${JSON.stringify(url)}, { method: "PUT" });
            const reports = installation.reports();
            const wrapped = fetch !== native;
            installation.uninstall();
            postMessage([String(before) === String(during), wrapped, reports[0].forecast.verdict, fetch === native,
              String(before) === String(places())]);`;
          const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), {
            type: "module",
          });
          worker.onmessage = ({ data }) => resolve(data);
        }),
      [entry, `${api.origin}/a`],
    );
    assert.deepEqual(facts, [true, true, "preflight", true, true]);
  });

  test("knows that the origin of a sandboxed document is opaque", async () => {
    const sandboxed = await openPage(browser, server, { csp: "sandbox allow-scripts" });
    await sandboxed.route("**/pkg/**", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "access-control-allow-origin": "*" } });
    });
    const facts = await sandboxed.evaluate(async ([entry, url]) => {
      const { install } = await import(entry);
      const installation = install();
      await fetch(url).catch(() => {});
      return [origin, installation.reports()[0].forecast.verdict];
    }, [entry, `${server.page}/__demo/blank`]);
    await sandboxed.context().close();
    assert.deepEqual(facts, ["null", "simple"], "cross-origin, although it is where the document came from");
  });

  test("is not misled by a global variable named origin", async () => {
    const facts = await inPage(async ({ install }) => {
      window.origin = "https://elsewhere.example";
      const installation = install();
      await fetch("/__demo/blank", { headers: { "X-A": "1" } });
      await fetch(new URL("/__demo/blank", location), { headers: { "X-A": "1" } });
      return [installation.sameOrigin, ...installation.reports().map(({ forecast }) => forecast.verdict)];
    });
    assert.deepEqual(facts, [1, "same-origin"]);
  });
});

describe("uninstall", { timeout: 120_000 }, () => {
  test("puts back the very function, with its descriptor", async () => {
    const facts = await inPage(async ({ install, native, url }) => {
      const before = JSON.stringify(Object.getOwnPropertyDescriptor(window, "fetch"));
      const installation = install();
      await fetch(url);
      installation.uninstall();
      installation.uninstall();
      await fetch(url);
      return [
        fetch === native,
        JSON.stringify(Object.getOwnPropertyDescriptor(window, "fetch")) === before,
        installation.active,
        installation.reports().length,
        Object.getOwnPropertySymbols(window).filter((symbol) => String(symbol).includes("cors-forecast")).length,
      ];
    });
    assert.deepEqual(facts, [true, true, false, 1, 0]);
  });

  test("lets a kept reference to the wrapper pass calls through", async () => {
    const facts = await inPage(async ({ install, url }) => {
      const installation = install();
      const kept = fetch;
      installation.uninstall();
      return [(await kept(url)).status, installation.reports().length];
    });
    assert.deepEqual(facts, [200, 0]);
  });

  test("steps aside under a wrapper that came later", async () => {
    const facts = await inPage(async ({ install, native, url }) => {
      const installation = install();
      const inner = window.fetch;
      let calls = 0;
      const theirs = (window.fetch = (...args) => (calls++, inner(...args)));
      await fetch(url);
      installation.uninstall();
      const kept = fetch === theirs;
      await fetch(url);
      const again = install();
      await fetch(url);
      const seen = again.reports().length;
      again.uninstall();
      return [kept, calls, installation.reports().length, again !== installation, seen, fetch === theirs];
    });
    assert.deepEqual(facts, [true, 3, 1, true, 1, true]);
  });

  test("gives back a wrapper that came earlier", async () => {
    const facts = await inPage(async ({ install, native, url }) => {
      const seen = [];
      const theirs = (window.fetch = function (...args) {
        seen.push(this === undefined || this === window, args.length, args[1]);
        return native.apply(this, args);
      });
      const installation = install();
      const init = { method: "PUT" };
      await fetch(url, init);
      installation.uninstall();
      return [fetch === theirs, seen[0], seen[1], seen[2] === init, installation.reports().length];
    });
    assert.deepEqual(facts, [true, true, 2, true, 1]);
  });

  test("a wrapper that came earlier gets the page's own objects, also where they can be read but once", async () => {
    const facts = await inPage(async ({ install, native, url }) => {
      const seen = [];
      window.fetch = (...args) => (seen.push(args[0], args[1]), native(...args));
      const installation = install();
      class Options { get method() { return "PUT"; } }
      const init = new Options();
      const input = { toString: () => url };
      await fetch(input, init);
      return [seen[0] === input, seen[1] === init, installation.unreported];
    });
    assert.deepEqual(facts, [true, true, 1]);
  });

  test("a wrapper that throws synchronously still does", async () => {
    const facts = await inPage(async ({ install, url }) => {
      const error = new Error("theirs");
      window.fetch = () => { throw error; };
      install();
      try {
        fetch(url);
      } catch (caught) {
        return caught === error;
      }
    });
    assert.equal(facts, true);
  });
});
