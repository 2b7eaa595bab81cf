// `cors-forecast log`, run as a program, with what real servers have logged.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { cli, json } from "./cli.mjs";

const recorded = (name) => fileURLToPath(new URL(`../vectors/logs/${name}.log`, import.meta.url));

let folder;

before(async () => (folder = await mkdtemp(join(tmpdir(), "cors-forecast-log-"))));
after(() => rm(folder, { recursive: true }));

async function file(name, content) {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("what servers write", { concurrency: 2 }, () => {
  for (const [name, format, certain, paired] of [
    ["apache-common", "common", 0, 2],
    ["nginx-combined", "combined", 0, 2],
    ["nginx-timed", "nginx", 3, 0],
    ["nginx-json", "json", 3, 0],
    ["caddy", "caddy", 3, 0],
  ]) {
    test(name, async () => {
      const report = await json(["log", recorded(name)]);
      assert.deepEqual(report.formats.map((one) => one.format), [format]);
      assert.deepEqual([report.options.certain, report.options.paired], [certain, paired]);
      assert.match(report.endpoints[0].endpoint, /\/api\/items\/:id$/);
      const warned = report.findings.some(({ severity }) => severity === "warning");
      assert.equal(report.code, warned ? 1 : 0);
    });
  }
});

test("piped in, gzipped, or both are the same", async () => {
  const content = await readFile(recorded("nginx-json"));
  const { code, ...plain } = await json(["log", recorded("nginx-json")]);
  assert.equal(code, 1);
  const zipped = await file("access.log.1.gz", gzipSync(content));
  const ways = [await json(["log", zipped]), await json(["log", "-"], { input: content }), await json(["log", "-"], { input: gzipSync(content) })];
  for (const { code: other, ...report } of ways) assert.deepEqual([other, report], [1, plain]);
});

test("several files are one log", async () => {
  const lines = (await readFile(recorded("nginx-combined"), "utf8")).split("\n");
  const first = await file("access.log.1", `${lines[0]}\n`);
  const second = await file("access.log", `${lines.slice(1).join("\n")}`);
  assert.equal((await json(["log", first, second])).options.paired, 2);
});

test("as text: shares, endpoints, findings, bad lines", async () => {
  const { code, out } = await cli(["log", recorded("caddy")]);
  assert.equal(code, 1);
  assert.match(out, /^10 requests, 6 OPTIONS, 3 preflights \(caddy, 2026-11-28 19:06:42 to 2026-11-28 19:06:4\d UTC\)\n/);
  assert.match(out, /Preflights are 30 % of the requests, .* of the server's time/);
  assert.match(out, /Preflights took 0(\.\d)? ms in the median/);
  assert.match(out, /5 s, none stated {2}204×2 +127\.0\.0\.1:18083\/api\/items\/:id/);
  assert.match(out, /max-age-absent: 2 answers to preflights/);
  assert.match((await cli(["log", recorded("nginx-combined")])).out, /1 line can't be read:\n {2}no-request 1 \(line 12\): The line names no method/);
});

test("nothing personal is printed", async () => {
  for (const args of [["log"], ["log", "--json"]]) {
    const { out } = await cli([...args, recorded("nginx-timed")]);
    assert.doesNotMatch(out, /s3cret|token|127\.0\.0\.1|Firefox|kube-probe|quoted/);
  }
});

test("options say how to read", async () => {
  const apache = recorded("apache-vhost");
  assert.equal((await json(["log", apache])).time, undefined);
  assert.equal((await json(["log", "--time-unit", "us", apache])).time.preflights, 3.796);
  assert.equal((await json(["log", "--top", "1", apache])).endpoints.length, 1);
  const late = await file("late.log", `${["OPTIONS", "PUT"].map((method, at) => `192.0.2.1 - - [28/Nov/2026:12:00:${at * 2}0 +0000] "${method} /a HTTP/1.1" 204 0`).join("\n")}`);
  assert.equal((await json(["log", late])).options.paired, 0);
  assert.equal((await json(["log", "--window", "20", late])).options.paired, 1);
  assert.equal((await json(["log", late])).code, 0);
});

test("what can't be read or asked for is said", async () => {
  for (const [args, right] of [
    [["log"], /log needs a file/],
    [["log", join(folder, "none.log")], /none\.log can't be read\.\nThere is no such file\./],
    [["log", folder], /can't be read\.\nIt is a folder\./],
    [["log", await file("empty.log", "")], /it is empty/],
    [["log", await file("other.log", "hello\nsecret=1\n")], /no line that can be read: unknown-format in 2 \(the first is 1\)/],
    [["log", await file("cut.gz", gzipSync("x".repeat(1000)).subarray(0, 20))], /cut\.gz can't be read/],
    [["log", "--format", "iis", recorded("caddy")], /--format can't be "iis"\.\nIt takes common/],
    [["log", "--format", "combined", recorded("caddy")], /other-format in 10/],
    [["log", "--window", "0", recorded("caddy")], /--window can't be "0"/],
    [["log", "--time-unit", "h", recorded("caddy")], /--time-unit can't be "h"/],
  ]) {
    const { code, out, err } = await cli(args);
    assert.deepEqual([code, out], [2, ""], args.join(" "));
    assert.match(err, right);
    assert.doesNotMatch(err, /secret/);
  }
});

test("in a program: what is no log, and no option", async () => {
  const { AccessLog } = await import("../../dist/pkg/dist/server.js");
  const log = new AccessLog();
  assert.throws(() => log.feed("GET /"), { name: "TypeError", code: "invalid-bytes" });
  const content = await readFile(recorded("caddy"));
  for (let at = 0; at < content.length; at += 100) log.feed(content.subarray(at, at + 100));
  assert.equal(log.finish().options.certain, 3);
  assert.throws(() => log.feed(content), { code: "finished" });
  assert.throws(() => log.finish(), { code: "finished" });
  for (const [options, code] of [
    [{ format: "iis" }, "invalid-format"],
    [{ timeUnit: "h" }, "invalid-time-unit"],
    [{ windowSeconds: 0 }, "invalid-window-seconds"],
    [{ top: -1 }, "invalid-top"],
    [{ window: 3 }, "invalid-window"],
    ["combined", "not-an-object"],
  ]) {
    assert.throws(() => new AccessLog(options), { name: "TypeError", code });
  }
});

test("help", async () => {
  const { out, code } = await cli(["log", "--help"]);
  assert.equal(code, 0);
  assert.match(out, /cors-forecast log FILE…/);
  assert.match((await cli(["--help"])).out, /\n {2}log {7}/);
});
