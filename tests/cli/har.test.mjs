// `cors-forecast har`: what it makes of recordings, whole and broken ones, of each browser.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { createSplitter } from "../../pkg-template/dist/cli/har-split.js";
import { API, APP, cli, entry, har, json, preflight, scratch, twoPuts } from "./recordings.mjs";

const files = scratch(after);

describe("forecasts", () => {
  test("are scored against what was recorded", async () => {
    const { code, score, endpoints, preflights, cost, recordings } = await json(["har", files.write("a.har", har(twoPuts()))]);
    assert.equal(code, 0);
    assert.deepEqual(score, { calls: 2, both: 1, forecastOnly: 0, recordedOnly: 0, neither: 1, precision: 1, recall: 1, disagreements: [] });
    assert.deepEqual(endpoints, [
      { endpoint: `${API}/items/:id`, calls: 2, preflights: 1, hits: 1, busts: 0, recorded: 1, milliseconds: 7, cause: "PUT" },
    ]);
    assert.deepEqual(preflights, [
      { endpoint: `${API}/items/:id`, method: "PUT", triggers: ["PUT", "authorization", "content-type"], calls: 2, preflights: 1 },
    ]);
    assert.deepEqual(cost, { preflights: 1, milliseconds: 7 });
    assert.equal(recordings[0].engine, "chromium");
  });

  test("count a call that is made before the permission is there", async () => {
    const [first, second] = twoPuts();
    const other = { ...second, startedDateTime: new Date(Date.parse(second.startedDateTime) + 3).toISOString() };
    const { score } = await json(["har", files.write("together.har", har([first, second, { ...first, startedDateTime: other.startedDateTime }, other]))]);
    assert.deepEqual([score.both, score.precision, score.recall], [2, 1, 1]);
  });

  test("that were wrong are listed, with the reason", async () => {
    const [, ...withoutPreflight] = twoPuts();
    const recording = har([...withoutPreflight,
      preflight({ at: 9000, method: "POST", path: "/upload?key=secret-query" }), entry({ at: 9000, method: "POST", path: "/upload?key=secret-query", type: "xhr", body: "a" })]);
    const { score } = await json(["har", files.write("wrong.har", recording)]);
    const [kept, listener] = score.disagreements;
    assert.match(kept.reason, /before the recording began/);
    assert.equal(kept.forecast, true);
    assert.equal(score.disagreements.length, 2);
    assert.equal(listener.recorded, true);
    assert.match(listener.reason, /xhr\.upload/);
    const { stdout } = await cli(["har", files.path("wrong.har")]);
    assert.match(stdout, /recorded, not forecast {2}POST https:\/\/api\.example\/upload\?key=…/);
    assert.doesNotMatch(stdout + JSON.stringify(score), /secret-/);
  });

  test("take up what a preflight asked for, though an export has left it out", async () => {
    const put = { method: "POST", path: "/a", body: "text" };
    const recording = har([preflight({ at: 1, method: "POST", path: "/a", asked: "authorization", age: 600 }), entry({ ...put, at: 0, took: 30 }), entry({ ...put, at: 1000 })]);
    const { score, endpoints } = await json(["har", files.write("sanitized.har", recording)]);
    assert.equal(score.recordedOnly, 1);
    assert.match(score.disagreements[0].reason, /asked for authorization/);
    assert.equal(endpoints[0].hits, 1);
  });

  test("learn from a preflight whose request is not recorded", async () => {
    const recording = har([preflight({ at: 0, age: 600 }), entry({ at: 1000, method: "PUT" })]);
    const { score, recordings } = await json(["har", files.write("alone.har", recording)]);
    assert.deepEqual([recordings[0].unpaired, score.neither, score.calls], [1, 1, 1]);
  });

  test("are not scored without a recorded preflight, which is said", async () => {
    const path = files.write("none.har", har([entry({ method: "DELETE" })]));
    assert.equal((await json(["har", path])).score, undefined);
    assert.match((await cli(["har", path])).stdout, /No OPTIONS request is recorded/);
  });

  test("say what another Max-Age would spare", async () => {
    const recording = har(Array.from({ length: 4 }, (_, number) => twoPuts({ age: 0 }).slice(0, 2).map((it) => ({ ...it, startedDateTime: new Date(Date.parse(it.startedDateTime) + number * 10_000).toISOString() }))).flat());
    const path = files.write("age.har", recording);
    const { journals } = await json(["har", path]);
    const [{ changes, differences }] = journals[0].whatIf;
    assert.deepEqual(changes, [{ kind: "max-age", seconds: 7200 }]);
    assert.deepEqual(differences.find(({ engine }) => engine === "chromium"), { engine: "chromium", before: 4, after: 1, refused: 0 });
    assert.ok(journals[0].report.findings.some(({ code }) => code === "max-age-zero"));
    const { stdout } = await cli(["har", path, "--max-age", "60"]);
    assert.match(stdout, /Access-Control-Max-Age: 60: 4 → 1 preflights/);
    assert.match(stdout, /max-age-zero/);
  });

  test("never show a header's value or a body", async () => {
    const path = files.write("values.har", har(twoPuts()));
    assert.doesNotMatch((await cli(["har", path])).stdout, /secret/);
    assert.doesNotMatch((await cli(["har", path, "--json"])).stdout, /secret/);
  });
});

describe("entries", () => {
  const only = async (...entries) => (await json(["har", files.write("entries.har", har(entries))])).recordings[0];

  test("that are malformed are counted and named, and the others read", async () => {
    const good = entry({});
    const wrong = (change) => ({ ...structuredClone(good), ...change });
    const entries = [
      good,
      wrong({ startedDateTime: "secret" }),
      wrong({ request: undefined }),
      wrong({ request: { ...good.request, url: "/relative" } }),
      wrong({ request: { ...good.request, method: 5 } }),
      wrong({ request: { ...good.request, headers: [{ name: "a", value: null }] } }),
      null,
      7,
      good,
    ];
    const { malformed, calls, entries: count } = await only(...entries);
    assert.deepEqual([calls, count, malformed.count], [2, 9, 7]);
    assert.deepEqual(malformed.named.map(({ file, entry, field }) => `${file} ${entry} ${field}`), [
      "entries.har 1 startedDateTime",
      "entries.har 2 request",
      "entries.har 3 request.url",
      "entries.har 4 request.method",
      "entries.har 5 request.headers[0].value",
      "entries.har 6 (not a JSON object)",
      "entries.har 7 (not a JSON object)",
    ]);
    assert.match((await cli(["har", files.path("entries.har")])).stdout, /Malformed: entry 3, request\.url\./);
  });

  test("can't write to the terminal what is not theirs", async () => {
    const escape = "\u001b[2J";
    const recording = har([
      entry({ method: `PUT${escape}` }),
      preflight({ at: 1, asked: `x-a, ${escape}` }),
      entry({ method: "PUT", path: `/a${escape}`, headers: { [`X-${escape}`]: "1" } }),
    ], { browser: `Chrome${escape}` });
    const { stdout, code } = await cli(["har", files.write("escape.har", recording)]);
    assert.equal(code, 0);
    assert.equal(stdout.includes("\u001b"), false);
    assert.match(stdout, /Malformed: entry 0, request\.method/);
  });

  test("of documents, images and the like are left out", async () => {
    const { calls, skipped } = await only(
      entry({ type: "document" }),
      entry({ type: "image" }),
      entry({ type: "script" }),
      entry({ type: null, headers: { "Sec-Fetch-Dest": "style" } }),
      entry({ type: null, headers: { "Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors" } }),
      entry({ headers: { "Sec-Fetch-Mode": "no-cors" } }),
      entry({ path: "data:text/plain,a" }),
      entry({ _fetchedViaServiceWorker: true }),
    );
    assert.equal(calls, 1);
    assert.deepEqual(skipped, {
      "no fetch, XMLHttpRequest, beacon or EventSource": 4,
      "made without CORS": 1,
      "not HTTP": 1,
      "answered by a service worker": 1,
    });
  });

  test("that a redirect led to are no calls of the page", async () => {
    const moved = entry({ path: "/moved", status: 307 });
    moved.response.redirectURL = "/there";
    const { redirected } = await only(moved, entry({ at: 5, path: "/there" }));
    assert.equal(redirected, 1);
  });

  test("tell the page's origin by Origin, Referer, the page or what made them; --origin is stronger", async () => {
    const recording = har([
      entry({ origin: "https://one.example" }),
      entry({ origin: null, headers: { Referer: "https://two.example/a" } }),
      entry({ origin: null, pageref: "page_1" }),
      entry({ origin: null, pageref: "none", _initiator: { url: "https://four.example/a.js" } }),
      entry({ origin: null, pageref: "none" }),
    ]);
    const path = files.write("origins.har", recording);
    const { journals, recordings } = await json(["har", path]);
    assert.deepEqual(journals.map(({ origin }) => origin), ["https://one.example", "https://two.example", APP, "https://four.example"]);
    assert.deepEqual(recordings[0].skipped, { "page's origin not recorded": 1 });
    assert.deepEqual((await json(["har", path, "--origin", APP])).journals.map(({ origin }) => origin), [APP]);
  });

  test("have the browser's own headers, which cause nothing", async () => {
    const headers = { ":authority": "api.example", "User-Agent": "secret", "sec-ch-ua": "a", "X-Client-Data": "a", DNT: "1", Pragma: "no-cache", "Cache-Control": "no-cache", Cookie: "a=1", Priority: "u=1" };
    await only(entry({ headers }));
    const { preflights } = await json(["har", files.path("entries.har")]);
    assert.deepEqual(preflights, []);
  });
});

describe("browsers", () => {
  for (const [browser, engine] of [["Chrome", "chromium"], ["WebInspector", "chromium"], ["Firefox", "firefox"], ["WebKit Web Inspector", "webkit"], ["Safari", "webkit"]]) {
    test(`${browser} is judged as ${engine}`, async () => {
      const path = files.write("browser.har", har([entry({})], { browser }));
      assert.equal((await json(["har", path])).recordings[0].engine, engine);
      assert.equal((await json(["har", path, "--engine", "standard"])).recordings[0].engine, "standard");
    });
  }

  test("one that is not known has to be named", async () => {
    const path = files.write("lynx.har", har([entry({})], { browser: "Lynx" }));
    const { code, stderr } = await cli(["har", path]);
    assert.equal(code, 2);
    assert.match(stderr, /"Lynx".*\n.*--engine/);
  });
});

describe("files", () => {
  test("that end too early are read up to there", async () => {
    const text = JSON.stringify(har(twoPuts()));
    const path = files.write("cut.har", text.slice(0, text.lastIndexOf("startedDateTime") + 40));
    const { recordings, code } = await json(["har", path]);
    assert.deepEqual([code, recordings[0].entries, recordings[0].isTruncated], [0, 2, true]);
    assert.match((await cli(["har", path])).stdout, /ends too early/);
  });

  test("may be several, each with its own browser", async () => {
    const paths = ["Chrome", "Firefox"].map((browser) => files.write(`${browser}.har`, har(twoPuts(), { browser })));
    const { recordings, score } = await json(["har", ...paths]);
    assert.deepEqual(recordings.map(({ engine }) => engine), ["chromium", "firefox"]);
    assert.equal(score.both, 2);
  });

  test("that are no HAR, or not there, are an error in a sentence", async () => {
    for (const [args, words] of [
      [["har"], /needs a file/],
      [["har", files.path("missing.har")], /no such file/],
      [["har", files.folder], /it is a folder/],
      [["har", files.write("no.har", '{"a":1}')], /no log\.entries/],
      [["har", files.write("text.har", "hello")], /no log\.entries/],
      [["har", files.write("empty.har", "")], /no log\.entries/],
      [["har", "a", "--engine", "lynx"], /There is no engine "lynx"/],
      [["har", "a", "--max-age", "soon"], /--max-age must be a number/],
      [["har", "a", "--origin", "https://app.example/a"], /Write --origin https:\/\/app\.example\./],
    ]) {
      const { code, stderr, stdout } = await cli(args);
      assert.equal(code, 2);
      assert.match(stderr, words);
      assert.equal(stdout, "");
      assert.doesNotMatch(stderr, /^ +at /m);
    }
  });
});

describe("the splitter", () => {
  const document = {
    other: { log: { entries: [1] }, entries: ["no"] },
    log: {
      creator: { name: 'a"\\', text: "left out" },
      entries: [
        { a: "}]\\\"", text: "gone \\\" ] }", deep: { entries: [[1, 2], []], text: ["stays"] }, data: "x".repeat(600) },
        [1, "\\"],
        { long: "y".repeat(700), key: { text: null }, ü: "€" },
        3,
      ],
      pages: [],
      comment: "c",
    },
  };
  const expected = [
    ["creator", { name: 'a"\\', text: "" }],
    ["entries", { a: "}]\\\"", text: "", deep: { entries: [[1, 2], []], text: ["stays"] }, data: "" }],
    ["entries", [1, "\\"]],
    ["entries", { long: "y".repeat(700), key: { text: null }, ü: "€" }],
    ["entries", 3],
    ["pages", []],
    ["comment", "c"],
  ];

  for (const space of [0, 2]) {
    test(`finds the same parts wherever chunks end${space ? ", with spaces" : ""}`, () => {
      const bytes = Buffer.from(JSON.stringify(document, null, space));
      for (const size of [1, 2, 3, 7, 64, 255, 256, 257, 1000, 1 << 20]) {
        const parts = [];
        const splitter = createSplitter((key, text) => parts.push([key, JSON.parse(text)]));
        let rest = Buffer.alloc(0);
        for (let at = 0; at <= bytes.length; at += size) {
          rest = Buffer.concat([rest, bytes.subarray(at, at + size)]);
          rest = rest.subarray(splitter.take(rest, rest.length, false));
        }
        splitter.take(rest, rest.length, true);
        assert.deepEqual(parts, expected, `${size} bytes at a time`);
        assert.deepEqual(splitter.state(), { isOver: true, hasEntries: true });
      }
    });
  }

  test("leaves out a part that is too long", () => {
    const parts = [];
    const splitter = createSplitter((key, text) => parts.push(text?.length));
    const bytes = Buffer.from(JSON.stringify({ log: { entries: [{ a: "x".repeat(9 << 20) }, {}, { text: "x".repeat(9 << 20) }] } }));
    splitter.take(bytes, bytes.length, true);
    assert.deepEqual(parts, [undefined, 2, 11]);
  });
});
