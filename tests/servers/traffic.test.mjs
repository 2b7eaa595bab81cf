// The traffic notices what it is there for: each fault, by the check that it belongs to; and nothing where there is none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { serveBroken } from "./broken.mjs";
import { startPages } from "./pages.mjs";
import { POLICIES } from "./policies.mjs";
import { proxyFailuresOf } from "./proxy.mjs";
import { CHECKS, failuresOf } from "./traffic.mjs";

/** Faults, and the check that has to report each. */
const FAULTS = {
  refuses: "permitted",
  "auth-first": "permitted",
  "exposes-nothing": "exposed",
  "exposes-too-much": "exposed",
  "nothing-on-errors": "failures",
  reflects: "origins",
  null: "origins",
  "prefix-of-origin": "origins",
  "suffix-of-host": "origins",
  "unescaped-dot": "origins",
  "any-scheme": "origins",
  "any-method": "methods",
  "any-header": "headers",
  "always-credentials": "credentials",
  "no-vary": "vary",
  "vary-if-allowed": "vary",
  twice: "once",
  "short-max-age": "max-age",
  "path-prefix": "path",
  "every-path": "path",
  "open-options": "options",
};

// Together they have a path, exposed headers and authentication.
const WITH = POLICIES.find(({ id }) => id === "path");
const WITHOUT = POLICIES.find(({ id }) => id === "many-headers");

let pages;
before(async () => {
  pages = await startPages();
});
after(() => pages?.close());

async function checksOf(policy, fault) {
  const server = await serveBroken(policy, fault);
  try {
    return (await failuresOf(pages, server.port, policy)).map(({ check }) => check);
  } finally {
    await server.close();
  }
}

test("nothing is wrong with what is right", async () => {
  for (const policy of [WITH, WITHOUT]) assert.deepEqual(await checksOf(policy), []);
});

for (const [fault, check] of Object.entries(FAULTS)) {
  test(`${fault} is noticed`, async () => {
    const checks = await checksOf(check === "credentials" ? WITHOUT : WITH, fault);
    assert.ok(checks.includes(check), `${check} is not among ${JSON.stringify(checks)}`);
  });
}

test("a proxy that permits other origins is noticed", async () => {
  for (const [fault, expected] of Object.entries({ refuses: false, reflects: true })) {
    const server = await serveBroken(WITH, fault);
    try {
      const checks = (await proxyFailuresOf(pages, server.port, WITH)).map(({ check }) => check);
      assert.equal(checks.includes("origins"), expected, JSON.stringify(checks));
    } finally {
      await server.close();
    }
  }
});

test("each check has a fault", () => {
  assert.deepEqual(
    Object.keys(CHECKS).filter((check) => !Object.values(FAULTS).includes(check)),
    [],
  );
});
