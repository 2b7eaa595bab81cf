// Reads the bytes of the module out of the text that holds them. The likelier a bit was, by what followed before under
// the same circumstances, the less room it takes; many of these are WebAssembly's own. It is spelled in symbols that
// gzip takes back to about as many bits. `xtask/src/build/text.rs` and `pack/` there write it, and say more.
//
// A bit can be read only if all before it were computed alike, to the last digit. So here are integers and the four
// operations on doubles only.

/** Symbols that stand for six bits each; those after them stand for seven. */
const SHORT = 36;

/** Under which circumstances it's remembered what followed, for each part that a byte may be of: which are the same. */
const CONTEXTS = [
  "A AB ABC AEw CDGcw BCDc c w ",
  "h Bop opq Aio AChjop ABlopqr opqrs ho ",
  "c  AGgop Fckopq A ch Bco CDc ",
];
const COUNT = 8;
/** What the weights of these depend on, besides the bits of the byte that are there. */
const SELECTORS = ["ABC", "opi", "coA"];

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
const SECTION = 3;
const LENGTH = 4;

/** How many numbers follow an opcode. */
const NUMBERS = "001110000000111012000000000020001111111022222222222222222222222111148";
/** How many values more than before are on the stack after it, plus eight; later ones mostly take two and leave one. */
const EFFECTS = "0800000000000700000000000076600097897000888888888888886666666669899998";
/** No instruction: what is before a function's code. */
const HEADER = 0xff;

const MIX = 0x2c1b3c6d;
const SPREAD = 0x1e35a7bd;

/** The bytes that the symbols stand for, and some zeros. */
function unspell(text) {
  const values = new Uint8Array(256);
  for (let code = 0x20, value = 0; code < 0x7f; code++) {
    // Without what a string literal escapes, and without the sign by which an inlined script could end.
    if (code !== 0x22 && code !== 0x3c && code !== 0x5c) values[code] = value < SHORT ? value++ : SHORT + value++;
  }
  const codes = new TextEncoder().encode(text);
  const packed = new Uint8Array(codes.length + 16);
  let bits = 0;
  let have = 0;
  for (let next = 0, at = 0; next < codes.length; next++) {
    const value = values[codes[next]];
    const size = value < SHORT ? 6 : 7;
    bits = (bits << size) | value;
    have += size;
    if (have > 7) packed[at++] = bits >> (have -= 8);
  }
  return packed;
}

/** A function that gives the next byte at each call. */
function reader(packed) {
  /** By letter. */
  const known = new Int32Array(128);
  const last = new Int32Array(1024);
  let part = OTHER;
  let at = 0;
  let end = 8;
  let opcode = 0;
  let depth = 0;
  let number = 0;
  let left = 0;
  let value = 0;
  let size = 0;

  /** How many zeros and ones there were, four bits each. */
  const states = new Uint8Array(1 << 23);
  const nexts = new Uint8Array(512);
  /** How likely a one is in a state, in 22 bits, and how often it was seen. */
  const odds = new Int32Array(3 * 256 * COUNT);
  for (let state = 0; state < 256; state++) {
    const zeros = state & 15;
    const ones = state >> 4;
    nexts[state << 1] = (Math.min(ones, 2) << 4) | Math.min(zeros + 1, 15);
    nexts[(state << 1) | 1] = (Math.min(ones + 1, 15) << 4) | Math.min(zeros, 2);
    for (let at = state; at < odds.length; at += 256) odds[at] = (((ones + 0.4) / (ones + zeros + 0.8)) * 4194304) << 8;
  }
  // The logarithm of odds, in 170ths, and back.
  const squash = new Float64Array(4096);
  const stretch = new Float64Array(4096);
  for (let step = 0, power = 170670; step < 4096; step++, power /= 1.0059) squash[step] = 1 / (1 + power);
  for (let chance = 0, step = 0; chance < 4096; chance++) {
    while (squash[step] * 4096 < chance + 0.5) step++;
    stretch[chance] = step - 2048;
  }
  const weights = new Float64Array(3 << 16).fill(0.1);
  const chosen = new Int32Array(3);
  const hashes = new Int32Array(COUNT);
  const places = new Int32Array(COUNT);
  const seen = new Int32Array(COUNT);
  // The last one is a constant.
  const inputs = new Float64Array(COUNT + 1).fill(51);
  const sums = new Float64Array(COUNT + 1);

  // The coder: how wide, and where in it; in an array, as engines allocate doubles for variables that outlast a call.
  const coder = new Float64Array([0xffffffff, new DataView(packed.buffer).getUint32(4)]);
  let next = 8;

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
    if (opcode > 1 && opcode < 5) depth++;
    else if (opcode === 0x0b && --depth < 0) {
      depth = 0;
      instruction(HEADER, 2);
    }
  }

  /** Learns what the byte tells about what the next one is part of. */
  function follow(byte) {
    at++;
    shift(A_BYTE, 7, byte);
    const letter = byte | 32;
    known[W_WORD] = letter > 96 && letter < 123 ? Math.imul(known[W_WORD] + letter, MIX) : 0;
    value |= (byte & 127) << (7 * size++);
    if (part === SECTION) {
      known[C_PLACE] = byte;
      value = size = 0;
      part = LENGTH;
    } else if (part === LENGTH) {
      if (byte < 128) {
        end = at + value;
        part = OTHER;
        // How many functions there are, and the first one's header.
        if (known[C_PLACE] === 10) instruction(HEADER, 3);
        // Data: what was learned of code would be in the way.
        if (known[C_PLACE] === 11) states.fill(0);
      }
    } else if (part === OPCODE) {
      instruction(byte, byte < 0xd0 ? NUMBERS[byte] | 0 : 1);
      if (!left) done();
    } else if (part === NUMBER && (byte < 128 || opcode === 0x43 || opcode === 0x44)) {
      last[opcode | ((number++ & 3) << 8)] = value;
      if (!--left) {
        // Some tell how many more there are.
        if (opcode === HEADER) left = value << 1;
        else if (opcode === 0x0e) left = value + 1;
        else if (opcode === 0xfc && value > 7) left = value === 10 ? 2 : 1;
        if (left) opcode ^= 32;
        else done();
      }
      value = size = 0;
    }
    if (at === end) part = SECTION;
    if (part === NUMBER) {
      const place = opcode | ((number & 3) << 8);
      known[G_LAST] = last[place];
      known[C_PLACE] = place | ((size & 3) << 10);
    }
  }

  return () => {
    const kind = part > NUMBER ? OTHER : part;
    const contexts = CONTEXTS[kind];
    const selectors = SELECTORS[kind];
    for (let at = 0, k = 0, hash = 0; k < COUNT; at++) {
      const name = contexts.charCodeAt(at);
      if (name === 32) {
        hashes[k++] = hash;
        hash = Math.imul(k, SPREAD);
      } else {
        hash = Math.imul(hash + known[name] + 1, MIX);
        hash ^= hash >>> 15;
      }
    }
    sums.fill(0);
    for (let set = 0; set < 3; set++) {
      chosen[set] = ((kind << 12) | ((set + 1) << 10) | (known[selectors.charCodeAt(set)] & 1023)) << 4;
      for (let k = 0; k <= COUNT; k++) sums[k] += weights[chosen[set] + k];
    }
    let [range, code] = coder;
    let bits = 1;
    let low = 1;
    while (bits < 256) {
      if (bits === 1 || bits >> 4 === 1) {
        low = 1;
        for (let k = 0; k < COUNT; k++) places[k] = Math.imul(hashes[k] ^ Math.imul(bits, MIX), SPREAD) >>> 9;
      }
      const first = ((kind << 12) | bits) << 4;
      let sum = (weights[first + COUNT] + sums[COUNT]) * inputs[COUNT];
      for (let k = 0; k < COUNT; k++) {
        const state = states[places[k] ^ low];
        const index = ((kind * COUNT + k) << 8) | state;
        const input = state ? stretch[odds[index] >> 18] : 0;
        seen[k] = index;
        inputs[k] = input;
        sum += (weights[first + k] + sums[k]) * input;
      }
      const chance = squash[Math.max(0, Math.min(4095, sum + 2048)) | 0];
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
      if (error > 0.0075 || error < -0.0075) {
        const rate = error * 0.00003;
        for (let k = 0; k <= COUNT; k++) {
          const change = rate * inputs[k];
          weights[first + k] += change;
          sums[k] += change * 3;
          for (let set = 0; set < 3; set++) weights[chosen[set] + k] += change;
        }
        for (let k = 0; k < COUNT; k++) {
          const index = seen[k];
          const odd = odds[index];
          const times = odd & 255;
          odds[index] = odd + ((((bit << 22) - (odd >> 8)) / (times + 1.5)) << 8) + (times < 255 ? 1 : 0);
          states[places[k] ^ low] = nexts[((index & 255) << 1) | bit];
        }
      }
      bits = (bits << 1) | bit;
      low = (low << 1) | bit;
    }
    coder[0] = range;
    coder[1] = code;
    bits &= 255;
    follow(bits);
    return bits;
  };
}

/**
 * Gives the `length` bytes in `text`; throws where it was damaged. It yields after each 128 bytes, which take less than
 * a millisecond (the first ones some more, as 10 MB of tables are made), so that a page can do other things in between:
 * `do turn = decoding.next(); while (!turn.done && deadline.timeRemaining() > 1);`, and `turn.value` has the bytes.
 */
export function* decoder(length, text) {
  const packed = unspell(text);
  const bytes = new Uint8Array(length);
  const read = reader(packed);
  let sum = 0;
  for (let at = 0; at < length; at++) {
    sum = Math.imul(sum + (bytes[at] = read()), MIX);
    if (at % 128 === 127) yield;
  }
  if (sum !== new DataView(packed.buffer).getInt32(0)) throw new Error("its text is damaged");
  return bytes;
}

/** All at once. */
export function decodeBytes(length, text) {
  const decoding = decoder(length, text);
  let turn;
  do turn = decoding.next();
  while (!turn.done);
  return turn.value;
}
