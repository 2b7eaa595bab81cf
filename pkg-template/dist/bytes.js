// Reads the bytes of the module out of the text that holds them.
//
// A byte is one symbol where it is common in the module, else two, and always the same ones. So gzip finds in the text
// what repeats in the bytes, as it does not in base64.

/** Printable ASCII without what a string literal escapes, and without the sign by which an inlined script could end. */
const isSymbol = (code) => code !== 0x22 && code !== 0x3c && code !== 0x5c;

/** Symbols that stand for a byte; those after them begin a pair. */
const SINGLES = 90;

/** The `length` bytes in `text`; `common` has a `1` for each byte value that is one symbol, and a `0` for each other. */
export function decodeBytes(length, common, text) {
  const symbols = new Uint8Array(128);
  for (let code = 0x20, index = 0; code < 0x7f; code++) if (isSymbol(code)) symbols[code] = index++;
  const values = new Uint8Array(256);
  for (let value = 0, single = 0, pair = SINGLES; value < 256; value++) {
    values[common[value] === "1" ? single++ : pair++] = value;
  }

  const codes = new TextEncoder().encode(text);
  const bytes = new Uint8Array(length);
  for (let at = 0, next = 0; at < length; at++) {
    let index = symbols[codes[next++]];
    if (index >= SINGLES) index = (index - SINGLES + 1) * SINGLES + symbols[codes[next++]];
    bytes[at] = values[index];
  }
  return bytes;
}
