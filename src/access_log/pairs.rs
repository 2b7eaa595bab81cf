//! Which `OPTIONS` may still be followed by their request, and which requests a preflight has gone before.
//!
//! Clients and URLs are there as one hash of both. The last ones that were seen are kept, in two generations: when the
//! younger one is full, the older one is forgotten, and it takes its place.

use alloc::vec::Vec;

use hashbrown::HashMap;

use crate::table::Digested;

/// As many pairs of client and URL are kept in each generation.
const GENERATION: usize = 1 << 16;

/// Bits of the filter that tells quickly of most clients that they are not known.
const FILTER_BITS: u64 = 1 << 18;

/// A client and a URL that it has sent an `OPTIONS` to.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// The endpoint's number.
    pub endpoint: u32,
    /// How many `OPTIONS` wait for their request.
    pub waiting: u8,
    /// Whether the log shows that it was a preflight.
    pub certain: bool,
    /// When the last `OPTIONS` was, in milliseconds.
    pub asked: i64,
    /// How long its answer took, in microseconds.
    pub took: Option<u64>,
    pub bytes: u64,
    /// When the last preflight was that a request has followed, and the hash of that request's method.
    pub before: Option<(i64, u32)>,
}

#[derive(Debug, Default)]
struct Generation {
    pairs: HashMap<u64, Pair, Digested>,
    filter: Vec<u64>,
}

impl Generation {
    fn knows(&self, client: u64) -> bool {
        let (word, bit) = place(client);
        self.filter
            .get(word)
            .is_some_and(|bits| bits >> bit & 1 == 1)
    }

    fn insert(&mut self, client: u64, key: u64, pair: Pair) {
        self.filter.resize(FILTER_BITS as usize / 64, 0);
        let (word, bit) = place(client);
        if let Some(bits) = self.filter.get_mut(word) {
            *bits |= 1 << bit;
        }
        self.pairs.insert(key, pair);
    }
}

fn place(client: u64) -> (usize, u64) {
    let bit = client % FILTER_BITS;
    ((bit / 64) as usize, bit % 64)
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    young: Generation,
    old: Generation,
    /// How many `OPTIONS` were forgotten while their request could still have come.
    pub forgotten: u64,
}

impl Pairs {
    /// Whether a client of that hash may have sent an `OPTIONS`.
    #[inline]
    pub fn knows(&self, client: u64) -> bool {
        self.young.knows(client) || self.old.knows(client)
    }

    /// The pair of that hash.
    pub fn find(&mut self, client: u64, key: u64, oldest: i64) -> Option<&mut Pair> {
        if !self.young.pairs.contains_key(&key) {
            let pair = self.old.pairs.remove(&key)?;
            self.insert(client, key, pair, oldest);
        }
        self.young.pairs.get_mut(&key)
    }

    /// Keeps a pair. An `OPTIONS` from before `oldest` waits for nothing any more.
    pub fn insert(&mut self, client: u64, key: u64, pair: Pair, oldest: i64) {
        if self.young.pairs.len() >= GENERATION {
            let young = core::mem::take(&mut self.young);
            let gone = core::mem::replace(&mut self.old, young);
            let waiting = |pair: &&Pair| pair.waiting > 0 && pair.asked >= oldest;
            self.forgotten += gone.pairs.values().filter(waiting).count() as u64;
        }
        self.young.insert(client, key, pair);
    }
}
