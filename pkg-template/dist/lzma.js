// Reads the bytes of the whole core out of the text that holds them: LZMA with lc=3, lp=0, pb=0, in symbols that gzip
// takes back to about as many bits. `xtask/src/build/text.rs` writes it. Context mixing (`bytes.js`) would make it smaller
// by a tenth, but who calls `createForecaster` waits for it, and would wait half a second.
//
// It runs once, so engines mostly interpret it: what is done for each bit is in loops without calls.

import { unspell } from "./spelling.js";

// Where in `odds` is what. Before LENGTHS each has a place for each of the 12 states.
const MATCH = 0;
const AGAIN = 12;
const SECOND = 24;
const THIRD = 36;
const FOURTH = 48;
const LONGER = 60;
/** Of new matches and then of repeated ones: two choices and three trees. */
const LENGTHS = 72;
const LENGTHS_SIZE = 2 + 8 + 8 + 256;
const SLOTS = LENGTHS + 2 * LENGTHS_SIZE;
const NEAR = SLOTS + 4 * 64;
const FAR = NEAR + 115;
const LITERALS = FAR + 16;
const LITERALS_SIZE = 0x300;

const SIGN = -0x80000000;

/** The `length` bytes in `text`; throws where it was damaged. However it was, each turn of the loop gives a byte. */
export function decodeBytes(length, text) {
  const packed = unspell(text);
  const bytes = new Uint8Array(length);
  /** How likely a zero is, of 2048. */
  const odds = new Uint16Array(LITERALS + 8 * LITERALS_SIZE).fill(1024);
  // Of 32 bits without sign, but held with one: in variables, numbers beyond that would be allocated again and again.
  const coder = new Int32Array([-1, (packed[1] << 24) | (packed[2] << 16) | (packed[3] << 8) | packed[4]]);
  let next = 5;

  /** A number of `count` bits. Of a literal where a match has just ended: `like` what, and 0x100 until they differ. */
  function tree(at, count, like = 0, differ = 0) {
    let range = coder[0];
    let code = coder[1];
    const end = 1 << count;
    let node = 1;
    while (node < end) {
      if (range >>> 24 === 0) {
        range <<= 8;
        code = (code << 8) | packed[next++];
      }
      like <<= 1;
      const expected = like & differ;
      const index = at + differ + expected + node;
      const odd = odds[index];
      const bound = Math.imul(range >>> 11, odd);
      node <<= 1;
      if ((code ^ SIGN) < (bound ^ SIGN)) {
        range = bound;
        odds[index] = odd + ((2048 - odd) >> 5);
        differ &= ~expected;
      } else {
        range = (range - bound) | 0;
        code = (code - bound) | 0;
        odds[index] = odd - (odd >> 5);
        node |= 1;
        differ &= expected;
      }
    }
    coder[0] = range;
    coder[1] = code;
    return node - end;
  }

  const bit = (at) => tree(at - 1, 1);

  /** The low bits first. */
  function reversed(at, count) {
    let value = 0;
    for (let left = tree(at, count); count--; left >>= 1) value = (value << 1) | (left & 1);
    return value;
  }

  /** Bits as likely one as zero. */
  function even(count) {
    let range = coder[0];
    let code = coder[1];
    let value = 0;
    while (count--) {
      if (range >>> 24 === 0) {
        range <<= 8;
        code = (code << 8) | packed[next++];
      }
      range >>>= 1;
      value <<= 1;
      if (code < 0 || code >= range) {
        code = (code - range) | 0;
        value |= 1;
      }
    }
    coder[0] = range;
    coder[1] = code;
    return value;
  }

  function lengthOf(at) {
    if (!bit(at)) return 2 + tree(at + 1, 3);
    return bit(at + 1) ? 18 + tree(at + 17, 8) : 10 + tree(at + 9, 3);
  }

  function distance(size) {
    const slot = tree(SLOTS + 64 * Math.min(size - 2, 3), 6);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << count;
    if (slot < 14) return high + reversed(NEAR + high - slot, count);
    return high + (even(count - 4) << 4) + reversed(FAR, 4);
  }

  let at = 0;
  let state = 0;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  while (at < length) {
    if (!bit(MATCH + state)) {
      const literals = LITERALS + LITERALS_SIZE * (bytes[at - 1] >> 5);
      bytes[at] = state > 6 ? tree(literals, 8, bytes[at - first - 1], 0x100) : tree(literals, 8);
      at++;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      continue;
    }
    const literal = state < 7;
    let size = 0;
    if (!bit(AGAIN + state)) {
      fourth = third;
      third = second;
      second = first;
      size = lengthOf(LENGTHS);
      first = distance(size);
      state = literal ? 7 : 10;
    } else {
      if (!bit(SECOND + state)) {
        if (!bit(LONGER + state)) size = 1;
      } else {
        let again = second;
        if (bit(THIRD + state)) {
          again = third;
          if (bit(FOURTH + state)) {
            again = fourth;
            fourth = third;
          }
          third = second;
        }
        second = first;
        first = again;
      }
      state = literal ? 8 : 11;
      if (!size) size = lengthOf(LENGTHS + LENGTHS_SIZE);
      else if (literal) state = 9;
    }
    for (; size; size--, at++) bytes[at] = bytes[at - first - 1];
  }
  // Where LZMA's coder ends.
  if (at !== length || coder[1]) throw new Error("it is damaged");
  return bytes;
}
