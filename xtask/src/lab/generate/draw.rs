//! Chance, from a seed.

use fastrand::Rng;

/// Draws what a scenario is made of; the same seed draws the same.
pub struct Draw(Rng);

impl Draw {
    /// Chance for the scenario of that number.
    pub fn new(seed: u64, number: u64) -> Self {
        // Neighbouring seeds must not begin alike.
        let mut rng = Rng::with_seed(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        rng.u64(..);
        Self(rng)
    }

    /// True once in `of` times.
    pub fn once_in(&mut self, of: u32) -> bool {
        self.0.u32(0..of) == 0
    }

    /// A number from 0 to below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0.usize(0..limit)
    }

    /// A number in between, both ends included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        self.0.usize(low..=high)
    }

    /// One of them.
    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.0.usize(0..of.len()))
            .copied()
            .unwrap_or_default()
    }

    /// One of them, by weight.
    pub fn weighed<T: Copy>(&mut self, of: &[(u32, T)]) -> Option<T> {
        let mut at = self.0.u32(0..of.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in of {
            if at < *weight {
                return Some(*value);
            }
            at -= weight;
        }
        None
    }

    /// The word with its letters now large, now small.
    pub fn mixed_case(&mut self, word: &str) -> String {
        word.chars()
            .map(|letter| match self.0.u8(0..3) {
                0 => letter.to_ascii_uppercase(),
                1 => letter.to_ascii_lowercase(),
                _ => letter,
            })
            .collect()
    }
}
