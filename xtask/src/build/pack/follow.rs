//! Follows a module byte by byte, and tells what is known before the next one: the bytes, instructions and words before
//! it. Where it loses track, what it tells is worth less, but the page's decoder loses track alike.

use std::ops::Range;

use super::MIX;

/// What the next byte may be part of: of none of the following, a text or table for example,
pub const OTHER: usize = 0;
/// an opcode
const OPCODE: usize = 1;
/// the numbers that follow an opcode,
const NUMBER: usize = 2;

/// How many numbers follow each opcode up to `f64.const`; a float's bytes count as numbers.
const NUMBERS: &[u8; 0x45] =
    b"001110000000111012000000000020001111111022222222222222222222222111148";
/// The opcodes from here on are followed by one, as far as they are used.
const LATER: u8 = 0xd0;

/// How many values more than before are on the stack after each opcode up to `i64.eqz`, plus eight. A zero is for those
/// after which there are few; those beyond mostly take two and leave one.
const EFFECTS: &[u8; 0x46] =
    b"0800000000000700000000000076600097897000888888888888886666666669899998";

/// Opcodes.
const BR_TABLE: i32 = 0x0e;
const F32_CONST: i32 = 0x43;
const F64_CONST: i32 = 0x44;
/// Not one really: what is before a function's code, its size and how many groups of locals there are.
const HEADER: i32 = 0xff;
/// Changes an opcode whose last number has told how many more follow.
const MORE: i32 = 0x20;

/// What is known before a byte.
pub struct Follower {
    known: [i32; 128],
    part: usize,
    data: bool,
    at: i32,
    /// Where there is code.
    code: Range<i32>,
    /// Where the function ends.
    stop: i32,
    opcode: i32,
    /// How many numbers of the instruction there were, and how many there will be.
    number: i32,
    left: i32,
    /// What there is of a number, and of how many bytes.
    value: i32,
    size: i32,
    /// The last numbers, each in its place.
    last: Vec<i32>,
}

impl Follower {
    /// Before the first byte.
    pub fn new(code: Range<i32>) -> Self {
        Self {
            known: [0; 128],
            part: OTHER,
            data: false,
            at: 0,
            code,
            stop: 0,
            opcode: 0,
            number: 0,
            left: 0,
            value: 0,
            size: 0,
            last: vec![0; 1024],
        }
    }

    /// What the next byte is part of: another thing, an opcode or a number.
    pub fn part(&self) -> usize {
        self.part
    }

    /// Whether the next byte is the first of the data, before which there was code.
    pub fn data(&self) -> bool {
        self.data
    }

    /// What is known of what is called
    ///
    /// - `A` to `G`: the bytes before, the last one first
    /// - `c`: where in which instruction, or whether there was code
    /// - `g`: what this number was the last time
    /// - `h`: how many values are on the stack, roughly
    /// - `i` to `l`: the last numbers of the instructions before
    /// - `o` to `s`: the opcodes before
    /// - `w`: the word as far as it is there
    pub fn known(&self, name: u8) -> i32 {
        self.known[usize::from(name)]
    }

    fn set(&mut self, name: u8, value: i32) {
        self.known[usize::from(name)] = value;
    }

    /// Makes the value the first of as many.
    fn shift(&mut self, name: u8, count: usize, value: i32) {
        let first = usize::from(name);
        self.known.copy_within(first..first + count - 1, first + 1);
        self.set(name, value);
    }

    /// Goes on to the next byte.
    pub fn follow(&mut self, byte: u8) {
        self.at = self.at.wrapping_add(1);
        self.data = false;
        self.shift(b'A', 7, byte.into());
        let letter = i32::from(byte | 0x20);
        let word = match letter {
            0x61..=0x7a => self.known(b'w').wrapping_add(letter).wrapping_mul(MIX),
            _ => 0,
        };
        self.set(b'w', word);
        self.value |= i32::from(byte & 0x7f).wrapping_shl((7 * self.size) as u32);
        self.size += 1;
        match self.part {
            OPCODE => {
                let numbers = NUMBERS
                    .get(usize::from(byte))
                    .map_or(0, |digit| digit - b'0');
                let numbers = if byte < LATER { numbers } else { 1 };
                self.instruction(byte.into(), numbers.into());
                if numbers == 0 {
                    self.done();
                }
            }
            NUMBER if byte < 0x80 || matches!(self.opcode, F32_CONST | F64_CONST) => self.number(),
            _ => {}
        }
        if self.at == self.code.start {
            self.instruction(HEADER, 2);
        }
        if self.at == self.code.end {
            self.part = OTHER;
            self.set(b'c', 1);
            self.data = true;
        }
        if self.part == NUMBER {
            let slot = self.slot();
            self.set(b'g', self.last[slot]);
            self.set(b'c', slot as i32 | (self.size & 3) << 10);
        }
    }

    /// A number begins.
    fn begin(&mut self) {
        self.value = 0;
        self.size = 0;
    }

    fn instruction(&mut self, opcode: i32, numbers: i32) {
        self.opcode = opcode;
        self.number = 0;
        self.left = numbers;
        self.part = NUMBER;
        self.begin();
    }

    /// Where the last number in the same place is.
    fn slot(&self) -> usize {
        (self.opcode | (self.number & 3) << 8) as usize
    }

    /// A number ends.
    fn number(&mut self) {
        let value = self.value;
        let slot = self.slot();
        self.last[slot] = value;
        self.number = self.number.wrapping_add(1);
        if self.opcode == HEADER && self.number == 1 {
            self.stop = self.at.wrapping_add(value);
        }
        self.left = self.left.wrapping_sub(1);
        if self.left == 0 {
            self.left = match self.opcode {
                HEADER => value.wrapping_mul(2),
                BR_TABLE => value.wrapping_add(1),
                _ => 0,
            };
            if self.left == 0 {
                return self.done();
            }
            self.opcode ^= MORE;
        }
        self.begin();
    }

    /// An instruction ends.
    fn done(&mut self) {
        let opcode = self.opcode;
        self.shift(b'o', 5, opcode);
        self.shift(b'i', 4, self.value);
        let effect = EFFECTS.get(opcode as usize).unwrap_or(&b'7');
        let effect = i32::from(*effect) - i32::from(b'8');
        self.set(b'h', (self.known(b'h') + effect).max(0));
        self.set(b'c', 0);
        self.part = OPCODE;
        if self.at == self.stop {
            self.instruction(HEADER, 2);
        }
    }
}
