// SECURITY.md names tests for what it says: they are there, by these names.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("each threat has a test that exists", () => {
  const rows = read("SECURITY.md").split("\n").filter((line) => line.startsWith("| ") && !/^\| (threat|where|what|tried) \|/.test(line));
  assert.ok(rows.length > 30);
  let named = 0;
  for (const row of rows) {
    const cell = row.split(" | ").at(-1);
    const files = [...cell.matchAll(/`(tests\/[^`]+|cargo [^`]+|node [^`]+|npm [^`]+)`([^`]*)(?:`([a-z_]+)`)?/g)];
    assert.ok(files.length > 0 || /at the first release/.test(cell), row);
    for (const [, file, words, rust] of files) {
      if (!file.startsWith("tests/")) continue;
      const content = read(file);
      for (const name of [...[...words.matchAll(/"([^"]+)"/g)].map(([, name]) => name), ...(rust && file.endsWith(".rs") ? [rust] : [])]) {
        const found = file.endsWith(".rs") ? content.includes(`fn ${name}()`) : content.includes(name);
        assert.ok(found, `${file} has no ${name}`);
        named++;
      }
    }
  }
  assert.ok(named > 30, `${named} are named`);
});
