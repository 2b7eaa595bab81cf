//! Why a lookup misses, and what is kept that comes nearest.

use alloc::string::String;

use super::entries::Entry;
use super::near::{url_difference, UrlDifference};
use super::{kept, Kept, Missing, Needs, PreflightCache};
use crate::basis::Basis;
use crate::engine::CacheShape;
use crate::shelf::record;

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
#[derive(Clone, Debug, PartialEq)]
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
        let request = needs.request;
        // The engine does so whatever the server says.
        let always = |reason| Why {
            reason,
            basis: Basis::None,
            nearest: None,
        };
        if self.skips_lookup(request) {
            return always(MissReason::CacheModeBypasses {
                mode: request.cache_mode.as_str(),
            });
        }
        if self.key(request).is_none() {
            return always(self.why_not_kept(needs));
        }
        let url = self.url(request);
        if let Some((same_credentials, held)) = self.entry(request, url) {
            let entry: &Entry = record(&held);
            return Why {
                reason: self.why_not_enough(needs, same_credentials, entry, missing, now),
                basis: entry.given.basis,
                nearest: Some(kept(url, held)),
            };
        }
        self.near(needs, now).unwrap_or(Why {
            reason: MissReason::NothingKept,
            basis: Basis::Assumed,
            nearest: None,
        })
    }

    /// What is kept for a URL like the request's.
    fn near(&self, needs: Needs<'_>, now: f64) -> Option<Why> {
        let url = self.url(needs.request);
        for near in self.near.of(url) {
            let near: &String = record(&near);
            let Some((_, held)) = self.entry(needs.request, near) else {
                continue;
            };
            let entry: &Entry = record(&held);
            let Some(difference) = url_difference(url, near).filter(|_| entry.is_live(now)) else {
                continue;
            };
            return Some(Why {
                reason: MissReason::UrlDiffers(difference),
                basis: entry.given.basis,
                nearest: Some(kept(near, held)),
            });
        }
        None
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
    let of = |text: &str| tokens.iter().find(|token| token.text == text);
    if let Some(token) = of(wanted) {
        let ended = now - token.given.expires_at();
        return if ended >= 0.0 {
            MissReason::Expired {
                milliseconds: ended,
            }
        } else {
            MissReason::OtherCredentials
        };
    }
    let wildcard = of("*").is_some_and(|token| now < token.given.expires_at());
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
