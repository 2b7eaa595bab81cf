//! Packs a module as small as a decoder of two kilobytes can read it: by context mixing.
//!
//! The likelier a bit was, the less room it takes ([`coder`]). How likely is told by what followed the last times under
//! the same circumstances ([`model`]), many of which are WebAssembly's own ([`follow`]): which opcodes were before,
//! what their numbers were, how many values are on the stack. Each circumstance has a weight, which is learned on the
//! way. `pkg-template/dist/bytes.js` does all the same to read it.

mod coder;
mod follow;
mod model;

use std::ops::Range;

use coder::Coder;
use follow::Follower;
use model::Model;

/// Spreads what is multiplied by it.
const MIX: i32 = 0x2c1b_3c6d;
/// The section with the functions.
const CODE: u8 = 10;

/// The bytes, packed, of which these are code.
pub fn pack(bytes: &[u8], code: Range<usize>) -> Vec<u8> {
    let mut follower = follower(code);
    let mut model = Model::new();
    let mut coder = Coder::new();
    for byte in bytes {
        model.begin(&follower);
        for at in (0..8).rev() {
            let bit = byte >> at & 1;
            coder.code(bit == 1, model.guess());
            model.learn(bit.into());
        }
        follower.follow(*byte);
    }
    coder.finish()
}

fn follower(code: Range<usize>) -> Follower {
    Follower::new(code.start as i32..code.end as i32)
}

/// Where a module's functions are, the first one's size first; nowhere if it has none. That the page's decoder is told
/// takes less room than its looking for them.
pub fn code(wasm: &[u8]) -> Range<usize> {
    let mut at = 8;
    while let Some(kind) = wasm.get(at) {
        let (start, length) = number(wasm, at + 1);
        if *kind == CODE {
            return number(wasm, start).0..start + length;
        }
        at = start + length;
    }
    0..0
}

/// Where the number there ends, and what it is.
fn number(wasm: &[u8], at: usize) -> (usize, usize) {
    let bytes = wasm.iter().skip(at).take(5);
    let more = bytes.take_while(|byte| **byte > 0x7f).count();
    let end = at + more + 1;
    let digits = wasm.iter().take(end).skip(at).rev();
    let value = digits.fold(0, |value, byte| value << 7 | usize::from(byte & 0x7f));
    (end, value)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Bytes without a pattern, always the same.
    pub fn noise(count: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    /// A module with what is special in its encoding: locals, `br_table`, floats, `memory.copy`, and data after code.
    pub fn module() -> Vec<u8> {
        let body = [
            &[2, 3, 0x7f, 1, 0x7c, 0x02, 0x40, 0x03, 0x7f][..],
            &[
                0x20, 0, 0x41, 0xff, 0x7e, 0x6a, 0x22, 1, 0x0d, 0, 0x0b, 0x1a,
            ],
            &[0x20, 1, 0x0e, 3, 0, 0, 0, 0, 0x0b],
            &[
                0x44, 0, 0, 0, 0, 0, 0x88, 0xc3, 0x40, 0x21, 3, 0x43, 1, 0x80, 0x80, 0x3f, 0x1a,
            ],
            &[0x20, 0, 0x20, 1, 0x28, 2, 0x84, 8, 0x36, 2, 0, 0x10, 0],
            &[
                0x41, 0, 0x41, 4, 0x41, 8, 0xfc, 10, 0, 0, 0x41, 0, 0x41, 0, 0x41, 1, 0xfc, 11, 0,
                0x0b,
            ],
        ]
        .concat();
        let section = |kind: u8, content: Vec<u8>| {
            let size = content.len();
            let size = [size & 0x7f | 0x80, size >> 7 & 0x7f | 0x80, size >> 14];
            [vec![kind], size.map(|bits| bits as u8).to_vec(), content].concat()
        };
        let function = [vec![body.len() as u8], body].concat();
        let code = [vec![40], function.repeat(40)].concat();
        let texts =
            b"the word before, another word and the word before\0\x10\0\0\x08\0\0\0\x18\0\0\0"
                .repeat(20);
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, vec![1, 0x60, 0, 0]),
            section(10, code),
            section(11, texts),
        ]
        .concat()
    }

    /// What [`pack`] was given, and whether it ends right.
    pub fn unpack(packed: &[u8], functions: Range<usize>, length: usize) -> (Vec<u8>, bool) {
        let mut rest = packed.iter().copied().chain(std::iter::repeat(0));
        let mut next = || u32::from(rest.next().unwrap_or(0));
        let (mut range, mut code) = (1_u32, 0_u32);
        let mut follower = follower(functions);
        let mut model = Model::new();
        let mut bytes = Vec::new();
        for _ in 0..length {
            model.begin(&follower);
            let mut byte = 0;
            for _ in 0..8 {
                let chance = model.guess();
                while range < 1 << 24 {
                    range <<= 8;
                    code = code << 8 | next();
                }
                let bound = (f64::from(range) * chance) as u32;
                let bit = code < bound;
                if bit {
                    range = bound;
                } else {
                    range -= bound;
                    code = code.wrapping_sub(bound);
                }
                model.learn(bit.into());
                byte = byte << 1 | u8::from(bit);
            }
            follower.follow(byte);
            bytes.push(byte);
        }
        (bytes, code == 1)
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let all: Vec<u8> = (0..=255).collect();
        // No module is empty.
        for bytes in [
            vec![0],
            vec![7],
            vec![0xff; 999],
            all,
            noise(3000),
            module(),
        ] {
            assert_eq!(
                unpack(&pack(&bytes, code(&bytes)), code(&bytes), bytes.len()),
                (bytes, true)
            );
        }
    }

    #[test]
    fn what_was_damaged_is_recognised() {
        let module = module();
        let packed = pack(&module, code(&module));
        for at in (0..packed.len()).step_by(packed.len() / 7) {
            let mut damaged = packed.clone();
            damaged[at] ^= 1;
            assert!(!unpack(&damaged, code(&module), module.len()).1);
        }
    }

    #[test]
    fn what_repeats_is_short_and_noise_is_hardly_longer() {
        assert!(pack(&[0, 97, 115, 109].repeat(999), 0..0).len() < 100);
        assert!(pack(&noise(3000), 0..0).len() < 3100);
    }
}
