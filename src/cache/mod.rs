//! The preflight cache, in the shape that an engine gives it.

use alloc::string::String;
use alloc::vec::Vec;

mod entries;
mod max_age;
mod why;

use self::entries::{Brought, Entries};
use crate::basis::Basis;
use crate::engine::{CacheRules, CacheShape, ClearedBy, EngineProfile, OriginKey};
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::header_list::HeaderList;
use crate::spec::origin::Origin;
use crate::spec::request::Request;

pub(crate) use max_age::{seconds_to_keep, stated_max_age, StatedMaxAge};
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

/// Until when all is permitted (milliseconds), and how that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit {
    pub expires_at: f64,
    pub basis: Basis,
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
    page: Origin,
    entries: Entries,
}

impl PreflightCache {
    pub fn new(profile: &'static EngineProfile, page: Origin) -> Self {
        Self {
            rules: &profile.cache,
            page,
            entries: Entries::default(),
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
        let Some(seconds) = seconds_to_keep(headers, &self.rules.max_age) else {
            return;
        };
        if let Some(key) = self.key(request) {
            let credentials = request.includes_credentials();
            let brought = Brought {
                grant,
                seconds,
                credentials,
                basis,
                now,
            };
            self.entries.store(&key, brought, self.rules);
        }
    }

    /// What a network error leaves behind. `preflighted`: whether the request went the way of those that ask first;
    /// `of_check`: whether its preflight failed, or its response the CORS check.
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
    pub fn clear(&mut self) {
        self.entries = Entries::default();
    }

    fn skips_lookup(&self, request: &Request) -> bool {
        let mode = request.cache_mode.as_str();
        self.rules.cache_modes.skip_lookup.value.contains(&mode)
    }

    /// Origin and URL under which the request's permissions are kept; `None` if they are not.
    fn key(&self, request: &Request) -> Option<String> {
        let origin = match self.rules.origin_key.value {
            OriginKey::Serialized => request.byte_serialized_origin(),
            OriginKey::Page => self.page.serialize(),
            OriginKey::UntaintedPage => {
                let tainted = request.byte_serialized_origin() == "null";
                (!tainted || self.page == Origin::Opaque).then(|| self.page.serialize())?
            }
            OriginKey::TupleOnly => {
                let origin = request.byte_serialized_origin();
                (origin != "null").then_some(origin)?
            }
        };
        let mut url = request.current_url().href.as_str();
        if !self.rules.empty_fragment_counts.value {
            url = url.strip_suffix('#').unwrap_or(url);
        }
        if self
            .rules
            .url_length_limit
            .value
            .is_some_and(|limit| url.len() >= limit)
        {
            return None;
        }
        Some([origin.as_str(), " ", url].concat())
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
        let exempt = rules
            .exempt_methods
            .value
            .contains(&self.request.method.as_str());
        let forced = self.request.use_cors_preflight_flag;
        Missing {
            method: (!exempt || forced).then(|| self.request.method.clone()),
            names: self.names.to_vec(),
        }
    }
}
