//! The preflight cache, in the shape that an engine gives it.

mod max_age;
mod record;
mod rows;
mod tokens;

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
enum Entries {
    Rows(rows::Rows),
    Record(record::Records),
    Tokens(tokens::Tokens),
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
        let rules = &profile.cache;
        Self {
            rules,
            page,
            entries: match rules.shape.value {
                CacheShape::Rows => Entries::Rows(rows::Rows::default()),
                CacheShape::Record => Entries::Record(record::Records::default()),
                CacheShape::Tokens => Entries::Tokens(tokens::Tokens::default()),
            },
        }
    }

    /// Looks without changing anything.
    pub fn lookup(&self, needs: Needs<'_>, now: f64) -> Lookup {
        let mode = needs.request.cache_mode.as_str();
        let skipped = self.rules.cache_modes.skip_lookup.value.contains(&mode);
        let key = self.key(needs.request);
        match (&self.entries, key) {
            _ if skipped => Lookup::Miss(needs.all(self.rules)),
            (_, None) => Lookup::Miss(needs.all(self.rules)),
            (Entries::Rows(rows), _) => rows.lookup(needs, now),
            (Entries::Record(records), Some(key)) => records.lookup(&key, needs, self.rules, now),
            (Entries::Tokens(tokens), Some(key)) => tokens.lookup(&key, needs, self.rules, now),
        }
    }

    /// What a lookup that found too little leaves behind.
    pub fn after_miss(&mut self, request: &Request) {
        let mode = request.cache_mode.as_str();
        let skipped = self.rules.cache_modes.skip_lookup.value.contains(&mode);
        if let (false, Some(key), Entries::Record(records)) =
            (skipped, self.key(request), &mut self.entries)
        {
            records.erase(&key);
        }
    }

    /// Keeps what a preflight's response permits.
    pub fn store(&mut self, request: &Request, grant: &Grant, headers: &HeaderList, now: f64) {
        let mode = request.cache_mode.as_str();
        let Some(seconds) = seconds_to_keep(headers, &self.rules.max_age) else {
            return;
        };
        if self.rules.cache_modes.skip_store.value.contains(&mode) {
            return;
        }
        let Some(key) = self.key(request) else {
            return;
        };
        match &mut self.entries {
            Entries::Rows(rows) => rows.store(request, grant, seconds, now),
            Entries::Record(records) => records.store(key, request, grant, seconds, now),
            Entries::Tokens(tokens) => {
                tokens.store(key, request, grant, seconds, self.rules.capacity.value, now);
            }
        }
    }

    /// Forgets what was permitted to the request's origin at its current URL.
    pub fn clear_for(&mut self, request: &Request) {
        let Some(key) = self.key(request) else {
            return;
        };
        match &mut self.entries {
            Entries::Rows(rows) => rows.clear_for(request),
            Entries::Record(records) => records.erase(&key),
            Entries::Tokens(tokens) => tokens.clear_for(&key),
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        match &mut self.entries {
            Entries::Rows(rows) => *rows = rows::Rows::default(),
            Entries::Record(records) => *records = record::Records::default(),
            Entries::Tokens(tokens) => *tokens = tokens::Tokens::default(),
        }
    }

    /// Origin and URL under which the request's permissions are kept; `None` if they are not.
    fn key(&self, request: &Request) -> Option<String> {
        let origin = match self.rules.origin_key.value {
            OriginKey::Serialized => request.byte_serialized_origin(),
            OriginKey::Page => self.page.to_string(),
            OriginKey::UntaintedPage => {
                let tainted = request.byte_serialized_origin() == "null";
                (!tainted || self.page == Origin::Opaque).then(|| self.page.to_string())?
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
        Some(format!("{origin} {url}"))
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
