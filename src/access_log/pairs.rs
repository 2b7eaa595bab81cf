//! Which `OPTIONS` may still be followed by their request, and which requests a preflight has gone before.
//!
//! Clients and URLs are there as one hash of both. The last ones that were seen are kept, in two generations: when the
//! younger one is full, the older one is forgotten, and it takes its place.

use alloc::vec::Vec;

use hashbrown::HashMap;

use crate::table::Digested;

/// As many pairs of client and URL are kept in each generation.
const GENERATION: usize = 1 << 16;

/// Bits of the filters that tell quickly of most clients and URLs that they are not known.
const FILTER_BITS: u64 = 1 << 19;

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

/// Which hashes were added; of some others it says the same.
#[derive(Debug, Default)]
struct Filter(Vec<u64>);

impl Filter {
    #[inline]
    fn has(&self, hash: u64) -> bool {
        let bit = hash % FILTER_BITS;
        let word = self.0.get((bit / 64) as usize);
        word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    fn add(&mut self, hash: u64) {
        self.0.resize(FILTER_BITS as usize / 64, 0);
        let bit = hash % FILTER_BITS;
        if let Some(word) = self.0.get_mut((bit / 64) as usize) {
            *word |= 1 << (bit % 64);
        }
    }
}

#[derive(Debug, Default)]
struct Generation {
    pairs: HashMap<u64, Pair, Digested>,
    clients: Filter,
    keys: Filter,
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
    /// Whether the client of that hash may have sent an `OPTIONS`.
    #[inline]
    pub fn knows(&self, client: u64) -> bool {
        self.young.clients.has(client) || self.old.clients.has(client)
    }

    /// The pair of that hash.
    pub fn find(&mut self, client: u64, key: u64, oldest: i64) -> Option<&mut Pair> {
        let is_young = self.young.keys.has(key) && self.young.pairs.contains_key(&key);
        if !is_young {
            if !self.old.keys.has(key) {
                return None;
            }
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
        self.young.clients.add(client);
        self.young.keys.add(key);
        self.young.pairs.insert(key, pair);
    }
}
