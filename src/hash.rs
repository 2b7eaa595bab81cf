//! A hash function that is a tenth of the standard library's in the shipped module.

use core::hash::Hasher;

/// FNV-1a, 64 bits. Keys are a page's own URLs, so nobody else can choose colliding ones.
///
/// [FNV](https://www.rfc-editor.org/rfc/rfc9923)
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// For maps and sets of ours.
pub(crate) type Hashed = core::hash::BuildHasherDefault<Fnv>;
