// Lengths of bodies on their way to the module that watches a page: numbers of four bytes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { wrapper } from "../../benches/browser/wrapper.mjs";

const { createLater, createRecords, Call, FETCH, BODY } = await wrapper(["core", "records", "hooks/call"]);
const core = createLater().start();
const page = { engine: "chromium", origin: "https://app.example", context: "window" };
const url = { href: "https://api.example/x", origin: "https://api.example", port: "" };

function forecast(bodyLength) {
  const call = Object.assign(new Call(FETCH), { url: url.href, method: "POST", body: BODY.blob, bodyType: "text/plain", keepalive: true, bodyLength });
  return core.forecast(page, call, url, createRecords(() => {}), 0);
}

test("a body of 4 GB and more is as long as it is, and not what is left of that", () => {
  assert.equal(forecast(65_536).verdict, "simple");
  for (const length of [65_537, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33 + 5, Number.MAX_SAFE_INTEGER]) {
    const { verdict, error } = forecast(length);
    assert.deepEqual([verdict, error.code], ["blocked", "keepalive-body-too-long"], `${length}`);
  }
  assert.equal(forecast(undefined).verdict, "simple", "a length that nobody knows is no length");
});
