//! What is counted, of all requests and of those to each endpoint.

use alloc::vec::Vec;

use super::sketch::Sketch;

/// As many different statuses are told apart.
const STATUSES: usize = 24;

/// Bits for the clients of an endpoint; when half of them are set, only every other client is looked at from there on.
const CLIENT_BITS: u64 = 4_096;

/// An `OPTIONS`, by what the log tells of it at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It had `Origin` and `Access-Control-Request-Method`.
    Preflight,
    /// The log has no place for these headers.
    Maybe,
    /// It had not both of them.
    NoHeaders,
    /// It asked for `*`, the server as a whole.
    Star,
    /// Something that watches over the server.
    Watcher,
    /// Something else than a browser.
    NotBrowser,
}

/// What answers said of how long a permission lasts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MaxAges {
    pub absent: u64,
    pub malformed: u64,
    pub stated: u64,
    /// The last one, in seconds.
    pub last: Option<u64>,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// All but `OPTIONS`; of an endpoint those since its first `OPTIONS`.
    pub requests: u64,
    pub options: u64,
    /// [`Kind::Preflight`], and of these:
    pub certain: u64,
    pub certain_refused: u64,
    pub certain_followed: u64,
    /// [`Kind::Maybe`], and of these:
    pub maybe: u64,
    pub maybe_refused: u64,
    pub paired: u64,
    pub no_headers: u64,
    pub star: u64,
    pub watcher: u64,
    pub not_browser: u64,
    pub statuses: Vec<(u16, u64)>,
    /// Microseconds, of preflights.
    pub took: u64,
    pub bytes: u64,
    /// Milliseconds from a preflight to its request.
    pub gaps: Sketch<3>,
    /// Milliseconds from a preflight to the next one of the same client for the same URL and method.
    pub repeats: Sketch<3>,
    /// Milliseconds from a preflight to a later request that needed no other.
    pub spared: Sketch<3>,
    /// Preflights of a client that had one for another method before.
    pub other_method: u64,
    /// Preflights that are the first of a client for a URL, that is seen so.
    pub first_for_url: u64,
    pub max_ages: MaxAges,
    /// Of those, the clients that are looked at: how many, and how many had been at the endpoint before.
    sampled: u64,
    returned: u64,
    /// Clients that were at the endpoint, how many they are, and of which of all clients: one in 2^`thinned`.
    clients: Vec<u64>,
    clients_set: u64,
    thinned: u32,
}

impl Tally {
    pub fn preflights(&self) -> u64 {
        self.certain + self.paired
    }

    /// Preflights for certain that were answered with a good status, and whose request has not come.
    pub fn unfollowed(&self) -> u64 {
        (self.certain - self.certain_refused).saturating_sub(self.certain_followed)
    }

    /// What may have been a preflight, and nothing has come after it.
    pub fn unpaired(&self) -> u64 {
        self.maybe.saturating_sub(self.paired)
    }

    pub fn count(&mut self, kind: Kind, is_ok: bool) {
        self.options += 1;
        let refused = u64::from(!is_ok);
        match kind {
            Kind::Preflight => {
                self.certain += 1;
                self.certain_refused += refused;
            }
            Kind::Maybe => {
                self.maybe += 1;
                self.maybe_refused += refused;
            }
            Kind::NoHeaders => self.no_headers += 1,
            Kind::Star => self.star += 1,
            Kind::Watcher => self.watcher += 1,
            Kind::NotBrowser => self.not_browser += 1,
        }
    }

    pub fn count_status(&mut self, status: u16, times: u64) {
        let known = (self.statuses.iter_mut()).find(|(known, _)| *known == status);
        if let Some((_, count)) = known {
            *count += times;
        } else if self.statuses.len() < STATUSES {
            self.statuses.push((status, times));
        }
    }

    /// Preflights of clients that had one for another URL before, as far as a sample tells.
    pub fn other_url(&self) -> u64 {
        (self.first_for_url * self.returned)
            .checked_div(self.sampled)
            .unwrap_or_default()
    }

    /// Counts the first preflight of a client for a URL.
    pub fn count_first(&mut self, client: u64) {
        self.first_for_url += 1;
        if self.clients_set > CLIENT_BITS / 2 {
            self.thinned += 1;
            self.clients.fill(0);
            (self.clients_set, self.sampled, self.returned) = (0, 0, 0);
        }
        let (bit, rest) = (client % CLIENT_BITS, client / CLIENT_BITS);
        if rest.trailing_zeros() < self.thinned {
            return;
        }
        self.clients.resize((CLIENT_BITS / 64) as usize, 0);
        let Some(word) = self.clients.get_mut((bit / 64) as usize) else {
            return;
        };
        let was_there = *word >> (bit % 64) & 1 == 1;
        *word |= 1 << (bit % 64);
        self.sampled += 1;
        self.returned += u64::from(was_there);
        self.clients_set += u64::from(!was_there);
    }

    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.requests, other.requests),
            (&mut self.options, other.options),
            (&mut self.certain, other.certain),
            (&mut self.certain_refused, other.certain_refused),
            (&mut self.certain_followed, other.certain_followed),
            (&mut self.maybe, other.maybe),
            (&mut self.maybe_refused, other.maybe_refused),
            (&mut self.paired, other.paired),
            (&mut self.no_headers, other.no_headers),
            (&mut self.star, other.star),
            (&mut self.watcher, other.watcher),
            (&mut self.not_browser, other.not_browser),
            (&mut self.took, other.took),
            (&mut self.bytes, other.bytes),
            (&mut self.first_for_url, other.first_for_url),
            (&mut self.sampled, other.sampled),
            (&mut self.returned, other.returned),
            (&mut self.other_method, other.other_method),
            (&mut self.max_ages.absent, other.max_ages.absent),
            (&mut self.max_ages.malformed, other.max_ages.malformed),
            (&mut self.max_ages.stated, other.max_ages.stated),
        ] {
            *mine += theirs;
        }
        for (status, count) in &other.statuses {
            self.count_status(*status, *count);
        }
        self.gaps.merge(&other.gaps);
        self.repeats.merge(&other.repeats);
        self.spared.merge(&other.spared);
        self.max_ages.last = other.max_ages.last.or(self.max_ages.last);
    }
}
