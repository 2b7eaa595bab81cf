//! Why a lookup misses, and what is kept that comes nearest.

use alloc::string::String;

use super::entries::Entry;
use super::near::{url_difference, UrlDifference};
use super::{kept, Kept, Missing, Needs, PreflightCache};
use crate::basis::Basis;
use crate::engine::CacheShape;
use crate::shelf::{record, Held};

/// Why nothing, or not enough, is found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MissReason {
    /// The request's cache mode keeps it from looking.
    CacheModeBypasses { mode: &'static str },
    /// Nothing is kept for a page without an origin, or for a request that redirects have left without one.
    OriginNeverKept,
    /// URLs as long as this are not kept.
    UrlTooLong { bytes: usize, limit: usize },
    /// Nothing is kept for this origin and URL, nor for one like it.
    NothingKept,
    /// Nothing is kept for this URL, but for one that differs so.
    UrlDiffers(UrlDifference),
    /// What was kept has ended, so many milliseconds ago.
    Expired { milliseconds: f64 },
    /// What is kept is for requests without credentials, or, in engines that keep them apart, with.
    OtherCredentials,
    /// `*` is kept, and does not count for this request.
    WildcardDoesNotCount { name: String },
    /// What is kept does not list the method.
    MethodNotListed { method: String },
    /// What is kept does not list the header.
    HeaderNotListed { name: String },
}

/// Why a lookup misses.
#[derive(Clone, Debug)]
pub(crate) struct Why {
    pub reason: MissReason,
    /// What that statement rests on.
    pub basis: Basis,
    /// What is kept that comes nearest.
    pub nearest: Option<Kept>,
}

impl PreflightCache {
    /// Why `missing` is missing.
    pub fn why(&self, needs: Needs<'_>, missing: &Missing, now: f64) -> Why {
        let (reason, basis, nearest) = self.why_and(needs, missing, now, kept);
        Why {
            reason,
            basis,
            nearest,
        }
    }

    /// [`PreflightCache::why`], for those who need no copy of what comes nearest.
    #[cfg(not(feature = "watch"))]
    pub fn reason(&self, needs: Needs<'_>, missing: &Missing, now: f64) -> MissReason {
        self.why_and(needs, missing, now, |_, _| ()).0
    }

    fn why_and<T>(
        &self,
        needs: Needs<'_>,
        missing: &Missing,
        now: f64,
        tell: impl Fn(&str, Held<'_, Entry>) -> T,
    ) -> (MissReason, Basis, Option<T>) {
        let request = needs.request;
        // The engine does so whatever the server says.
        if self.skips_lookup(request) {
            let mode = request.cache_mode.as_str();
            return (MissReason::CacheModeBypasses { mode }, Basis::None, None);
        }
        if self.key(request).is_none() {
            return (self.why_not_kept(needs), Basis::None, None);
        }
        let url = self.url(request);
        if let Some((same_credentials, held)) = self.entry(request, url) {
            let entry: &Entry = record(&held);
            let reason = self.why_not_enough(needs, same_credentials, entry, missing, now);
            return (reason, entry.given.basis, Some(tell(url, held)));
        }
        for near in self.near.of(url) {
            let near: &String = record(&near);
            let Some((_, held)) = self.entry(request, near) else {
                continue;
            };
            let entry: &Entry = record(&held);
            let difference = url_difference(url, near);
            let Some(difference) = difference.filter(|_| entry.is_live(now)) else {
                continue;
            };
            let reason = MissReason::UrlDiffers(difference);
            return (reason, entry.given.basis, Some(tell(near, held)));
        }
        (MissReason::NothingKept, Basis::Assumed, None)
    }

    fn why_not_kept(&self, needs: Needs<'_>) -> MissReason {
        let bytes = self.url(needs.request).len();
        match self.rules.url_length_limit.value {
            Some(limit) if bytes >= limit => MissReason::UrlTooLong { bytes, limit },
            _ => MissReason::OriginNeverKept,
        }
    }

    fn why_not_enough(
        &self,
        needs: Needs<'_>,
        same_credentials: bool,
        entry: &Entry,
        missing: &Missing,
        now: f64,
    ) -> MissReason {
        if !same_credentials {
            return MissReason::OtherCredentials;
        }
        let ended = now - entry.expires_at();
        if ended >= 0.0 {
            return MissReason::Expired {
                milliseconds: ended,
            };
        }
        let include = needs.request.includes_credentials();
        if include && !entry.given.credentials && self.rules.shape.value == CacheShape::Record {
            return MissReason::OtherCredentials;
        }
        why_not_covered(entry, missing, now)
    }
}

fn why_not_covered(entry: &Entry, missing: &Missing, now: f64) -> MissReason {
    let (tokens, wanted) = match (&missing.method, missing.names.first()) {
        (Some(method), _) => (&entry.methods, method),
        (None, Some(name)) => (&entry.names, name),
        (None, None) => return MissReason::NothingKept,
    };
    let of = |text: &str| tokens.first(text, false, |_, _| true);
    if let Some(given) = of(wanted) {
        let ended = now - given.expires_at();
        return if ended >= 0.0 {
            MissReason::Expired {
                milliseconds: ended,
            }
        } else {
            MissReason::OtherCredentials
        };
    }
    let wildcard = of("*").is_some_and(|given| now < given.expires_at());
    match (wildcard, &missing.method) {
        (true, _) => MissReason::WildcardDoesNotCount {
            name: wanted.clone(),
        },
        (false, Some(method)) => MissReason::MethodNotListed {
            method: method.clone(),
        },
        (false, None) => MissReason::HeaderNotListed {
            name: wanted.clone(),
        },
    }
}
