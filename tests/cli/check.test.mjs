// `cors-forecast check`: what budgets object to, and how it's told to people and programs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, describe, test } from "node:test";

import { API, cli, entry, har, json, preflight, scratch, twoPuts } from "./recordings.mjs";

const files = scratch(after);
const recording = files.write("app.har", har(twoPuts()));
const endpoint = `${API}/items/:id`;
const row = { endpoint, method: "PUT", triggers: ["PUT", "authorization", "content-type"] };
const budget = (content, name = "budget.json") => files.write(name, content);
const check = (content, ...args) => json(["check", "--budget", budget(content), ...(args.length > 0 ? args : [recording])]);

describe("a budget", () => {
  test("that is kept is no error", async () => {
    const { code, violations, preflights } = await check({ maxPreflights: 1, maxPreflightsPerEndpoint: 1, endpoints: { [endpoint]: { maxPreflights: 1 } } });
    assert.deepEqual([code, violations, preflights], [0, [], 1]);
  });

  test("is over what is too many, in all and at an endpoint", async () => {
    const { code, violations, errors } = await check({ maxPreflights: 0, endpoints: { [endpoint]: { maxPreflights: 0 } } });
    assert.deepEqual([code, errors], [1, 2]);
    assert.deepEqual(violations.map(({ rule }) => rule), ["max-preflights", "max-preflights-per-endpoint"]);
    assert.equal((await check({ maxPreflightsPerEndpoint: 0 })).errors, 1);
    assert.equal((await check({ maxPreflightsPerEndpoint: 0, endpoints: { [endpoint]: { maxPreflights: 5 } } })).errors, 0);
  });

  test("objects to findings as its rules say", async () => {
    const zero = files.write("zero.har", har(twoPuts({ age: 0 }).concat(preflight({ at: 1001, asked: "authorization,content-type", age: 0 }))));
    const loud = await check({ rules: { "max-age-zero": "error" } }, zero);
    assert.equal(loud.code, 1);
    assert.deepEqual(loud.violations.map(({ rule, severity }) => [rule, severity]), [["max-age-zero", "error"]]);
    const quiet = await check({ rules: { "max-age-zero": "warn" } }, zero);
    assert.deepEqual([quiet.code, quiet.warnings], [0, 1]);
    assert.deepEqual((await check({ rules: { "max-age-zero": "off" } }, zero)).violations, []);
  });
});

describe("a baseline", () => {
  test("is written by --update, and leaves the rest of the budget as it was", async () => {
    const path = budget({ maxPreflights: 5 }, "updated.json");
    assert.equal((await cli(["check", "--budget", path, "--update", recording])).code, 0);
    assert.deepEqual(JSON.parse(readFileSync(path, "utf8")), { maxPreflights: 5, baseline: [row] });
    assert.equal((await cli(["check", "--budget", path, recording])).code, 0);
  });

  test("is made if there is none yet, where no other budget is named", async () => {
    const { code, stdout } = await cli(["check", "--update", recording], { cwd: files.folder });
    assert.equal(code, 0);
    assert.match(stdout, /cors-forecast\.json now has 1 preflight as its baseline/);
    assert.deepEqual(JSON.parse(readFileSync(files.path("cors-forecast.json"), "utf8")), { baseline: [row] });
  });

  test("tells what is new: an endpoint, a method, or another reason", async () => {
    const content = { baseline: [row] };
    assert.equal((await check(content)).code, 0);
    for (const other of [{ endpoint: `${API}/other` }, { method: "POST" }, { triggers: ["PUT"] }]) {
      const { code, violations } = await check({ baseline: [{ ...row, ...other }] });
      assert.equal(code, 1);
      assert.deepEqual(violations.map(({ rule }) => rule), ["new-preflight"]);
      assert.match(violations[0].text, /PUT to .*\/items\/:id needs preflights .* for PUT, authorization, content-type/);
    }
    assert.deepEqual((await check({ newPreflights: "warn", baseline: [] })).code, 0);
    assert.deepEqual((await check({ newPreflights: "off", baseline: [] })).violations, []);
    // The order of triggers says nothing.
    assert.equal((await check({ baseline: [{ ...row, triggers: [...row.triggers].reverse() }] })).code, 0);
  });
});

describe("what is checked", () => {
  const trigger = { code: "method-not-safelisted", kind: "method", name: "PUT", text: "a", spec: "https://spec.example/#a" };
  const report = { id: 1, at: 0, api: "fetch", method: "PUT", url: `${API}/items/1`, endpoint, engine: "chromium",
    forecast: { verdict: "preflight", triggers: [trigger], preflight: { url: `${API}/items/1`, headers: [] }, cache: { state: "miss", basis: "assumed", reason: { code: "nothing-kept", text: "b", remedy: "c" } }, advice: [] } };
  const finding = { code: trigger.code, severity: "info", endpoint, part: "PUT", text: "a", spec: trigger.spec, calls: 3, preflights: 2 };

  test("may be what har has printed", async () => {
    const { stdout } = await cli(["har", "--json", recording]);
    assert.equal((await check({ maxPreflights: 0 }, files.write("report.json", stdout))).errors, 1);
    assert.equal((await check({ maxPreflights: 1 }, files.path("report.json"))).preflights, 1);
  });

  test("may be an installation's reports", async () => {
    const { preflights, violations } = await check({ baseline: [], rules: { [trigger.code]: "warn" } }, files.write("reports.json", [report, report]));
    assert.equal(preflights, 2);
    assert.deepEqual(violations.map(({ rule }) => rule), ["new-preflight", trigger.code]);
  });

  test("may be an installation's findings", async () => {
    const content = files.write("findings.json", [finding, { ...finding, code: "header-not-safelisted", part: "x-a", preflights: 1 }]);
    const { preflights, violations } = await check({ baseline: [], rules: { [trigger.code]: "error" } }, content);
    assert.equal(preflights, 2);
    assert.deepEqual(violations.map(({ rule }) => rule), ["new-preflight", trigger.code]);
    assert.match(violations[0].text, /for PUT, x-a/);
  });

  test("may be several files, which are taken together", async () => {
    const other = files.write("other.har", har([preflight({ at: 1, path: "/other" }), entry({ method: "PUT", path: "/other", took: 30 })]));
    assert.equal((await check({}, recording, other)).preflights, 2);
  });

  test("is refused in a sentence if it is something else", async () => {
    for (const [content, words] of [["{", /is not JSON/], ["{}", /no report that is known/], ["[{}]", /no report that is known/], ["[null]", /no report that is known/], ['{"kind":"cors-forecast-har"}', /no report that is known/]]) {
      const { code, stderr } = await cli(["check", "--budget", budget({}), files.write("input.json", content)]);
      assert.equal(code, 2);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /^ +at /m);
    }
    assert.match((await cli(["check", "--budget", budget({}), files.path("missing.json")])).stderr, /can't be read: ENOENT/);
    assert.match((await cli(["check"])).stderr, /needs a recording/);
  });
});

describe("a budget that is wrong", () => {
  for (const [content, words] of [
    ["[]", /the budget must be an object, not \[\]\.\nWrite for example/],
    ["{,}", /is not JSON/],
    [{ maxPreflight: 1 }, /there is no field maxPreflight\.\nFields: .*maxPreflights/],
    [{ maxPreflights: "5" }, /maxPreflights must be a whole number from 0 on, not "5"\.\nWrite for example "maxPreflights": 20/],
    [{ maxPreflights: -1 }, /not -1/],
    [{ newPreflights: "loud" }, /newPreflights must be one of "error", "warn" and "off", not "loud"/],
    [{ endpoints: [] }, /endpoints must be an object/],
    [{ endpoints: { "https://a.example/": 5 } }, /endpoints\["https:\/\/a\.example\/"\] must be an object, not 5/],
    [{ endpoints: { "https://a.example/": {} } }, /\.maxPreflights must be a whole number from 0 on, not missing/],
    [{ endpoints: { "https://a.example/": { max: 1 } } }, /there is no field endpoints\["https:\/\/a\.example\/"\]\.max/],
    [{ rules: { "max-age-zero": true } }, /rules\["max-age-zero"\] must be one of/],
    [{ rules: { "Max Age": "error" } }, /is no finding's code/],
    [{ baseline: {} }, /baseline must be a list/],
    [{ baseline: [{ endpoint: "a", method: "PUT", triggers: [1] }] }, /baseline\[0\]\.triggers must be a list of texts, not \[1\]/],
    [{ baseline: [{ endpoint: "a" }] }, /baseline\[0\]\.method must be a text, not missing/],
  ]) {
    test(`names the field: ${JSON.stringify(content)}`, async () => {
      const { code, stderr, stdout } = await cli(["check", "--budget", budget(content), recording]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /^ +at /m);
    });
  }

  test("or is not there", async () => {
    const { code, stderr } = await cli(["check", "--budget", files.path("none.json"), recording]);
    assert.equal(code, 2);
    assert.match(stderr, /there is no such file.*\n.*--update/);
  });
});

describe("formats", () => {
  const bad = { maxPreflights: 0, baseline: [], rules: { "nothing-kept": "warn" } };

  test("text names what offends", async () => {
    const { code, stdout } = await cli(["check", "--budget", budget(bad), recording]);
    assert.equal(code, 1);
    assert.match(stdout, /error {2}max-preflights {2}1 preflight in all, of 0 that the budget allows\./);
    assert.match(stdout, /error {2}new-preflight {2}PUT to/);
    assert.match((await cli(["check", "--budget", budget({}), recording])).stdout, /Within the budget/);
  });

  test("SARIF 2.1.0", async () => {
    const path = files.path("out.sarif");
    await cli(["check", "--budget", "a b.json", "--sarif", path, recording], { cwd: (budget(bad, "a b.json"), files.folder) });
    const { $schema, version, runs } = JSON.parse(readFileSync(path, "utf8"));
    assert.match($schema, /sarif-2\.1\.0\.json$/);
    assert.equal(version, "2.1.0");
    const [{ tool, results }] = runs;
    assert.equal(tool.driver.name, "cors-forecast");
    assert.ok(results.length >= 2);
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints } of results) {
      assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
      assert.ok(["error", "warning"].includes(level));
      assert.ok(message.text.length > 0);
      assert.equal(locations[0].physicalLocation.artifactLocation.uri, "a%20b.json");
      assert.equal(Object.keys(partialFingerprints).length, 1);
    }
  });

  test("JUnit XML", async () => {
    const path = files.path("out.xml");
    const odd = [{ code: "x-y", severity: "error", endpoint: "https://a.example/<&\"'>", part: "", text: "a\u0001]]><b>", calls: 1, preflights: 0 }];
    await cli(["check", "--budget", budget({ ...bad, rules: { "x-y": "error" } }), "--junit", path, recording, files.write("odd.json", odd)]);
    const xml = readFileSync(path, "utf8");
    assert.match(xml, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="cors-forecast" tests="3" failures="3" errors="0">/);
    assert.match(xml, /name="https:\/\/a\.example\/&lt;&amp;&quot;'&gt;"/);
    assert.doesNotMatch(xml, /\u0001|]]>/);
    // Each tag that is opened is closed, and nothing else has an angle bracket.
    const open = [];
    for (const [, isEnd, name, isEmpty] of xml.replace(/^<\?.*\?>/, "").matchAll(/<(\/?)([\w-]+)(?: [\w-]+="[^"<]*")*(\/?)>/g)) {
      if (isEnd) assert.equal(open.pop(), name);
      else if (!isEmpty) open.push(name);
    }
    assert.deepEqual(open, []);
    assert.equal(xml.replace(/^<\?.*\?>/, "").replace(/<(\/?)([\w-]+)(?: [\w-]+="[^"<]*")*(\/?)>/g, "").includes("<"), false);
  });

  test("a file that can't be written is said", async () => {
    const { code, stderr } = await cli(["check", "--budget", budget({}), "--junit", files.path("no/out.xml"), recording]);
    assert.equal(code, 2);
    assert.match(stderr, /out\.xml can't be written: ENOENT/);
  });
});
