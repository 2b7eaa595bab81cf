//! Why a lookup misses, and what would have made it a hit.

use alloc::string::String;

use super::entries::{Entry, Token};
use super::{Missing, Needs, PreflightCache};
use crate::basis::Basis;
use crate::engine::CacheShape;

/// Why nothing, or not enough, is found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MissReason {
    /// The request's cache mode keeps it from looking.
    CacheModeBypasses { mode: &'static str },
    /// Nothing is kept for a page without an origin, or for a request that redirects have left without one.
    OriginNeverKept,
    /// URLs as long as this are not kept.
    UrlTooLong { bytes: usize, limit: usize },
    /// Nothing is kept for this origin and URL.
    NothingKept,
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

impl PreflightCache {
    /// Why `missing` is missing, and what that statement rests on.
    pub fn why(&self, needs: Needs<'_>, missing: &Missing, now: f64) -> (MissReason, Basis) {
        let reason = self.reason(needs, missing, now);
        let basis = match reason {
            // The engine does so whatever the server says.
            MissReason::CacheModeBypasses { .. }
            | MissReason::OriginNeverKept
            | MissReason::UrlTooLong { .. } => Basis::None,
            MissReason::NothingKept => Basis::Assumed,
            _ => self.known_basis(needs),
        };
        (reason, basis)
    }

    /// How what is kept for the request's origin and URL is known.
    fn known_basis(&self, needs: Needs<'_>) -> Basis {
        let include = needs.request.includes_credentials();
        let entry = self.key(needs.request).and_then(|key| {
            let same = self.entries.get(&key, include, self.rules);
            same.or_else(|| self.entries.get(&key, !include, self.rules))
        });
        entry.map_or(Basis::Assumed, |entry| entry.basis)
    }

    fn reason(&self, needs: Needs<'_>, missing: &Missing, now: f64) -> MissReason {
        if self.skips_lookup(needs.request) {
            return MissReason::CacheModeBypasses {
                mode: needs.request.cache_mode.as_str(),
            };
        }
        let Some(key) = self.key(needs.request) else {
            return self.why_not_kept(needs);
        };
        let include = needs.request.includes_credentials();
        let Some(entry) = self.entries.get(&key, include, self.rules) else {
            let other = self.rules.shape.value == CacheShape::Tokens
                && self.entries.get(&key, !include, self.rules).is_some();
            return if other {
                MissReason::OtherCredentials
            } else {
                MissReason::NothingKept
            };
        };
        if entry.expires_at <= now {
            return MissReason::Expired {
                milliseconds: now - entry.expires_at,
            };
        }
        if include && !entry.credentials && self.rules.shape.value == CacheShape::Record {
            return MissReason::OtherCredentials;
        }
        Self::why_not_covered(entry, missing, now)
    }

    fn why_not_kept(&self, needs: Needs<'_>) -> MissReason {
        let bytes = needs.request.current_url().href.len();
        match self.rules.url_length_limit.value {
            Some(limit) if bytes >= limit => MissReason::UrlTooLong { bytes, limit },
            _ => MissReason::OriginNeverKept,
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
            let ended = now - token.expires_at();
            return if ended >= 0.0 {
                MissReason::Expired {
                    milliseconds: ended,
                }
            } else {
                MissReason::OtherCredentials
            };
        }
        let live = |token: &&Token| now < token.expires_at();
        let wildcard = of("*").filter(live);
        match (wildcard, &missing.method) {
            (Some(_), _) => MissReason::WildcardDoesNotCount {
                name: wanted.clone(),
            },
            (None, Some(method)) => MissReason::MethodNotListed {
                method: method.clone(),
            },
            (None, None) => MissReason::HeaderNotListed {
                name: wanted.clone(),
            },
        }
    }
}
