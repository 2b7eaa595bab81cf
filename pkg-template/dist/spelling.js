// How the texts spell bytes: the symbols that stand for six or seven bits, as `xtask/src/build/text.rs` writes them.

/** Symbols that stand for six bits each; those after them stand for seven. */
const SHORT = 36;

/** The bytes that the symbols stand for, and some zeros. */
export function unspell(text) {
  const values = new Uint8Array(256);
  for (let code = 0x20, value = 0; code < 0x7f; code++) {
    // Without what a string literal escapes, and without the sign by which an inlined script could end.
    if (code !== 0x22 && code !== 0x3c && code !== 0x5c) values[code] = value < SHORT ? value++ : SHORT + value++;
  }
  const packed = new Uint8Array(text.length + 16);
  let bits = 0;
  let have = 0;
  for (let next = 0, at = 0; next < text.length; next++) {
    const value = values[text.charCodeAt(next)];
    const size = value < SHORT ? 6 : 7;
    bits = (bits << size) | value;
    have += size;
    if (have > 7) packed[at++] = bits >> (have -= 8);
  }
  return packed;
}
