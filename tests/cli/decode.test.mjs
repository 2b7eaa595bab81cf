// `cors-forecast decode`, run as a program, with what real browsers have printed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { cli, json } from "./cli.mjs";

const BLOCKED = "Access to fetch at 'https://api.example/x' from origin 'https://app.example' has been blocked by CORS policy: ";
const METHOD = `${BLOCKED}Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.`;

const recorded = async (engine) => JSON.parse(await readFile(new URL(`../vectors/console/${engine}.json`, import.meta.url), "utf8")).slice(1);

describe("what consoles print", { concurrency: 2 }, () => {
  for (const [engine, name, code, url] of [
    ["chromium", "preflight-missing", "allow-origin-missing", "http://127.0.0.1:4000/scene/preflight-missing"],
    ["firefox", "preflight-404", "preflight-status-not-ok", "http://127.0.0.1:4000/scene/preflight-404"],
    ["webkit", "header", "header-not-allowed", "http://127.0.0.1:4000/scene/header"],
  ]) {
    test(`${engine}, ${name}`, async () => {
      const { printed } = (await recorded(engine)).find((scene) => scene.name === name);
      const found = await json(["decode", "-"], { input: printed.join("\n") });
      assert.equal(found.code, 0);
      assert.equal(found.errors.length, 1);
      assert.deepEqual([found.errors[0].engine, found.errors[0].code, found.errors[0].url], [engine, code, url]);
    });
  }

  test("a whole console, error by error", async () => {
    const scenes = (await recorded("chromium")).filter(({ printed }) => printed.some((line) => line.includes("CORS policy")));
    const { errors } = await json(["decode"], { input: scenes.flatMap(({ printed }) => printed).join("\n") });
    assert.equal(errors.length, scenes.length);
    scenes.forEach(({ name, code, urls }, index) => {
      assert.ok(code.split(" ").some((right) => [errors[index].code, ...errors[index].alsoPossible].includes(right)), `${name}: ${errors[index].code}`);
      assert.ok(urls.includes(errors[index].url), name);
    });
  });
});

test("as text: the step, the fix with its lines, the risk", async () => {
  const { out, code } = await cli(["decode", METHOD]);
  assert.equal(code, 0);
  assert.match(out, /^method-not-allowed https:\/\/api\.example\/x\n/);
  assert.match(out, /Chromium, fetch, from https:\/\/app\.example/);
  assert.match(out, /the preflight's answer; cors-preflight-fetch\/7\.5/);
  assert.match(out, /\n {4}Access-Control-Allow-Methods: PUT\n/);
  assert.match(out, /Risk: /);
});

test("words that the shell has taken apart", async () => {
  const { errors } = await json(["decode", ...METHOD.split(" ")]);
  assert.equal(errors[0].code, "method-not-allowed");
});

test("what is no CORS error is said to be none", async () => {
  const { out, code } = await cli(["decode", "Uncaught ReferenceError: x is not defined"]);
  assert.equal(code, 1);
  assert.match(out, /No CORS error/);
  assert.deepEqual(await json(["decode", "Hello"]), { code: 1, errors: [] });
});

test("nothing at all can't be read", async () => {
  for (const args of [["decode"], ["decode", "  "]]) {
    const { out, err, code } = await cli(args, { input: "" });
    assert.deepEqual([out, code], ["", 2]);
    assert.match(err, /Paste what the browser's console has printed/);
  }
});

test("nothing of a terminal's own language comes back, and no password", async () => {
  const { out } = await cli(["decode", "-"], { input: "\u001b[31mFetch API cannot load https://me:secret@api.example/\u0007 due to access control checks." });
  assert.match(out, /https:\/\/api\.example\//);
  assert.doesNotMatch(out, /secret|\u001b|\u0007/);
});

test("help", async () => {
  const { out, code } = await cli(["decode", "--help"]);
  assert.equal(code, 0);
  assert.match(out, /cors-forecast decode/);
  assert.match((await cli(["--help"])).out, /\n {2}decode {4}/);
});
