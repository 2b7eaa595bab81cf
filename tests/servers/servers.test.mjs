// A few stacks for all policies; `cargo xtask servers` takes all of them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { cellOf, startServers, wrongVersions } from "./cells.mjs";
import { POLICIES } from "./policies.mjs";
import { QUICK, stackOf } from "./stacks.mjs";

let servers;
before(async () => {
  servers = await startServers();
});
after(() => servers?.close());

for (const id of QUICK) {
  const stack = await stackOf(id);
  test(`${id}: the versions are those that the emitter names`, async () => {
    const { verified } = servers.configure(POLICIES[0].policy, id);
    assert.equal(wrongVersions(await stack.versions(stack), verified), undefined);
  });
  for (const variant of stack.variants ?? [{ title: id }]) {
    describe(variant.title, { concurrency: 2 }, () => {
      for (const policy of POLICIES)
        test(policy.title, async () => assert.deepEqual(await cellOf(servers, stack, variant, policy), []));
    });
  }
}
