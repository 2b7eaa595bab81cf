//! The preflight cache, in the shape that an engine gives it.

use alloc::string::String;
use alloc::vec::Vec;

mod entries;
mod hash;
mod max_age;
mod rows;

use crate::engine::{CacheRules, CacheShape, EngineProfile, OriginKey};
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::header_list::HeaderList;
use crate::spec::origin::Origin;
use crate::spec::request::Request;

pub(crate) use max_age::seconds_to_keep;

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
    /// All is permitted, until then (milliseconds).
    Hit { expires_at: f64 },
    /// Something is not.
    Miss(Missing),
}

/// What no entry permits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Missing {
    pub method: Option<String>,
    pub names: Vec<String>,
}

#[derive(Clone, Debug)]
enum Kept {
    Rows(rows::Rows),
    Entries(entries::Entries),
}

/// What servers have permitted, and until when.
#[derive(Clone, Debug)]
pub(crate) struct PreflightCache {
    rules: &'static CacheRules,
    page: Origin,
    kept: Kept,
}

impl PreflightCache {
    pub fn new(profile: &'static EngineProfile, page: Origin) -> Self {
        let rules = &profile.cache;
        Self {
            rules,
            page,
            kept: Kept::new(rules.shape.value),
        }
    }

    /// Looks without changing anything.
    pub fn lookup(&self, needs: Needs<'_>, now: f64) -> Lookup {
        match (&self.kept, self.key(needs.request)) {
            _ if self.skips_lookup(needs.request) => Lookup::Miss(needs.all(self.rules)),
            (_, None) => Lookup::Miss(needs.all(self.rules)),
            (Kept::Rows(rows), _) => rows.lookup(needs, now),
            (Kept::Entries(entries), Some(key)) => entries.lookup(&key, needs, self.rules, now),
        }
    }

    /// What a lookup that found too little leaves behind.
    pub fn after_miss(&mut self, request: &Request) {
        if self.rules.shape.value == CacheShape::Record && !self.skips_lookup(request) {
            self.clear_for(request);
        }
    }

    /// Keeps what a preflight's response permits.
    pub fn store(&mut self, request: &Request, grant: &Grant, headers: &HeaderList, now: f64) {
        let mode = request.cache_mode.as_str();
        if self.rules.cache_modes.skip_store.value.contains(&mode) {
            return;
        }
        let Some(seconds) = seconds_to_keep(headers, &self.rules.max_age) else {
            return;
        };
        let Some(key) = self.key(request) else {
            return;
        };
        match &mut self.kept {
            Kept::Rows(rows) => rows.store(request, grant, seconds, now),
            Kept::Entries(entries) => entries.store(&key, request, grant, seconds, self.rules, now),
        }
    }

    /// Forgets what was permitted to the request's origin at its current URL.
    pub fn clear_for(&mut self, request: &Request) {
        let Some(key) = self.key(request) else {
            return;
        };
        match &mut self.kept {
            Kept::Rows(rows) => rows.clear_for(request),
            Kept::Entries(entries) => entries.erase(&key, self.rules),
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.kept = Kept::new(self.rules.shape.value);
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

impl Kept {
    fn new(shape: CacheShape) -> Self {
        match shape {
            CacheShape::Rows => Self::Rows(rows::Rows::default()),
            CacheShape::Record | CacheShape::Tokens => Self::Entries(entries::Entries::default()),
        }
    }
}

impl Needs<'_> {
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
