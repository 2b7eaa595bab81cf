//! What is kept for an origin and a URL, in the shape that the engine gives it: the standard's rows, one record that the
//! next preflight replaces, or tokens that each expire by themselves. All three are lists of tokens; they differ in what
//! a new preflight does to them, and in whom they serve.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::max_age::Asked;
pub(crate) use super::tokens::{Token, Tokens};
use super::{Hit, Lookup, Missing, Needs};
use crate::basis::Basis;
use crate::engine::{CacheRules, CacheShape, Purge, WildcardOnLookup};
use crate::say::join;
#[cfg(feature = "watch")]
use crate::shelf::Keeper;
use crate::shelf::{record, Held, Record, Shelf};
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::header::is_cors_non_wildcard_request_header_name;

/// So many origins and URLs are kept of engines that keep any number.
#[cfg(not(feature = "watch"))]
const MOST_ENTRIES: usize = 10_000;

/// How something was permitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Given {
    /// When, in milliseconds, and for how many seconds.
    pub stored_at: f64,
    pub seconds: u64,
    /// Whether the preflight that brought it was for a request with credentials.
    pub credentials: bool,
    /// How it is known.
    pub basis: Basis,
}

/// All that is permitted to an origin at a URL.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub methods: Tokens,
    pub names: Tokens,
    /// By the last preflight that brought something; the credentials are those of the first.
    pub given: Given,
    /// What the server had asked for then.
    pub asked: Asked,
    /// Whether it ends as a whole, as a record does; the other shapes' tokens end by themselves.
    pub ends: bool,
}

#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "watch"), derive(Default))]
pub(crate) struct Entries {
    entries: Shelf<Entry>,
    /// When there was last no room.
    #[cfg(not(feature = "watch"))]
    full_at: Option<f64>,
    /// When something was last forgotten that the engine keeps.
    #[cfg(not(feature = "watch"))]
    forgotten_at: Option<f64>,
}

/// What a preflight has brought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brought<'a> {
    pub grant: &'a Grant,
    pub asked: Asked,
    pub given: Given,
}

impl Given {
    pub fn expires_at(&self) -> f64 {
        self.stored_at + self.seconds as f64 * 1000.0
    }

    /// Whether it has not ended, and serves a request with credentials if that is one.
    pub(super) fn serves(&self, include: bool, now: f64) -> bool {
        now < self.expires_at() && (self.credentials || !include)
    }
}

impl Entries {
    /// What the keeper has; whether something may be gone by chance is not kept.
    #[cfg(feature = "watch")]
    pub fn of(keeper: &'static Keeper) -> Self {
        Self {
            entries: Shelf::of(keeper, "e"),
        }
    }

    pub fn lookup(&self, key: &str, needs: Needs<'_>, rules: &CacheRules, now: f64) -> Lookup {
        let include = needs.request.includes_credentials();
        let held = self.get(key, include, rules);
        let entry: Option<&Entry> = held.as_ref().map(record);
        let rows = rules.shape.value == CacheShape::Rows;
        let serves = |entry: &&Entry| {
            rows || now < entry.expires_at() && (entry.given.credentials || !include)
        };
        let Some(entry) = entry.filter(serves) else {
            return Lookup::Miss(needs.all(rules));
        };
        let mut hit = Hit {
            expires_at: entry.expires_at(),
            basis: entry.given.basis,
            stored_at: entry.given.stored_at,
        };
        let mut permits = |tokens: &Tokens, wanted: &str, wildcard: bool| {
            let counts = |given: &Given, exact: bool| {
                (exact || is_wildcard(given, include, rules)) && given.serves(include, now)
            };
            let Some(given) = tokens.first(wanted, wildcard, counts) else {
                return false;
            };
            hit.expires_at = hit.expires_at.min(given.expires_at());
            hit.basis = given.basis;
            hit.stored_at = hit.stored_at.min(given.stored_at);
            true
        };
        let mut missing = Missing::default();
        if needs.method_needs_entry(rules) && !permits(&entry.methods, &needs.request.method, true)
        {
            missing.method = Some(needs.request.method.clone());
        }
        for name in needs.names {
            let excepted = is_cors_non_wildcard_request_header_name(name)
                && !rules.wildcard_covers_authorization.value;
            if !permits(&entry.names, name, !excepted) {
                missing.names.push(name.clone());
            }
        }
        if missing.method.is_none() && missing.names.is_empty() {
            // Rows permit nothing by being there.
            Lookup::Hit(hit)
        } else {
            Lookup::Miss(missing)
        }
    }

    pub fn store(&mut self, key: &str, brought: Brought<'_>, rules: &CacheRules) {
        let shape = rules.shape.value;
        let mut given = brought.given;
        // Nothing that ends at once is added to tokens, and what is there already stays.
        if shape == CacheShape::Tokens && given.seconds == 0 {
            return;
        }
        let key = full_key(key, given.credentials, rules);
        let (mut methods, mut names) = (Tokens::default(), Tokens::default());
        match self.entries.take(&key) {
            Some(replaced) if shape != CacheShape::Record => {
                given.credentials = replaced.given.credentials;
                (methods, names) = (replaced.methods, replaced.names);
            }
            _ => {}
        }
        self.make_room(rules, given.stored_at);
        let granted = brought.grant.methods.as_deref();
        for method in granted.unwrap_or_default() {
            methods.keep(method.clone(), brought.given, rules);
        }
        let granted = brought.grant.header_names.as_deref();
        for name in granted.unwrap_or_default() {
            names.keep(name.to_ascii_lowercase(), brought.given, rules);
        }
        let entry = Entry {
            methods,
            names,
            given,
            asked: brought.asked,
            ends: shape == CacheShape::Record,
        };
        self.entries.put(&key, entry);
    }

    /// Forgets what is kept under `key`, with credentials or without.
    pub fn erase(&mut self, key: &str, rules: &CacheRules) {
        for credentials in [true, false] {
            self.entries.remove(&full_key(key, credentials, rules));
        }
    }

    pub(super) fn get(
        &self,
        key: &str,
        credentials: bool,
        rules: &CacheRules,
    ) -> Option<Held<'_, Entry>> {
        self.entries.get(&full_key(key, credentials, rules))
    }

    /// When there was last no room for one more.
    #[cfg(not(feature = "watch"))]
    pub fn full_at(&self) -> Option<f64> {
        self.full_at
    }

    /// When something was last forgotten that the engine itself still has.
    #[cfg(not(feature = "watch"))]
    pub fn forgotten_at(&self) -> Option<f64> {
        self.forgotten_at
    }

    /// Of engines that keep any number: drops what has ended and, if that is not enough, what was not used for longest.
    #[cfg(not(feature = "watch"))]
    fn forget(&mut self, now: f64) {
        if self.entries.len() < MOST_ENTRIES {
            return;
        }
        if self.entries.thin_out(MOST_ENTRIES / 4 * 3, now) {
            self.forgotten_at = Some(now);
        }
    }

    /// Drops an entry that has ended, or what was not used for longest, if there are too many.
    fn make_room(&mut self, rules: &CacheRules, now: f64) {
        let Some(capacity) = rules.capacity.value else {
            #[cfg(not(feature = "watch"))]
            self.forget(now);
            return;
        };
        if self.entries.len() < capacity {
            return;
        }
        #[cfg(not(feature = "watch"))]
        {
            self.full_at = Some(now);
        }
        // Which ones go by chance can't be known: the oldest are as good as any.
        let count = match rules.purge.value {
            Purge::LeastRecentlyUsed => 1,
            Purge::RandomRun { length } => length,
        };
        #[cfg(not(feature = "watch"))]
        self.entries.drop_victims(count, now);
        #[cfg(feature = "watch")]
        for _ in 0..count {
            if let Some(key) = self.entries.victim(now) {
                self.entries.remove(&key);
            }
        }
    }
}

impl Entry {
    /// When the whole of it ends.
    pub fn expires_at(&self) -> f64 {
        if self.ends {
            self.given.expires_at()
        } else {
            f64::INFINITY
        }
    }

    pub fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.methods.iter().chain(self.names.iter())
    }

    /// Whether anything in it has not ended.
    pub fn is_live(&self, now: f64) -> bool {
        now < self.ends_at()
    }
}

/// Whether a kept `*` covers everything for this request.
fn is_wildcard(given: &Given, include: bool, rules: &CacheRules) -> bool {
    match rules.wildcard.value {
        WildcardOnLookup::Literal => false,
        WildcardOnLookup::ByRecord => !given.credentials,
        WildcardOnLookup::ByRequest => !include,
        WildcardOnLookup::Always => true,
    }
}

/// The key, with the credentials in it where the engine has it so.
fn full_key(key: &str, credentials: bool, rules: &CacheRules) -> String {
    match rules.shape.value {
        CacheShape::Tokens if credentials => join(&["cred ", key], ""),
        CacheShape::Tokens => join(&["nocred ", key], ""),
        CacheShape::Record | CacheShape::Rows => key.to_owned(),
    }
}
