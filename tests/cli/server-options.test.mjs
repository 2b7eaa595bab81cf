// The options of what runs in development servers, and what it says in the terminal.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { withScript } from "../../pkg-template/dist/server/html.js";
import { settingsOf, withProxy } from "../../pkg-template/dist/server/settings.js";
import { createSummary } from "../../pkg-template/dist/server/summary.js";

describe("what is said in the terminal", () => {
  test("steers no terminal, and is said once", () => {
    const said = [];
    const tell = createSummary((text) => said.push(text));
    const row = { endpoint: "https://api.example/\x1b]0;x\x07\n", calls: 2, preflights: 1, hits: 1, cause: "\x1b[2J" };
    tell([row, { endpoint: "https://quiet.example/", preflights: 0 }, null, 1]);
    tell([row]);
    for (const nothing of [undefined, "x", [], [{}], [{ endpoint: 1, preflights: 1 }]]) tell(nothing);
    assert.equal(said.length, 1);
    assert.ok(!/[\x00-\x09\x0b-\x1f\x7f]/.test(said[0]));
    assert.match(said[0], /1 of 2 calls preflighted, 1 spared/);
  });
});

describe("options that are wrong", () => {
  const cases = [
    [{ prob: true }, /prob is no option/],
    [{ probe: 1 }, /probe must be/],
    [{ panel: "yes" }, /panel must be true or false/],
    [{ probe: { allow: ["api.example"] } }, /probe\.allow must be a list of origins/],
    [{ probe: { hosts: ["http://x"] } }, /probe\.hosts must be/],
    [{ as: { origin: "app.example" } }, /as must be like/],
    [{ install: { onFinding() {} } }, /install\.onFinding can't be handed to a page/],
    [{ install: { exclude: () => true } }, /install\.exclude must be made of/],
    [{ install: { as: {} } }, /install\.as must be given as as/],
    [[], /takes an object/],
  ];
  for (const [options, message] of cases) {
    test(JSON.stringify(options), () => assert.throws(() => settingsOf("corsForecast", options), { name: "TypeError", message }));
  }
});

describe("routes of a proxy", () => {
  test("are where the page's requests will go; what can't be told is named", () => {
    const proxy = {
      "/api": "https://api.example",
      "/v2": { target: "https://v2.example", changeOrigin: true },
      "/url": { target: new URL("https://url.example/base") },
      "/own": "https://proxy.example",
      "/socket": { target: "wss://socket.example", ws: true },
      "/cut": { target: "https://cut.example", rewrite: (path) => path.slice(4) },
      "^/pattern": "https://pattern.example",
      "/none": {},
      "/file": "file:///",
    };
    const { as, unknown } = withProxy({ origin: "https://app.example", routes: { "/own": "https://own.example" } }, proxy);
    assert.deepEqual(as, {
      origin: "https://app.example",
      routes: { "/api": "https://api.example", "/v2": "https://v2.example", "/url": "https://url.example/base", "/own": "https://own.example" },
    });
    assert.deepEqual(unknown, ["/cut", "^/pattern", "/none", "/file"]);
    assert.deepEqual(withProxy({ origin: "https://app.example" }).as, { origin: "https://app.example", routes: {} });
  });

  test("are read from lists, too", () => {
    const origin = "https://app.example";
    const proxy = [
      { context: ["/api", "/rest"], target: "https://api.example" },
      { context: "/all/**", target: "https://all.example" },
      { pathFilter: "/new", target: "https://new.example" },
      { context: "/cut", target: "https://cut.example", pathRewrite: { "^/cut": "" } },
      { context: "/chosen", target: "https://chosen.example", router: () => "https://other.example" },
      { context: ["/some/*.json", "!/api"], target: "https://some.example" },
      { context: () => true, target: "https://any.example" },
      () => ({ context: "/made", target: "https://made.example" }),
    ];
    const { as, unknown } = withProxy({ origin }, proxy);
    const api = "https://api.example";
    assert.deepEqual(as.routes, { "/api": api, "/rest": api, "/all": "https://all.example", "/new": "https://new.example" });
    assert.deepEqual(unknown, ["/cut", "/chosen", "/some/*.json", "!/api", "a function", "a function"]);
    assert.deepEqual(withProxy({ origin }, [{ target: api }]).as.routes, { "/": api });
  });
});

describe("a script ahead of all else", () => {
  const cases = {
    "in a head": ["<!doctype html><html><head lang='a'><meta>", "<!doctype html><html><head lang='a'>*<meta>"],
    "in capitals": ["<HTML><HEAD>\n<script></script>", "<HTML><HEAD>*\n<script></script>"],
    "not in a comment": ["<!-- <head> --><head><title>", "<!-- <head> --><head>*<title>"],
    "not in a header": ["<!doctype html><header>", "<!doctype html>*<header>"],
    "without a head": ["<!DOCTYPE html>\n<html lang='a'><script></script>", "<!DOCTYPE html>\n<html lang='a'>*<script></script>"],
    "without anything": ["<p>", "*<p>"],
    "in an empty page": ["", "*"],
  };
  for (const [name, [html, wanted]] of Object.entries(cases)) {
    test(name, () => assert.equal(withScript(html, "/a\"&b.js"), wanted.replace("*", '<script src="/a&quot;&amp;b.js"></script>')));
  }
});
