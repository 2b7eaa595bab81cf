// What counts as a difference is what all tests of the wrapper rest on.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { runBoth } from "./repeated.mjs";

const compare = (native, wrapped) => (native === wrapped ? [] : [`${wrapped}, not ${native}`]);

/** Runs that come out as told, in turn; what is asked for beyond is a mistake of the test's. */
function runsOf(natives, wrappeds) {
  const runs = { natives: [...natives], wrappeds: [...wrappeds] };
  return (wrapped) => {
    const outcome = (wrapped ? runs.wrappeds : runs.natives).shift();
    assert.notEqual(outcome, undefined, "a run too many");
    return outcome;
  };
}

describe("a difference", () => {
  test("that is none is not looked for again", async () => {
    const { differences, chance } = await runBoth(runsOf(["a"], ["a"]), compare);
    assert.deepEqual([differences, chance], [[], []]);
  });

  const counts = {
    "of each run": ["aaaaaa", "bbbbbb"],
    "of two runs": ["aaaaaa", "babaaa"],
    "that is another each time": ["aaaaaa", "bcdefg"],
    "beside what varies without the wrapper": ["abbaab", "cacbab"],
    "that is rare without the wrapper, and there each time with it": ["abaaaa", "bbbbbb"],
    "that is there each time without the wrapper, and not with it": ["aaaaaa", "bcbcbc"],
  };
  for (const [name, [natives, wrappeds]] of Object.entries(counts)) {
    test(`${name} counts`, async () => {
      const { differences, chance } = await runBoth(runsOf(natives, wrappeds), compare);
      assert.deepEqual([differences, chance], [[`${wrappeds[0]}, not a`], []]);
    });
  }

  const chances = {
    "that is there once only": ["aaaaaa", "baaaaa"],
    "that is there as often without the wrapper": ["abaaba", "babaab"],
    "of the first run without the wrapper": ["baaaaa", "aaaaaa"],
  };
  for (const [name, [natives, wrappeds]] of Object.entries(chances)) {
    test(`${name} is chance, and told`, async () => {
      const { differences, chance } = await runBoth(runsOf(natives, wrappeds), compare);
      assert.deepEqual([differences, chance], [[], [`${wrappeds[0]}, not ${natives[0]}`]]);
    });
  }
});
