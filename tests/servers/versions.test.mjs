// Without starting anything: the versions that an emitter names are those that are pinned for its stack.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { wrongVersions } from "./cells.mjs";
import { configurator } from "./configurations.mjs";
import { POLICIES } from "./policies.mjs";
import { STACKS, stackOf } from "./stacks.mjs";

const configure = await configurator();

for (const id of STACKS) {
  const stack = await stackOf(id);
  if (!stack) continue;
  test(`${id} names what is pinned`, () => {
    const { verified } = configure(POLICIES[0].policy, id);
    assert.ok(verified.with, "it can be run, and is not verified");
    const pinned = pinnedBy(stack);
    if (pinned.length === 0) return;
    for (const [version] of verified.with.matchAll(/\d+\.\d+[\d.]*/g)) {
      assert.ok(pinned.includes(version), `${version} is pinned nowhere in ${id}`);
    }
  });
}

test("another version than the named one is wrong, and so is none", () => {
  assert.equal(wrongVersions("A 1.2.3", { with: "A 1.2.3" }), undefined);
  assert.match(wrongVersions("A 1.2.4", { with: "A 1.2.3" }), /"A 1\.2\.3".*"A 1\.2\.4"/);
  assert.match(wrongVersions("A 1.2.3", { not: "no machine" }), /not verified/);
});

/** All versions of its lock file or requirements. */
function pinnedBy({ folder }) {
  const read = (name) => (existsSync(folder + name) ? readFileSync(folder + name, "utf8") : undefined);
  const lock = read("package-lock.json");
  const packages = lock ? Object.values(JSON.parse(lock).packages).map(({ version }) => version) : [];
  const required = [...(read("requirements.txt") ?? "").matchAll(/==(\S+)/g)].map(([, version]) => version);
  const crates = [...(read("app/Cargo.lock") ?? "").matchAll(/^version = "(.+)"$/gm)].map(([, version]) => version);
  return [...packages, ...required, ...crates];
}
