//! What is kept for an origin and a URL, in the shape that the engine gives it: the standard's rows, one record that the
//! next preflight replaces, or tokens that each expire by themselves. All three are lists of tokens; they differ in what
//! a new preflight does to them, and in whom they serve.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::max_age::Asked;
use super::{Hit, Kept, Lookup, Missing, Needs};
use crate::basis::Basis;
use crate::engine::{CacheRules, CacheShape, Purge, WildcardOnLookup};
use crate::say::join;
#[cfg(feature = "watch")]
use crate::shelf::Keeper;
use crate::shelf::{record, Held, Record, Shelf};
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::header::is_cors_non_wildcard_request_header_name;

/// A method, or a header name in lower case, that is permitted.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub text: String,
    pub stored_at: f64,
    pub seconds: u64,
    /// Whether the preflight that brought it was for a request with credentials.
    pub credentials: bool,
    /// How it is known.
    pub basis: Basis,
}

/// All that is permitted to an origin at a URL.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub methods: Vec<Token>,
    pub names: Vec<Token>,
    pub credentials: bool,
    /// Of a record; the other shapes' tokens end by themselves.
    pub expires_at: f64,
    pub basis: Basis,
    /// When the last preflight brought something, for how many seconds, and what the server had asked for.
    pub stored_at: f64,
    pub seconds: u64,
    pub asked: Asked,
}

#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "watch"), derive(Default))]
pub(crate) struct Entries {
    entries: Shelf<Entry>,
    /// When there was last no room.
    full_at: Option<f64>,
}

/// What a preflight has brought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brought<'a> {
    pub grant: &'a Grant,
    pub seconds: u64,
    pub asked: Asked,
    pub credentials: bool,
    pub basis: Basis,
    pub now: f64,
}

impl Token {
    pub fn expires_at(&self) -> f64 {
        self.stored_at + self.seconds as f64 * 1000.0
    }
}

impl Entries {
    /// What the keeper has; whether something may be gone by chance is not kept.
    #[cfg(feature = "watch")]
    pub fn of(keeper: Keeper) -> Self {
        Self {
            entries: Shelf::of(keeper, "e"),
            full_at: None,
        }
    }

    pub fn lookup(&self, key: &str, needs: Needs<'_>, rules: &CacheRules, now: f64) -> Lookup {
        let include = needs.request.includes_credentials();
        let served = |entry: &&Entry| now < entry.expires_at && (entry.credentials || !include);
        let held = self.get(key, include, rules);
        let entry: Option<&Entry> = held.as_ref().map(record);
        let Some(entry) =
            entry.filter(|entry| rules.shape.value == CacheShape::Rows || served(entry))
        else {
            return Lookup::Miss(needs.all(rules));
        };
        let mut hit = Hit {
            expires_at: entry.expires_at,
            basis: entry.basis,
            stored_at: entry.stored_at,
        };
        let mut permits = |tokens: &[Token], wanted: &str, wildcard: bool| {
            let served =
                |token: &&Token| now < token.expires_at() && (token.credentials || !include);
            let covers = |token: &&Token| {
                token.text == wanted
                    || (wildcard && token.text == "*" && is_wildcard(token, include, rules))
            };
            let Some(token) = tokens.iter().filter(served).find(covers) else {
                return false;
            };
            hit.expires_at = hit.expires_at.min(token.expires_at());
            hit.basis = token.basis;
            hit.stored_at = hit.stored_at.min(token.stored_at);
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
        if missing == Missing::default() {
            // Rows permit nothing by being there.
            Lookup::Hit(hit)
        } else {
            Lookup::Miss(missing)
        }
    }

    pub fn store(&mut self, key: &str, brought: Brought<'_>, rules: &CacheRules) {
        let shape = rules.shape.value;
        // Nothing that ends at once is added to tokens, and what is there already stays.
        if shape == CacheShape::Tokens && brought.seconds == 0 {
            return;
        }
        let key = full_key(key, brought.credentials, rules);
        let replaced = self.entries.take(&key);
        let mut entry = match replaced.filter(|_| shape != CacheShape::Record) {
            Some(entry) => entry,
            None => Entry {
                methods: Vec::new(),
                names: Vec::new(),
                credentials: brought.credentials,
                expires_at: match shape {
                    CacheShape::Record => brought.now + brought.seconds as f64 * 1000.0,
                    CacheShape::Rows | CacheShape::Tokens => f64::INFINITY,
                },
                basis: brought.basis,
                stored_at: brought.now,
                seconds: brought.seconds,
                asked: brought.asked,
            },
        };
        self.make_room(rules, brought.now);
        entry.basis = brought.basis;
        entry.stored_at = brought.now;
        entry.seconds = brought.seconds;
        entry.asked = brought.asked;
        for method in brought.grant.methods.iter().flatten() {
            keep(&mut entry.methods, method.clone(), brought, rules);
        }
        for name in brought.grant.header_names.iter().flatten() {
            keep(&mut entry.names, name.to_ascii_lowercase(), brought, rules);
        }
        self.entries.put(&key, entry);
    }

    /// Forgets what is kept under `key`, with credentials or without.
    pub fn erase(&mut self, key: &str, rules: &CacheRules) {
        for credentials in [true, false] {
            self.entries.take(&full_key(key, credentials, rules));
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
    pub fn full_at(&self) -> Option<f64> {
        self.full_at
    }

    /// Drops an entry that has ended, or what was not used for longest, if there are too many.
    fn make_room(&mut self, rules: &CacheRules, now: f64) {
        let Some(capacity) = rules.capacity.value else {
            return;
        };
        if self.entries.len() < capacity {
            return;
        }
        self.full_at = Some(now);
        // Which ones go by chance can't be known: the oldest are as good as any.
        let count = match rules.purge.value {
            Purge::LeastRecentlyUsed => 1,
            Purge::RandomRun { length } => length,
        };
        for _ in 0..count {
            if let Some(key) = self.entries.victim(now) {
                self.entries.take(&key);
            }
        }
    }
}

impl Entry {
    /// Whether anything in it has not ended.
    pub fn is_live(&self, now: f64) -> bool {
        now < self.ends_at()
    }

    /// What is to be told of it.
    pub fn kept(&self, url: &str) -> Kept {
        let texts = |tokens: &[Token]| tokens.iter().map(|token| token.text.clone()).collect();
        let tokens = self.methods.iter().chain(&self.names);
        Kept {
            url: url.to_owned(),
            methods: texts(&self.methods),
            names: texts(&self.names),
            credentials: self.credentials,
            stored_at: self.stored_at,
            expires_at: tokens
                .map(Token::expires_at)
                .fold(f64::NEG_INFINITY, f64::max)
                .max(self.stored_at + self.seconds as f64 * 1000.0),
            seconds: self.seconds,
            asked: self.asked,
        }
    }
}

/// Whether a kept `*` covers everything for this request.
fn is_wildcard(token: &Token, include: bool, rules: &CacheRules) -> bool {
    match rules.wildcard.value {
        WildcardOnLookup::Literal => false,
        WildcardOnLookup::ByRecord => !token.credentials,
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

/// Renews a token or adds it.
fn keep(tokens: &mut Vec<Token>, text: String, brought: Brought<'_>, rules: &CacheRules) {
    let rows = rules.shape.value == CacheShape::Rows;
    let include = brought.credentials;
    let excepted = is_cors_non_wildcard_request_header_name(&text)
        && !rules.wildcard_covers_authorization.value;
    // A row serves and is served by others: what matches is renewed, be it a wildcard.
    let matches = |token: &&mut Token| {
        if !rows {
            return token.text == text;
        }
        brought.now < token.expires_at()
            && (token.credentials || !include)
            && (token.text == text || (token.text == "*" && !excepted))
    };
    match tokens.iter_mut().find(matches) {
        // Its max-age is set; by the letter, its clock goes on.
        Some(token) if rows => token.seconds = brought.seconds,
        Some(token) => {
            token.stored_at = brought.now;
            token.seconds = brought.seconds;
            token.basis = brought.basis;
        }
        None => {
            tokens.retain(|token| brought.now < token.expires_at());
            tokens.push(Token {
                text,
                stored_at: brought.now,
                seconds: brought.seconds,
                credentials: include,
                basis: brought.basis,
            });
        }
    }
}
