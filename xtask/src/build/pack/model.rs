//! How likely each bit is, by what followed before under the same circumstances.
//!
//! All is integers and the four operations on doubles, as any engine computes these to the last digit alike.

use super::follow::Follower;
use super::MIX;

/// Under which circumstances it is remembered what followed, for each part that a byte may be of: which values of
/// [`Follower::known`] are the same.
const CONTEXTS: [[&str; COUNT]; 3] = [
    ["A", "AB", "ABC", "ADEw", "CDGcw", "BCDc", "c", "cw"],
    [
        "ch", "op", "Dcopq", "cio", "AChjop", "ABlpqr", "opqrs", "cho",
    ],
    ["cg", "h", "Agopqr", "Fchkopq", "A", "ch", "ABco", "CDc"],
];
const COUNT: usize = 8;
/// They, and a constant.
const INPUTS: usize = COUNT + 1;
/// What the weights of these depend on, besides the bits of the byte that are there.
const SELECTORS: [&[u8; 3]; 3] = [b"ABw", b"opB", b"coA"];
const SETS: usize = 4;

/// Spreads numbers, unlike [`MIX`].
const SPREAD: i32 = 0x1e35_a7bd;
/// How many states there are, as a power of two.
const SIZE: u32 = 23;
/// What is less of a surprise, squared, is not worth the time to learn it.
const SURPRISE: f64 = 0.000_05;

/// How fast weights change.
const RATE: f64 = 0.000_035;
/// How fast it is learned what a state tells.
const STEP: f64 = 78.0;

/// How likely each bit is.
pub struct Model {
    /// How many zeros and ones there were under the same circumstances after the same bits of a byte: four bits each.
    states: Vec<u8>,
    /// The state after each and a zero or one.
    next: Vec<u8>,
    /// How likely a one is in each state, by circumstance: the logarithm of odds, in 170ths.
    odds: Vec<f64>,
    /// How often that was learned.
    times: Vec<f64>,
    /// How likely, by these logarithms.
    squash: Vec<f64>,
    weights: Vec<f64>,
    // For a byte.
    part: usize,
    hashes: [i32; COUNT],
    chosen: [usize; SETS - 1],
    sums: [f64; INPUTS],
    // For four bits.
    places: [usize; COUNT],
    // For a bit.
    bits: usize,
    slots: [usize; COUNT],
    seen: [usize; COUNT],
    inputs: [f64; INPUTS],
    guess: f64,
}

impl Model {
    /// One that has learned nothing.
    pub fn new() -> Self {
        let squash = squash();
        Self {
            states: vec![0; 1 << SIZE],
            next: (0..512).map(next).collect(),
            odds: (0..COUNT << 8)
                .map(|index| odds(index & 0xff, &squash))
                .collect(),
            times: vec![2.42; COUNT << 8],
            squash,
            weights: vec![0.11; (3 * SETS) << 14],
            part: 0,
            hashes: [0; COUNT],
            chosen: [0; SETS - 1],
            sums: [0.0; INPUTS],
            places: [0; COUNT],
            bits: 1,
            slots: [0; COUNT],
            seen: [0; COUNT],
            inputs: [77.0; INPUTS],
            guess: 0.5,
        }
    }

    /// A byte begins.
    pub fn begin(&mut self, follower: &Follower) {
        if follower.data() {
            // What was learned of code is of no use any more, and in the way.
            self.states.fill(0);
        }
        let part = follower.part();
        for (index, names) in CONTEXTS[part].iter().enumerate() {
            let mut hash = match index {
                0 => part as i32,
                _ => ((index + 8 * part) as i32).wrapping_mul(SPREAD),
            };
            for name in names.bytes() {
                hash = hash.wrapping_add(follower.known(name)).wrapping_add(1);
                hash = hash.wrapping_mul(MIX);
                hash ^= (hash as u32 >> 15) as i32;
            }
            self.hashes[index] = hash;
        }
        self.sums = [0.0; INPUTS];
        for (index, name) in SELECTORS[part].iter().enumerate() {
            let set = part << 12 | (index + 1) << 10 | (follower.known(*name) & 0x3ff) as usize;
            self.chosen[index] = set << 4;
            for k in 0..INPUTS {
                self.sums[k] += self.weights[(set << 4) + k];
            }
        }
        self.part = part;
        self.bits = 1;
    }

    /// How likely it is that the next bit is a one.
    pub fn guess(&mut self) -> f64 {
        let bits = self.bits;
        if bits == 1 || bits >> 4 == 1 {
            for k in 0..COUNT {
                let hash = self.hashes[k] ^ (bits as i32).wrapping_mul(MIX);
                self.places[k] = (hash.wrapping_mul(SPREAD) as u32 >> (32 - SIZE)) as usize;
            }
        }
        let low = match bits {
            0..16 => bits,
            _ => 1 << (bits.ilog2() - 4) | bits & ((1 << (bits.ilog2() - 4)) - 1),
        };
        let first = self.first();
        let mut sum = (self.weights[first + COUNT] + self.sums[COUNT]) * self.inputs[COUNT];
        for k in 0..COUNT {
            let slot = self.places[k] ^ low;
            let state = usize::from(self.states[slot]);
            let seen = k << 8 | state;
            let input = match state {
                0 => 0.0,
                _ => self.odds[seen],
            };
            self.slots[k] = slot;
            self.seen[k] = seen;
            self.inputs[k] = input;
            sum += (self.weights[first + k] + self.sums[k]) * input;
        }
        self.guess = self.chance(sum);
        self.guess
    }

    fn chance(&self, sum: f64) -> f64 {
        self.squash[(sum + 2048.0).clamp(0.0, 4095.0) as usize]
    }

    /// Where the weights are that depend on the bits.
    fn first(&self) -> usize {
        (self.part << 12 | self.bits) << 4
    }

    /// The next bit is this one.
    pub fn learn(&mut self, bit: usize) {
        let error = bit as f64 - self.guess;
        if error * error > SURPRISE {
            let first = self.first();
            let rate = error * RATE;
            for k in 0..INPUTS {
                let change = rate * self.inputs[k];
                self.weights[first + k] += change;
                self.sums[k] += change * (SETS - 1) as f64;
                for set in self.chosen {
                    self.weights[set + k] += change;
                }
            }
            for k in 0..COUNT {
                let seen = self.seen[k];
                let wrong = bit as f64 - self.chance(self.odds[seen]);
                self.odds[seen] += wrong * STEP / self.times[seen];
                self.times[seen] += 1.0;
                self.states[self.slots[k]] = self.next[(seen & 0xff) << 1 | bit];
            }
        }
        self.bits = self.bits << 1 | bit;
    }
}

/// The state after the one above the lowest bit, and a zero or one.
fn next(index: usize) -> u8 {
    let (bit, state) = (index & 1, index >> 1);
    let [same, other] = if bit == 0 {
        [state & 15, state >> 4]
    } else {
        [state >> 4, state & 15]
    };
    let same = (same + 1).min(15);
    // What was long ago counts for less.
    let other = other.min(3);
    (if bit == 0 {
        other << 4 | same
    } else {
        same << 4 | other
    }) as u8
}

/// What a state's counts tell.
fn odds(state: usize, squash: &[f64]) -> f64 {
    let zeros = (state & 15) as f64;
    let ones = (state >> 4) as f64;
    let chance = (ones + 0.28) / (ones + zeros + 0.56);
    let step = squash.iter().take_while(|less| **less < chance).count();
    step as f64 - 2048.0
}

fn squash() -> Vec<f64> {
    // The powers of e from 2048 to -2047 170ths.
    let mut power = 170_670.0;
    let step = |_| {
        let chance = 1.0 / (1.0 + power);
        power /= 1.0059;
        chance
    };
    (0..4096).map(step).collect()
}
