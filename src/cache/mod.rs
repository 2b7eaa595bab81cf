//! The preflight cache, in the shape that an engine gives it.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

mod entries;
mod max_age;
mod near;
mod tokens;
mod why;
mod written;

use self::entries::{Brought, Entries};
use self::near::Near;
use crate::basis::Basis;
#[cfg(not(feature = "watch"))]
use crate::engine::Purge;
use crate::engine::{CacheRules, CacheShape, ClearedBy, EngineProfile, OriginKey};
use crate::say::join;
#[cfg(feature = "watch")]
use crate::shelf::Keeper;
use crate::shelf::{owned, record, Held};
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::header_list::HeaderList;
use crate::spec::request::Request;

pub(crate) use entries::{Entry, Given, Tokens};
#[cfg(not(feature = "watch"))]
pub(crate) use max_age::stated_max_age;
pub(crate) use max_age::{max_age, Asked, MaxAge};
pub(crate) use near::{origin_and_path, without_ids, UrlDifference};
pub(crate) use why::MissReason;

/// What a request needs permission for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Needs<'a> {
    pub request: &'a Request,
    /// Lower-case.
    pub names: &'a [String],
}

/// What the cache knows about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lookup {
    /// All is permitted.
    Hit(Hit),
    /// Something is not.
    Miss(Missing),
}

/// Until when all is permitted (milliseconds), how that is known, and since when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit {
    pub expires_at: f64,
    pub basis: Basis,
    pub stored_at: f64,
}

/// What is kept for a URL.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub url: String,
    pub entry: Entry,
}

/// What no entry permits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Missing {
    pub method: Option<String>,
    pub names: Vec<String>,
}

/// What servers have permitted, and until when.
#[derive(Clone, Debug)]
pub(crate) struct PreflightCache {
    rules: &'static CacheRules,
    entries: Entries,
    near: Near,
}

impl PreflightCache {
    #[cfg(not(feature = "watch"))]
    pub fn new(profile: &'static EngineProfile) -> Self {
        Self {
            rules: &profile.cache,
            entries: Entries::default(),
            near: Near::default(),
        }
    }

    /// A cache of which the keeper has all that it holds.
    #[cfg(feature = "watch")]
    pub fn new(profile: &'static EngineProfile, keeper: &'static Keeper) -> Self {
        Self {
            rules: &profile.cache,
            entries: Entries::of(keeper),
            near: Near::of_keeper(keeper),
        }
    }

    /// Looks without changing anything.
    pub fn lookup(&self, needs: Needs<'_>, now: f64) -> Lookup {
        match self.key(needs.request) {
            Some(key) if !self.skips_lookup(needs.request) => {
                self.entries.lookup(&key, needs, self.rules, now)
            }
            _ => Lookup::Miss(needs.all(self.rules)),
        }
    }

    /// What a lookup that found too little leaves behind.
    pub fn after_miss(&mut self, request: &Request) {
        if self.rules.shape.value == CacheShape::Record && !self.skips_lookup(request) {
            self.clear_for(request);
        }
    }

    /// Keeps what a preflight's response permits.
    pub fn store(
        &mut self,
        request: &Request,
        grant: &Grant,
        headers: &HeaderList,
        basis: Basis,
        now: f64,
    ) {
        let mode = request.cache_mode.as_str();
        if self.rules.cache_modes.skip_store.value.contains(&mode) {
            return;
        }
        let max_age = max_age(headers, &self.rules.max_age);
        let Some(seconds) = max_age.kept else {
            return;
        };
        if let Some(key) = self.key(request) {
            self.near.note(self.url(request));
            let brought = Brought {
                grant,
                asked: max_age.asked,
                given: Given {
                    stored_at: now,
                    seconds,
                    credentials: request.includes_credentials(),
                    basis,
                },
            };
            self.entries.store(&key, brought, self.rules);
        }
    }

    /// What a network error leaves behind. `preflighted`: whether the request went the way of those that ask first;
    /// `of_check`: whether its preflight failed, or its response the CORS check, or the page has aborted it.
    pub fn after_failure(&mut self, request: &Request, preflighted: bool, of_check: bool) {
        let clears = match self.rules.cleared_by.value {
            ClearedBy::FailureOfPreflighted => preflighted,
            ClearedBy::FailureOfCorsCheck => of_check,
            ClearedBy::Nothing => false,
        };
        if clears {
            self.clear_for(request);
        }
    }

    /// Forgets what was permitted to the request's origin at its current URL.
    pub fn clear_for(&mut self, request: &Request) {
        if let Some(key) = self.key(request) {
            self.entries.erase(&key, self.rules);
        }
    }

    /// Forgets everything.
    #[cfg(not(feature = "watch"))]
    pub fn clear(&mut self) {
        self.entries = Entries::default();
        self.near = Near::default();
    }

    /// What is kept for the request's origin and URL, with its credentials or, failing that, without.
    pub fn kept(&self, request: &Request) -> Option<Kept> {
        let url = self.url(request);
        let (_, held) = self.entry(request, url)?;
        Some(kept(url, held))
    }

    /// When what is kept for the request's origin, URL and credentials was given, if that is no more than assumed.
    pub fn assumed_at(&self, request: &Request) -> Option<f64> {
        let (same_credentials, held) = self.entry(request, self.url(request))?;
        let entry: &Entry = record(&held);
        (same_credentials && entry.given.basis == Basis::Assumed).then_some(entry.given.stored_at)
    }

    /// Whether some entries may be gone, and others still be there, by chance: since the time that is returned.
    #[cfg(not(feature = "watch"))]
    pub fn purged_by_chance_at(&self) -> Option<f64> {
        let by_chance = matches!(self.rules.purge.value, Purge::RandomRun { .. });
        self.entries.full_at().filter(|_| by_chance)
    }

    /// Whether something is forgotten that the engine still has: since the time that is returned.
    #[cfg(not(feature = "watch"))]
    pub fn forgotten_at(&self) -> Option<f64> {
        self.entries.forgotten_at()
    }

    fn skips_lookup(&self, request: &Request) -> bool {
        let mode = request.cache_mode.as_str();
        self.rules.cache_modes.skip_lookup.value.contains(&mode)
    }

    /// Origin and URL under which the request's permissions are kept; `None` if they are not.
    fn key(&self, request: &Request) -> Option<String> {
        self.key_at(request, self.url(request))
    }

    /// [`PreflightCache::key`] at another URL.
    fn key_at(&self, request: &Request, url: &str) -> Option<String> {
        let page = request.origin.serialize();
        // What watches a page follows no redirect, which alone could have tainted the origin.
        let told = match cfg!(feature = "watch") {
            true => page.clone(),
            false => request.byte_serialized_origin(),
        };
        let (origin, counts) = match self.rules.origin_key.value {
            OriginKey::Serialized => (&told, true),
            OriginKey::Page => (&page, true),
            OriginKey::UntaintedPage => (&page, page == told),
            OriginKey::TupleOnly => (&told, told != "null"),
        };
        let limit = self.rules.url_length_limit.value.unwrap_or(usize::MAX);
        if !counts || url.len() >= limit {
            return None;
        }
        Some(join(&[origin, url], " "))
    }

    /// The current URL as it counts here.
    fn url<'a>(&self, request: &'a Request) -> &'a str {
        let url = request.current_url().href.as_str();
        if self.rules.empty_fragment_counts.value {
            url
        } else {
            url.strip_suffix('#').unwrap_or(url)
        }
    }

    /// What is kept at `url` for the request's origin, and whether that is for its credentials.
    fn entry(&self, request: &Request, url: &str) -> Option<(bool, Held<'_, Entry>)> {
        let key = self.key_at(request, url)?;
        let include = request.includes_credentials();
        for same in [true, false] {
            if let Some(held) = self.entries.get(&key, include == same, self.rules) {
                return Some((same, held));
            }
        }
        None
    }
}

/// What is to be told of an entry.
fn kept(url: &str, held: Held<'_, Entry>) -> Kept {
    Kept {
        url: url.to_owned(),
        entry: owned(held),
    }
}

impl Needs<'_> {
    /// Whether an entry must permit the method.
    fn method_needs_entry(&self, rules: &CacheRules) -> bool {
        let method = self.request.method.as_str();
        let forced = self.request.use_cors_preflight_flag && rules.forced_method_needs_entry.value;
        forced || !rules.exempt_methods.value.contains(&method)
    }

    /// Everything, as nothing is permitted.
    fn all(&self, rules: &CacheRules) -> Missing {
        let needs = self.request.use_cors_preflight_flag || self.method_needs_entry(rules);
        Missing {
            method: needs.then(|| self.request.method.clone()),
            names: self.names.to_vec(),
        }
    }
}
