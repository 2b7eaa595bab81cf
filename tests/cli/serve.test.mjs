// `cors-forecast serve`: what it says, and what it does not do.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { run } from "../../pkg-template/dist/cli/run.js";

async function said(...args) {
  const out = { stdout: "", stderr: "" };
  const to = (name) => ({ isTTY: false, write: (text) => void (out[name] += text) });
  const code = await run(["serve", ...args], { stdin: undefined, stdout: to("stdout"), stderr: to("stderr"), env: {} });
  return { code, ...out };
}

describe("serve", () => {
  const wrong = [
    [[], /Whose pages\?/],
    [["--page", "localhost:3000"], /--page must be a list of origins/],
    [["--page", "http://localhost:3000/"], /--page must be a list of origins/],
    [["--page", "http://localhost:3000", "--port", "70000"], /--port 70000 is no port/],
    [["--page", "http://localhost:3000", "--as", "app.example"], /--as must be like/],
    [["--page", "http://localhost:3000", "--allow", "api.example"], /--allow must be a list of origins/],
    [["--page", "http://localhost:3000", "here"], /`here` is not understood/],
    [["--pages", "x"], /--pages/],
  ];
  for (const [args, message] of wrong) {
    test(`${args.join(" ") || "(nothing)"} is named, with what would be right`, async () => {
      const { code, stderr } = await said(...args);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }

  test("--help says what there is", async () => {
    const { code, stdout } = await said("--help");
    assert.equal(code, 0);
    for (const option of ["--page", "--port", "--as", "--allow", "--panel", "--no-probe"]) assert.ok(stdout.includes(option));
  });
});
