//! How numbers are spread, in bounded memory: so many counters for each power of two, as [HdrHistogram] has them.
//!
//! [HdrHistogram]: https://hdrhistogram.github.io/HdrHistogram/

use alloc::vec::Vec;

/// Counts numbers; what it tells of them is right but for one part in 2^(`BITS` + 1).
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch<const BITS: u32> {
    counts: Vec<u32>,
    total: u64,
    /// The least and the greatest, so that what is always the same is told as it is.
    range: Option<(u64, u64)>,
}

impl<const BITS: u32> Sketch<BITS> {
    #[inline]
    pub fn add(&mut self, number: u64) {
        let bucket = Self::bucket(number);
        if bucket >= self.counts.len() {
            self.counts.resize(bucket + 1, 0);
        }
        if let Some(count) = self.counts.get_mut(bucket) {
            *count = count.saturating_add(1);
            self.total += 1;
        }
        let (least, most) = self.range.unwrap_or((number, number));
        self.range = Some((least.min(number), most.max(number)));
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    /// The number below which so many thousandths of all are; `None` if there are none.
    pub fn quantile(&self, thousandths: u64) -> Option<u64> {
        let last = self.total.checked_sub(1)?;
        let rank = (last * thousandths + 500) / 1_000;
        let mut below = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            below += u64::from(*count);
            if below > rank {
                let (least, most) = self.range?;
                return Some(Self::middle(bucket).clamp(least, most));
            }
        }
        None
    }

    /// How many are no greater than `number`, as far as the counters tell.
    pub fn up_to(&self, number: u64) -> u64 {
        let counts = self.counts.iter().take(Self::bucket(number) + 1);
        counts.map(|count| u64::from(*count)).sum()
    }

    pub fn merge(&mut self, other: &Self) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count = count.saturating_add(*more);
        }
        self.total += other.total;
        self.range = match (self.range, other.range) {
            (Some(mine), Some(theirs)) => Some((mine.0.min(theirs.0), mine.1.max(theirs.1))),
            (mine, theirs) => mine.or(theirs),
        };
    }

    fn bucket(number: u64) -> usize {
        let power = number.max(1).ilog2();
        match power.checked_sub(BITS) {
            None | Some(0) => number as usize,
            Some(above) => ((u64::from(above) << BITS) + (number >> above)) as usize,
        }
    }

    fn middle(bucket: usize) -> u64 {
        let bucket = bucket as u64;
        match (bucket >> BITS).checked_sub(1) {
            None | Some(0) => bucket,
            Some(above) => {
                let least = ((bucket & ((1 << BITS) - 1)) | (1 << BITS)) << above;
                least + (1 << above) / 2
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sketch;

    #[test]
    fn numbers_stay_near_what_they_were() {
        for number in (0..64).flat_map(|power| [1 << power, 3 << power >> 1, (1 << power) - 1]) {
            let mut sketch = Sketch::<5>::default();
            sketch.add(0);
            sketch.add(u64::MAX);
            sketch.add(number);
            let told = sketch.quantile(500).unwrap_or_default();
            assert!(
                told.abs_diff(number) <= number >> 6,
                "{number} became {told}"
            );
            assert!(sketch.up_to(number) >= 2);
        }
        assert_eq!(Sketch::<5>::default().quantile(500), None);
    }

    #[test]
    fn quantiles_are_those_of_the_sorted_numbers() {
        let (mut low, mut high) = (Sketch::<5>::default(), Sketch::<5>::default());
        (1..=500).for_each(|number| low.add(number));
        (501..=1_001).for_each(|number| high.add(number));
        low.merge(&high);
        assert_eq!(low.total(), 1_001);
        for (thousandths, right) in [(0, 1), (500, 501), (900, 901), (1_000, 1_001)] {
            let told = low.quantile(thousandths).unwrap_or_default();
            assert!(told.abs_diff(right) <= right / 32, "{thousandths}: {told}");
        }
        assert!(low.up_to(250).abs_diff(250) <= 8);
    }

    #[test]
    fn memory_is_bounded() {
        let mut sketch = Sketch::<3>::default();
        sketch.add(u64::MAX);
        assert!(sketch.counts.len() <= 64 << 3);
    }
}
