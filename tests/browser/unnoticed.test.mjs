// The page must not notice: each pattern runs in a document without the wrapper and in one with it, in Chromium, Firefox
// and WebKit, and everything that page and servers can observe must be the same. What the wrapper reports must be what
// was sent, by the rules of the engine that it runs in.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { ENGINES, openEngine } from "./engines.mjs";
import patterns from "./patterns/index.mjs";
import { runBoth } from "./repeated.mjs";
import { assertReported, assertSame, observe } from "./unnoticed/observe.mjs";
import { openServers } from "./unnoticed/servers.mjs";
import wrappers, { harmless } from "./unnoticed/wrappers.mjs";

describe("the page must not notice", { concurrency: ENGINES.length, timeout: 580_000 }, () => {
  for (const engine of ENGINES) describe(engine, { concurrency: 1 }, () => suite(engine));
});

function suite(engine) {
  const lab = {};

  before(async () => {
    lab.servers = await openServers();
    lab.browser = await openEngine(engine);
  });

  after(async () => {
    await lab.browser?.close();
    await lab.servers?.close();
  });

  for (const pattern of patterns) {
    test(`${pattern.topic}: ${pattern.name}`, async (t) => {
      const { wrapped, differences, chance } = await runPattern(lab, pattern, () => observe(lab, pattern, "wrapped"));
      for (const { message } of chance) t.diagnostic(`not the same in one run: ${message}`);
      if (isDefect(pattern, engine)) assert.notEqual(differences.length, 0, "a defect that is gone: take it off the list");
      else if (differences.length > 0) throw differences[0];
      if (!pattern.installs) assertReported(pattern, engine, wrapped);
    });
  }

  // The suite's own test: what it would let pass is not worth much. In one engine, as nothing of it is the engines' own.
  if (engine !== "webkit") return;
  for (const { name, caughtBy, wrap } of wrappers) {
    test(`a wrapper that ${name} is caught, and one that does no harm is not`, async () => {
      const pattern = patternNamed(caughtBy);
      const passed = await runPattern(lab, pattern, () => observe(lab, pattern, String(harmless)));
      assert.deepEqual(passed.differences, []);
      // What ends in an error is caught as well. It does so each time, so that once more is enough.
      const spoiled = () => observe(lab, pattern, String(wrap)).catch((error) => ({ error }));
      const { differences } = await runPattern(lab, pattern, spoiled, 1);
      assert.notEqual(differences.length, 0);
    });
  }
}

/** Without a wrapper, and with one by `observeWrapped()`. */
function runPattern(lab, pattern, observeWrapped, again) {
  const run = (wrapped) => (wrapped ? observeWrapped() : observe(lab, pattern, "native"));
  return runBoth(run, (native, wrapped) => differencesOf(pattern, native, wrapped), again);
}

function differencesOf(pattern, native, wrapped) {
  try {
    assertSame(pattern, native, wrapped);
    return [];
  } catch (error) {
    return [error];
  }
}

function patternNamed(start) {
  const found = patterns.filter(({ name }) => name.startsWith(start));
  assert.equal(found.length, 1, `patterns named ${start}`);
  return found[0];
}

function isDefect({ defect }, engine) {
  return defect !== undefined && (defect.engines ?? ENGINES).includes(engine);
}
