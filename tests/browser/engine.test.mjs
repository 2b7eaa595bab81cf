// Finding out the engine: by what its JavaScript has, whatever the user agent string says.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { detectEngine } from "../../pkg-template/dist/engine.js";
import { launch, serve } from "./support.mjs";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 " +
  "Mobile/15E148 Safari/604.1";

/** Errors as JavaScriptCore makes them. */
class ErrorWithPosition {
  line = 1;
  column = 1;
}

const scopes = {
  "Firefox": [{ Error, InternalError: Error }, "firefox"],
  "Safari": [{ Error: ErrorWithPosition, navigator: { userAgent: IPHONE } }, "webkit"],
  "Chromium in a secure context": [{ Error, navigator: { userAgentData: {} } }, "chromium"],
  "Chromium that emulates an iPhone": [{ Error, Intl: { v8BreakIterator: 1 }, navigator: { userAgent: IPHONE } }, "chromium"],
  "a user agent string of Chromium": [{ Error, navigator: { userAgent: "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36" } }, "chromium"],
  "a user agent string of WebKit": [{ Error, navigator: { userAgent: IPHONE } }, "webkit"],
  "a user agent string of Firefox": [{ Error, navigator: { userAgent: "Mozilla/5.0 (X11; rv:153.0) Gecko/20100101 Firefox/153.0" } }, "firefox"],
  "something else": [{ Error, navigator: { userAgent: "Mozilla/5.0 (Unknown)" } }, "standard"],
  "nothing to go by": [{ Error }, "standard"],
};

describe("engine", () => {
  for (const [name, [scope, engine]] of Object.entries(scopes)) {
    test(name, () => assert.equal(detectEngine(scope), engine));
  }

  describe("in a real Chromium", () => {
    let server;
    let browser;
    before(async () => {
      server = await serve();
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    for (const [name, options] of [["as it is", {}], ["emulating an iPhone", { userAgent: IPHONE, isMobile: true }]]) {
      test(name, async () => {
        const context = await browser.newContext(options);
        const page = await context.newPage();
        await page.goto(`${server.page}/__demo/blank`);
        const engine = await page.evaluate(`(${detectEngine})()`);
        await context.close();
        assert.equal(engine, "chromium");
      });
    }
  });
});
