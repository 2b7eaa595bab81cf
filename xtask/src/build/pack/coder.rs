//! Bits, each in as little as it was likely.

/// A range coder: all that follows is a number within a range, of which each bit takes its part.
pub struct Coder {
    /// What is settled, but that a carry may come.
    bytes: Vec<u8>,
    low: u32,
    range: u32,
}

impl Coder {
    /// One that has written nothing.
    pub fn new() -> Self {
        Self {
            bytes: Vec::new(),
            low: 0,
            range: 1 << 24,
        }
    }

    /// A one or a zero, and how likely a one was.
    pub fn code(&mut self, bit: bool, chance: f64) {
        while self.range < 1 << 24 {
            self.bytes.push(self.low.to_be_bytes()[0]);
            self.low <<= 8;
            self.range <<= 8;
        }
        let bound = (f64::from(self.range) * chance) as u32;
        if bit {
            self.range = bound;
        } else {
            self.range -= bound;
            self.add(bound);
        }
    }

    /// All of it, so that whoever reads it is one above the lower end of the range at last. If anything was damaged, that
    /// would be by chance, so that no sum is needed to tell.
    pub fn finish(mut self) -> Vec<u8> {
        self.add(1);
        self.bytes.extend(self.low.to_be_bytes());
        // The first one is always zero, as the range is smaller.
        self.bytes.drain(..1);
        self.bytes
    }

    fn add(&mut self, part: u32) {
        let (low, carry) = self.low.overflowing_add(part);
        self.low = low;
        if carry {
            // It can't go beyond the first of them: the number stays below one.
            for byte in self.bytes.iter_mut().rev() {
                *byte = byte.wrapping_add(1);
                if *byte != 0 {
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likely_bits_take_little_and_unlikely_ones_much() {
        let length = |bit, chance| {
            let mut coder = Coder::new();
            (0..800).for_each(|_| coder.code(bit, chance));
            coder.finish().len()
        };
        assert!(length(true, 0.99) < 8);
        assert!((100..105).contains(&length(false, 0.5)));
        assert!(length(false, 0.99) > 600);
    }

    #[test]
    fn a_carry_goes_on_to_where_there_is_place() {
        let mut coder = Coder::new();
        coder.bytes = vec![1, 0xff, 0xff];
        coder.low = u32::MAX;
        coder.add(1);
        assert_eq!((coder.bytes, coder.low), (vec![2, 0, 0], 0));
    }
}
