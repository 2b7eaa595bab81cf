// Reads the bytes of the module out of the text that holds them. The likelier a bit was, by what followed before under
// the same circumstances, the less room it takes; many of these are WebAssembly's own. It is spelled in symbols that
// gzip takes back to about as many bits. `xtask/src/build/text.rs` and `pack/` there write it, and say more.
//
// A bit can be read only if all before it were computed alike, to the last digit. So here are integers and the four
// operations on doubles only.

import { unspell } from "./spelling.js";

/** Under which circumstances it's remembered what followed, for each part that a byte may be of: which are the same. */
const CONTEXTS = [
  "A AB ABC ADEw CDGcw BCDc c cw ",
  "ch op Dcopq cio AChjop ABlpqr opqrs cho ",
  "cg h Agopqr Fchkopq A ch ABco CDc ",
];
const COUNT = 8;
/** What the weights of these depend on, besides the bits of the byte that are there. */
const SELECTORS = ["ABw", "opB", "coA"];

// What a letter stands for. B to G are further bytes before, and so on.
const A_BYTE = 65;
const C_PLACE = 99;
const G_LAST = 103;
const H_HEIGHT = 104;
const I_NUMBER = 105;
const O_OPCODE = 111;
const W_WORD = 119;

// What the next byte is part of.
const OTHER = 0;
const OPCODE = 1;
const NUMBER = 2;

/** How many numbers follow an opcode. */
const NUMBERS = "001110000000111012000000000020001111111022222222222222222222222111148";
/** How many values more than before are on the stack after it, plus eight; later ones mostly take two and leave one. */
const EFFECTS = "0800000000000700000000000076600097897000888888888888886666666669899998";
/** No instruction: what is before a function's code. */
const HEADER = 0xff;

const MIX = 0x2c1b3c6d;
const SPREAD = 0x1e35a7bd;

/** A function that gives the next byte at each call, or without an argument whether all was as it was written. */
function reader(packed, start, end) {
  /** By letter. */
  const known = new Int32Array(128);
  const last = new Int32Array(1024);
  let part = OTHER;
  let at = 0;
  /** Where the function ends. */
  let stop = 0;
  let opcode = 0;
  let number = 0;
  let left = 0;
  let value = 0;
  let size = 0;

  /** How many zeros and ones there were, four bits each. */
  const states = new Uint8Array(1 << 23);
  const nexts = new Uint8Array(512);
  /** How likely a one is in a state: the logarithm of odds, in 170ths; and how often that was learned. */
  const odds = new Float64Array(256 * COUNT);
  const times = new Float64Array(256 * COUNT).fill(2.42);
  /** How likely, by these logarithms. */
  const squash = new Float64Array(4096);
  for (let step = 0, power = 170670; step < 4096; power /= 1.0059) squash[step++] = 1 / (1 + power);
  for (let state = 0; state < 256; state++) {
    const zeros = state & 15;
    const ones = state >> 4;
    nexts[state << 1] = (Math.min(ones, 3) << 4) | Math.min(zeros + 1, 15);
    nexts[(state << 1) | 1] = (Math.min(ones + 1, 15) << 4) | Math.min(zeros, 3);
    let step = -2048;
    while (squash[step + 2048] < (ones + 0.28) / (ones + zeros + 0.56)) step++;
    for (let at = state; at < 256 * COUNT; at += 256) odds[at] = step;
  }
  const chanceOf = (sum) => squash[Math.max(0, Math.min(4095, sum + 2048)) | 0];
  const weights = new Float64Array(3 << 16).fill(0.11);
  const chosen = new Int32Array(3);
  const hashes = new Int32Array(COUNT);
  const places = new Int32Array(COUNT);
  const seen = new Int32Array(COUNT);
  // The last one is a constant.
  const inputs = new Float64Array(COUNT + 1).fill(77);
  const sums = new Float64Array(COUNT + 1);

  // The coder: how wide, and where in it; in an array, as engines allocate doubles for variables that outlast a call.
  const coder = new Float64Array([1, 0]);
  let next = 0;

  function shift(name, count, newest) {
    while (--count) known[name + count] = known[name + count - 1];
    known[name] = newest;
  }

  function instruction(code, numbers) {
    opcode = code;
    left = numbers;
    number = value = size = 0;
    part = NUMBER;
  }

  /** An instruction ends. */
  function done() {
    shift(O_OPCODE, 5, opcode);
    shift(I_NUMBER, 4, value);
    known[H_HEIGHT] = Math.max(known[H_HEIGHT] - 8 + +(EFFECTS[opcode] || 7), 0);
    known[C_PLACE] = 0;
    part = OPCODE;
    if (at === stop) instruction(HEADER, 2);
  }

  /** Learns what the byte tells about what the next one is part of. */
  function follow(byte) {
    at++;
    shift(A_BYTE, 7, byte);
    const letter = byte | 32;
    known[W_WORD] = letter > 96 && letter < 123 ? Math.imul(known[W_WORD] + letter, MIX) : 0;
    value |= (byte & 127) << (7 * size++);
    if (part === OPCODE) {
      instruction(byte, byte < 0xd0 ? NUMBERS[byte] | 0 : 1);
      if (!left) done();
    } else if (part && (byte < 128 || opcode === 0x43 || opcode === 0x44)) {
      last[opcode | ((number++ & 3) << 8)] = value;
      if (opcode === HEADER && number === 1) stop = at + value;
      if (!--left) {
        // Some tell how many more there are.
        if (opcode === HEADER) left = value << 1;
        if (opcode === 0x0e) left = value + 1;
        if (left) opcode ^= 32;
        else done();
      }
      value = size = 0;
    }
    if (at === start) instruction(HEADER, 2);
    if (at === end) {
      part = OTHER;
      known[C_PLACE] = 1;
      // What was learned of code would be in the way.
      states.fill(0);
    }
    if (part === NUMBER) {
      const place = opcode | ((number & 3) << 8);
      known[G_LAST] = last[place];
      known[C_PLACE] = place | ((size & 3) << 10);
    }
  }

  return (isEnd) => {
    let [range, code] = coder;
    if (isEnd) return code === 1;
    const contexts = CONTEXTS[part];
    for (let at = 0, k = 0, hash = part; k < COUNT; at++) {
      const name = contexts.charCodeAt(at);
      if (name === 32) {
        hashes[k++] = hash;
        hash = Math.imul(k + 8 * part, SPREAD);
      } else {
        hash = Math.imul(hash + known[name] + 1, MIX);
        hash ^= hash >>> 15;
      }
    }
    sums.fill(0);
    for (let set = 0; set < 3; set++) {
      chosen[set] = ((part << 12) | ((set + 1) << 10) | (known[SELECTORS[part].charCodeAt(set)] & 1023)) << 4;
      for (let k = 0; k <= COUNT; k++) sums[k] += weights[chosen[set] + k];
    }
    let bits = 1;
    let low = 1;
    while (bits < 256) {
      if (bits === 1 || bits >> 4 === 1) {
        low = 1;
        for (let k = 0; k < COUNT; k++) places[k] = Math.imul(hashes[k] ^ Math.imul(bits, MIX), SPREAD) >>> 9;
      }
      const first = ((part << 12) | bits) << 4;
      let sum = (weights[first + COUNT] + sums[COUNT]) * inputs[COUNT];
      for (let k = 0; k < COUNT; k++) {
        const state = states[places[k] ^ low];
        seen[k] = (k << 8) | state;
        inputs[k] = state ? odds[seen[k]] : 0;
        sum += (weights[first + k] + sums[k]) * inputs[k];
      }
      const chance = chanceOf(sum);
      while (range < 0x1000000) {
        range *= 256;
        code = code * 256 + packed[next++];
      }
      const bound = Math.floor(range * chance);
      let bit = 0;
      if (code < bound) {
        bit = 1;
        range = bound;
      } else {
        range -= bound;
        code -= bound;
      }
      const error = bit - chance;
      // What is less of a surprise is not worth the time to learn it.
      if (error * error > 0.00005) {
        for (let k = 0; k <= COUNT; k++) {
          const change = error * 0.000035 * inputs[k];
          weights[first + k] += change;
          sums[k] += change * 3;
          for (let set = 0; set < 3; set++) weights[chosen[set] + k] += change;
        }
        for (let k = 0; k < COUNT; k++) {
          const index = seen[k];
          odds[index] += ((bit - chanceOf(odds[index])) * 78) / times[index]++;
          states[places[k] ^ low] = nexts[((index & 255) << 1) | bit];
        }
      }
      bits = (bits << 1) | bit;
      low = (low << 1) | bit;
    }
    coder[0] = range;
    coder[1] = code;
    follow((bits &= 255));
    return bits;
  };
}

/**
 * Gives the bytes in `text`, `length` with code from `start` to `end`; throws where it was damaged. It yields after each
 * 128 bytes, which take less than a millisecond (the first ones some more, as 10 MB of tables are made), so that a page
 * can do other things in between; and `true` once all are read.
 */
export function* decoder([start, end, length], text) {
  const bytes = new Uint8Array(length);
  const read = reader(unspell(text), start, end);
  for (let at = 0; at < length; at++) {
    bytes[at] = read();
    if (at % 128 === 127) yield;
  }
  yield true;
  if (!read(true)) throw new Error("it is damaged");
  return bytes;
}
