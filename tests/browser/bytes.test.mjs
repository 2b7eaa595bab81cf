// The inlined modules, read back by the template's own decoder.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { decodeBytes, decoder } from "../../pkg-template/dist/bytes.js";

const inPackage = (name) => new URL(`../../dist/pkg/dist/${name}`, import.meta.url);
const inlined = (name) => import(inPackage(`${name}-wasm.js`).href);

for (const name of ["watch", "core"]) {
  describe(`the inlined ${name}`, () => {
    test("is the same as the file", async () => {
      const { wasmLength, wasmText } = await inlined(name);
      const file = await readFile(inPackage(`${name}.wasm`));
      assert.ok(file.equals(decodeBytes(wasmLength, wasmText)));
    });

    test("can be read little by little", async () => {
      const { wasmLength, wasmText } = await inlined(name);
      const decoding = decoder(wasmLength, wasmText);
      let turns = 0;
      let turn;
      for (turn = decoding.next(); !turn.done; turn = decoding.next()) turns++;
      assert.ok(turns >= Math.floor(wasmLength / 128), `${turns} turns`);
      assert.ok((await readFile(inPackage(`${name}.wasm`))).equals(turn.value));
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
        "a wrong length": [length - 1, text],
        "a far too great length": [length * 2, text],
      };
      for (let at = 16; at < text.length - 16; at += text.length >> 3) {
        damaged[`another symbol at ${at}`] = [length, put(at, text[at] === "A" ? "B" : "A")];
      }
      for (const [what, given] of Object.entries(damaged)) {
        assert.throws(() => decodeBytes(...given), { message: "its text is damaged" }, what);
      }
    });
  });
}
