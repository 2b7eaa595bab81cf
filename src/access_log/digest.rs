//! A quick hash of bytes. Addresses, user agents and URLs are kept as such only; what collides is taken for one, and nothing
//! worse comes of it.

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
const OTHER_FACTOR: u64 = 0xd6e8_feb8_6659_fd93;

/// The hash of `bytes`, going on from `seed`.
#[inline]
pub(super) fn digest(seed: u64, bytes: &[u8]) -> u64 {
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    // Two at once, as neither waits for the other.
    let mut other = !seed;
    let mut pairs = bytes.chunks_exact(16);
    for pair in &mut pairs {
        hash = step(hash, word_of(&pair[..8]), FACTOR);
        other = step(other, word_of(&pair[8..]), OTHER_FACTOR);
    }
    hash = finish(hash).wrapping_add(other);
    let mut words = pairs.remainder().chunks_exact(8);
    for word in &mut words {
        hash = step(hash, word_of(word), FACTOR);
    }
    let tail = words.remainder();
    if !tail.is_empty() {
        let last = match bytes.len() {
            0..=7 => tail
                .iter()
                .fold(0, |word, byte| (word << 8) | u64::from(*byte)),
            length => word_of(&bytes[length - 8..]),
        };
        hash = step(hash, last, FACTOR);
    }
    finish(hash)
}

#[inline]
fn word_of(bytes: &[u8]) -> u64 {
    let word: Result<[u8; 8], _> = bytes.try_into();
    word.map_or(0, u64::from_le_bytes)
}

#[inline]
fn step(hash: u64, word: u64, factor: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_mul(factor);
    mixed ^ (mixed >> 32)
}

#[inline]
fn finish(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::digest;

    #[test]
    fn texts_that_differ_have_hashes_that_differ() {
        let texts = (0..200_000).map(|at| format!("/items/{at}?page={}", at % 7));
        let hashes: BTreeSet<u64> = texts.map(|text| digest(1, text.as_bytes())).collect();
        assert_eq!(hashes.len(), 200_000);
        let zeros: BTreeSet<u64> = (0..64)
            .map(|length| digest(0, &[0; 64][..length]))
            .collect();
        assert_eq!(zeros.len(), 64);
        assert_ne!(digest(0, b"a"), digest(1, b"a"));
    }
}
