// The inlined modules, read back by the template's own decoders.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { decoder } from "../../pkg-template/dist/bytes.js";
import { decodeBytes } from "../../pkg-template/dist/lzma.js";

const inPackage = (name) => new URL(`../../dist/pkg/dist/${name}`, import.meta.url);
const inlined = (name) => import(inPackage(`${name}-wasm.js`).href);

/** What watches a page is read in turns, of which this notes how many there were. */
function readInTurns(length, text) {
  const decoding = decoder(length, text);
  let turns = 0;
  let turn;
  for (turn = decoding.next(); !turn.done; turn = decoding.next()) turns++;
  return Object.assign(turn.value, { turns });
}

test("what watches a page can be read little by little", async () => {
  const { wasmLength, wasmText } = await inlined("watch");
  const { length, turns } = readInTurns(wasmLength, wasmText);
  assert.ok(turns >= Math.floor(length / 128), `${turns} turns`);
});

for (const [name, read] of [
  ["watch", readInTurns],
  ["core", decodeBytes],
]) {
  describe(`the inlined ${name}`, () => {
    test("is the same as the file", async () => {
      const { wasmLength, wasmText } = await inlined(name);
      const file = await readFile(inPackage(`${name}.wasm`));
      assert.ok(file.equals(read(wasmLength, wasmText)));
    });

    test("ends an inlined script no more than a string", async () => {
      const { wasmText } = await inlined(name);
      assert.match(wasmText, /^[ !#-;=-[\]-~]+$/);
    });

    test("is refused where its text was damaged", async () => {
      const { wasmLength: length, wasmText: text } = await inlined(name);
      const middle = text.length >> 1;
      const put = (at, symbols) => text.slice(0, at) + symbols + text.slice(at + symbols.length);
      const damaged = {
        nothing: [length, ""],
        "half of it": [length, text.slice(0, middle)],
        "the other half": [length, text.slice(middle)],
        "a symbol less": [length, text.slice(0, middle) + text.slice(middle + 1)],
        "a symbol more": [length, `${text.slice(0, middle)} ${text.slice(middle)}`],
        "foreign symbols": [length, put(middle, "\u{1f600}\0<é")],
        "one symbol over and over": [length, "~".repeat(text.length)],
        "another over and over": [length, " ".repeat(text.length)],
        "a wrong length": [longer(length, -1), text],
        "a far too great length": [longer(length, 99_999), text],
      };
      for (let at = 16; at < text.length - 16; at += text.length >> 3) {
        damaged[`another symbol at ${at}`] = [length, put(at, text[at] === "A" ? "B" : "A")];
      }
      for (const [what, given] of Object.entries(damaged)) {
        let bytes;
        try {
          bytes = read(...given);
        } catch (error) {
          assert.equal(error.message, "it is damaged", what);
          continue;
        }
        // Nothing but zeros is a text to LZMA, too; what it stands for is no module.
        assert.equal(name, "core", what);
        assert.ok(!WebAssembly.validate(bytes), what);
      }
    });
  });
}

/** A length as it stands in the file, with so many bytes more. */
function longer(length, bytes) {
  return Array.isArray(length) ? [...length.slice(0, 2), length[2] + bytes] : length + bytes;
}
