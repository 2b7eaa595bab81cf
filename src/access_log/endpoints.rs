//! The endpoints that were sent an `OPTIONS`: paths with what stands for one thing of many replaced.
//!
//! Of the paths themselves nothing is kept but hashes, for those that were seen lately, so that each is looked at once.

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

/// As many paths are remembered.
const REMEMBERED: usize = 1 << 14;

/// As many bytes of a path are looked at.
const LONGEST: usize = 2_048;

/// The number that stands for all endpoints beyond the capacity.
pub(super) const BEYOND: u32 = u32::MAX;

/// What is known of a path: its endpoint; or that there was none when there were so many.
#[derive(Clone, Copy, Debug)]
struct Remembered {
    path: u64,
    endpoint: Option<u32>,
    of: u32,
}

const NOTHING: Remembered = Remembered {
    path: 0,
    endpoint: None,
    of: u32::MAX,
};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Endpoints {
    numbers: HashMap<u64, u32, Digested>,
    all: Vec<(String, Tally)>,
    remembered: Vec<Remembered>,
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
        let hash = digest(digest(0, host), path);
        let now = self.all.len() as u32;
        let at = hash as usize % REMEMBERED;
        if let Some(known) = self.remembered.get(at).filter(|known| known.path == hash) {
            if known.endpoint.is_some() || known.of == now {
                return known.endpoint;
            }
        }
        let endpoint = self.number(&label(host, path));
        self.remember(hash, endpoint);
        endpoint
    }

    /// The endpoint of an `OPTIONS`.
    pub fn of_options(&mut self, host: &[u8], path: &[u8]) -> u32 {
        if let Some(known) = self.of_request(host, path) {
            return known;
        }
        if self.all.len() >= CAPACITY {
            return BEYOND;
        }
        let label = label(host, path);
        let number = self.all.len() as u32;
        self.numbers.insert(digest(0, label.as_bytes()), number);
        self.all.push((label, Tally::default()));
        self.remember(digest(digest(0, host), path), Some(number));
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

    fn number(&self, label: &str) -> Option<u32> {
        self.numbers.get(&digest(0, label.as_bytes())).copied()
    }

    fn remember(&mut self, path: u64, endpoint: Option<u32>) {
        self.remembered.resize(REMEMBERED, NOTHING);
        let of = self.all.len() as u32;
        if let Some(place) = self.remembered.get_mut(path as usize % REMEMBERED) {
            *place = Remembered { path, endpoint, of };
        }
    }
}

/// Host and path as a report shows them.
fn label(host: &[u8], path: &[u8]) -> String {
    let path = &path[..path.len().min(LONGEST)];
    let path = journal::of_path(&String::from_utf8_lossy(path));
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b".:-_[]".contains(byte);
    let host = match host.iter().all(plain) && host.len() <= 255 {
        true => String::from_utf8_lossy(host),
        false => Cow::Borrowed(":host"),
    };
    [&*host, &path].concat()
}
