//! The endpoints that were sent an `OPTIONS`: paths with what stands for one thing of many replaced.
//!
//! A path is one hash for each of its segments, which are looked at once and remembered by theirs: only the first path of an
//! endpoint is made a text.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::digest::digest;
use super::tally::Tally;
use crate::journal;
use crate::table::Digested;

/// As many are told apart; requests to others are counted together.
const CAPACITY: usize = 2_048;

/// As many segments are remembered.
const REMEMBERED: usize = 1 << 12;

/// As many bytes of a path are looked at.
const LONGEST: usize = 2_048;

/// The number that stands for all endpoints beyond the capacity.
pub(super) const BEYOND: u32 = u32::MAX;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Endpoints {
    numbers: HashMap<u64, u32, Digested>,
    all: Vec<(String, Tally)>,
    /// Hashes of segments, and of what a report shows of them.
    segments: Vec<(u64, u64)>,
    /// Those beyond the capacity.
    pub beyond: Tally,
}

impl Endpoints {
    /// The endpoint of a request that is no `OPTIONS`, if it has had one.
    #[inline]
    pub fn of_request(&mut self, host: &[u8], path: &[u8]) -> Option<u32> {
        if self.all.is_empty() {
            return None;
        }
        let shape = self.shape(host, path);
        self.numbers.get(&shape).copied()
    }

    /// The endpoint of an `OPTIONS`.
    pub fn of_options(&mut self, host: &[u8], path: &[u8]) -> u32 {
        let shape = self.shape(host, path);
        if let Some(known) = self.numbers.get(&shape) {
            return *known;
        }
        if self.all.len() >= CAPACITY {
            return BEYOND;
        }
        let number = self.all.len() as u32;
        self.numbers.insert(shape, number);
        self.all.push((label(host, path), Tally::default()));
        number
    }

    pub fn tally(&mut self, number: u32) -> &mut Tally {
        match self.all.get_mut(number as usize) {
            Some((_, tally)) => tally,
            None => &mut self.beyond,
        }
    }

    /// All of them, with the many that stand in one place made one.
    pub fn merged(&self) -> Vec<(String, Tally)> {
        let calls = |tally: &Tally| u32::try_from(tally.options).unwrap_or(u32::MAX);
        let urls: Vec<_> = (self.all.iter().enumerate())
            .map(|(at, (label, tally))| (at as u32, label.as_str(), calls(tally)))
            .collect();
        let inferred = journal::Endpoints::infer(&urls, urls.len());
        let mut merged: Vec<(String, Tally)> = (inferred.all.iter())
            .map(|endpoint| (endpoint.path.clone(), Tally::default()))
            .collect();
        for (at, (_, tally)) in self.all.iter().enumerate() {
            if let Some((_, sum)) = inferred.of(at as u32).and_then(|of| merged.get_mut(of)) {
                sum.merge(tally);
            }
        }
        merged
    }

    /// The hash of what a report shows of a path.
    fn shape(&mut self, host: &[u8], path: &[u8]) -> u64 {
        self.segments.resize(REMEMBERED, (0, 0));
        let mut shape = digest(0, host);
        let mut rest = looked_at(path);
        loop {
            let end = rest.iter().position(|byte| *byte == b'/');
            let segment = &rest[..end.unwrap_or(rest.len())];
            shape = shape.rotate_left(7) ^ self.label_of(segment);
            shape = shape.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            match end {
                Some(end) => rest = &rest[end + 1..],
                None => return shape ^ (shape >> 32),
            }
        }
    }

    /// The hash of what a report shows of a segment.
    fn label_of(&mut self, segment: &[u8]) -> u64 {
        let hash = digest(1, segment);
        let place = self.segments.get_mut(hash as usize % REMEMBERED);
        match place {
            Some((known, label)) if *known == hash => *label,
            place => {
                let label = journal::of_path(&String::from_utf8_lossy(segment));
                let label = digest(0, label.as_bytes());
                if let Some(place) = place {
                    *place = (hash, label);
                }
                label
            }
        }
    }
}

/// What of a path is looked at: the rest of a very long one tells no endpoint.
fn looked_at(path: &[u8]) -> &[u8] {
    &path[..path.len().min(LONGEST)]
}

/// Host and path as a report shows them.
fn label(host: &[u8], path: &[u8]) -> String {
    let path = journal::of_path(&String::from_utf8_lossy(looked_at(path)));
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b".:-_[]".contains(byte);
    let host = match host.iter().all(plain) && host.len() <= 255 {
        true => String::from_utf8_lossy(host),
        false => Cow::Borrowed(":host"),
    };
    [&*host, &path].concat()
}
