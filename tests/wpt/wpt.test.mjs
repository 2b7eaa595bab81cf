// The runner of platform tests itself, on a checkout of a few tests of our own.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { judge } from "./compare.mjs";
import { createJournal } from "./journal.mjs";
import { runEngine } from "./run.mjs";
import { createServing, listTests } from "./server.mjs";
import { table } from "./summary.mjs";

const sample = fileURLToPath(new URL("sample", import.meta.url));
const FOLDERS = ["fetch", "xhr"];

/** A wrapper that gives the page another response than the browser's: its `url` and `type` are lost. */
const HARMFUL = `{
  const native = fetch;
  globalThis.fetch = (...args) => native(...args).then(async (response) => new Response(await response.text(), response));
}`;

test("a test's file is run in each place that it is for", () => {
  assert.deepEqual(
    listTests(sample, FOLDERS).map(({ url }) => url),
    [
      "/fetch/classic.worker.html",
      "/fetch/echo.sub.any.html",
      "/fetch/echo.sub.any.worker.html",
      "/xhr/headers.window.html",
      "/xhr/random.html",
    ],
  );
});

describe("in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "wpt-test-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  test("the wrapper as it is shipped makes no difference, and is there", async () => {
    const found = await runEngine("chromium", sample, { only: FOLDERS });
    assert.deepEqual(found.differing, [], table([found]));
    assert.deepEqual(found.flaky.map(({ url, name }) => [url, name]), [["/xhr/random.html", "chance"]]);
    // What differs by chance is not among the passing.
    const { files, subtests, passed, failed, unfinished, silent, discontent } = found;
    const counts = { files: 5, subtests: 10, passed: 9, failed: 0, unfinished: 0 };
    assert.deepEqual({ files, subtests, passed, failed, unfinished }, counts);
    assert.deepEqual([...silent, ...discontent], []);
    const { active, frames, workers, put, loaded, calls, watchedFiles, stopped, absent } = found;
    assert.deepEqual({ active, frames, workers, put, loaded }, { active: 5, frames: 0, workers: 2, put: 7, loaded: 7 });
    assert.deepEqual({ calls, watchedFiles, stopped, absent }, { calls: 8, watchedFiles: 4, stopped: [], absent: [] });
  });

  test("with a journal, what was run is not run again; natively, whatever the wrapper", async () => {
    const journal = join(folder, "journal");
    const played = [];
    const note = ({ how, url }) => played.push(`${how} ${url}`);
    const first = await runEngine("chromium", sample, { only: ["fetch/classic.worker.js"], journal });
    const lines = readFileSync(journal, "utf8").trim().split("\n");
    assert.equal(lines.length, 2);
    // As a run is that was killed while it wrote.
    writeFileSync(journal, `${lines[0]}\n${lines[1].slice(0, 40)}`);
    const second = await runEngine("chromium", sample, { only: ["fetch/classic.worker.js"], journal, note });
    assert.deepEqual(second, first);
    assert.deepEqual(played, ["native /fetch/classic.worker.html", "wrapped /fetch/classic.worker.html"]);
    const [native] = lines.map((line) => JSON.parse(line)).filter(({ how }) => how === "native");
    assert.equal(createJournal(journal, "chromium", "another").take("native", native.url).tests.length, 1);
    assert.equal(createJournal(journal, "chromium", "another").take("wrapped", native.url), undefined);
  });

  test("a wrapper that is noticed is found out, in documents and workers, with the subtest", async () => {
    const found = await runEngine("chromium", sample, { only: ["fetch"], wrapper: HARMFUL });
    const places = ["/fetch/echo.sub.any.html", "/fetch/echo.sub.any.worker.html"];
    assert.deepEqual(
      found.differing.map(({ url, name }) => [url, name]),
      places.flatMap((url) => [[url, "its own origin"], [url, "another origin, with a preflight"]]),
    );
    const [first] = found.differing;
    assert.deepEqual(Object.keys(first.native), ["PASS"]);
    assert.match(Object.keys(first.wrapped)[0], /^FAIL: url: expected "http:.*" but got ""$/);
    assert.match(table([found]), /DIFFERS: \/fetch\/echo\.sub\.any\.html: its own origin/);
  });
});

describe("the server", () => {
  let serving;
  let server;
  before(async () => {
    serving = createServing(sample);
    server = await serving.start("first();");
  });
  after(async () => {
    await server?.close();
    serving?.close();
  });
  const ask = (path, options, body) => send(server.origin + path, options, body);

  test("has handlers of old checkouts, whose texts are bytes", async () => {
    const { status, text, headers } = await ask("/fetch/echo.py?name=%FF", { method: "REPORT" }, Buffer.from([0xfe]));
    assert.deepEqual([status, text, headers["content-type"]], [200, "REPORT \u00ff \u00fe", "text/plain"]);
    assert.equal((await ask("/fetch/echo.py?encode")).text, "count=3");
  });

  test("has handlers of today, forms, cookies, and what is kept between requests", async () => {
    const path = "/fetch/today.py?token=3b5a3f1c-3d0e-4a39-9ee4-7a3f3b1f6a10";
    const form = '--b\r\nContent-Disposition: form-data; name="field"\r\n\r\nvalue\r\n--b--\r\n';
    const kept = await ask(path, { method: "POST", headers: { "Content-Type": "multipart/form-data; boundary=b" } }, form);
    assert.deepEqual([kept.text, kept.headers["set-cookie"]], ["kept", ["seen=yes; Path=/"]]);
    const taken = await ask(path, { headers: { Cookie: "seen=yes" } });
    assert.deepEqual([taken.status, taken.message, taken.text, taken.headers["x-seen"]], [203, "Mine", "value", "yes"]);
    assert.equal((await ask(path)).text, "nothing");
  });

  test("has pipes, headers from a file beside, parts of a file, and responses as they are", async () => {
    const piped = await ask("/xhr/plain.txt?pipe=status(418)|header(X-A,1)|header(X-A,2,True)|slice(6,null)");
    assert.deepEqual([piped.status, piped.text, piped.headers["x-a"], piped.headers["x-beside"]], [418, "text\n", "1, 2", "given"]);
    const part = await ask("/xhr/plain.txt", { headers: { Range: "bytes=0-4" } });
    assert.deepEqual([part.status, part.text, part.headers["content-range"]], [206, "plain", "bytes 0-4/11"]);
    const raw = await ask("/xhr/raw.asis");
    assert.deepEqual([raw.status, raw.message, raw.text, raw.headers["x-as"]], [299, "As is", "ok", "is"]);
    const trickled = await ask("/xhr/plain.txt?pipe=trickle(2:d0.01:r2)");
    assert.equal(trickled.text, "plain text\n");
    assert.equal((await ask("/xhr/plain.txt?pipe=unknown(1)")).status, 500);
  });

  test("puts the first script into documents that are gone to, and into nothing that is read", async () => {
    const own = '<!doctype html>\n<script src="/__own__/first.js"></script><title>';
    const gone = await ask("/xhr/random.html", { headers: { Accept: "text/html,*/*" } });
    assert.ok(gone.text.startsWith(own), gone.text);
    const read = await ask("/xhr/random.html", { headers: { Accept: "*/*" } });
    assert.ok(!read.text.includes("__own__"));
    const worker = await ask("/fetch/helper.js", { headers: { "Sec-Fetch-Dest": "worker" } });
    assert.ok(worker.text.startsWith('importScripts("/__own__/first.js");const echo'), worker.text);
    assert.match((await ask("/__own__/first.js")).text, /^first\(\);\n/);
  });

  test("notes what it has not found, and handlers that failed, once", async () => {
    await ask("/__own__/notes");
    await ask("/fetch/echo.py?fail");
    await ask("/nowhere");
    const noted = JSON.parse((await ask("/__own__/notes")).text);
    assert.deepEqual(noted, { put: 0, loaded: 0, failed: ["/fetch/echo.py: ValueError: asked to fail"], missing: ["/nowhere"] });
    assert.deepEqual(JSON.parse((await ask("/__own__/notes")).text), { put: 0, loaded: 0, failed: [], missing: [] });
  });

  test("leaves its folder for nobody", async () => {
    for (const path of ["/../run.mjs", "/%2e%2e/run.mjs", "//etc/passwd"]) assert.equal((await ask(path)).status, 404, path);
  });
});

describe("what differs natively", () => {
  const result = (...outcomes) => ({
    harness: { status: 0, message: null },
    tests: outcomes.map((text, at) => ({ name: `t${at}`, status: text ? 1 : 0, message: text || null })),
  });
  const of = (judged, kind) => judged[kind].map(({ name }) => name);

  test("is flaky; what does not, and differs once with the wrapper, differs", () => {
    const judged = judge([result("", "", ""), result("", "no", "")], [result("", "", ""), result("", "no", "no")]);
    assert.deepEqual(of(judged, "identical"), ["(the file)", "t0"]);
    assert.deepEqual(judged.flaky, [{ name: "t1", native: { PASS: 1, "FAIL: no": 1 }, wrapped: { PASS: 1, "FAIL: no": 1 } }]);
    assert.deepEqual(judged.differing, [{ name: "t2", native: { PASS: 2 }, wrapped: { PASS: 1, "FAIL: no": 1 } }]);
    const gone = judge([result("", "")], [result("")]);
    assert.deepEqual(gone.differing, [{ name: "t1", native: { PASS: 1 }, wrapped: { "(not there)": 1 } }]);
  });

  test("hides no difference: an outcome of the wrapper's own, or the good one never", () => {
    const natives = [result("", "", "no"), result("no", "no", "no"), result("no", "", "")];
    const wrappeds = [result("no", "other", ""), result("no", "", ""), result("no", "", "")];
    assert.deepEqual(of(judge(natives, wrappeds), "differing"), ["t0", "t1", "t2"]);
    assert.deepEqual(of(judge(natives, [...wrappeds, result("", "", "no")]), "flaky"), ["t0", "t2"]);
  });

  test("in its text alone is compared without", () => {
    const natives = [result("took 1 ms"), result("took 2 ms")];
    assert.deepEqual(of(judge(natives, [result("took 3 ms")]), "flaky"), ["t0"]);
    assert.deepEqual(of(judge(natives, [result("")]), "differing"), ["t0"]);
  });
});

/** Nothing is followed, decoded or made tidy on the way. */
function send(url, { method = "GET", headers } = {}, body) {
  const path = url.replace(/^http:\/\/[^/]*/, "");
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    // A connection of its own: one that a test's server has closed must not be used again.
    const asked = request({ agent: false, host: "127.0.0.1", port, path, method, headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk)).once("error", reject);
      response.once("end", () => {
        const { statusCode: status, statusMessage: message, headers } = response;
        resolve({ status, message, headers, text: Buffer.concat(chunks).toString("latin1") });
      });
    });
    asked.once("error", reject).end(body);
  });
}
