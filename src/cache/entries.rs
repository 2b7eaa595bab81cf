//! What is kept for an origin and a URL, in the shape that the engine gives it: the standard's rows, one record that the
//! next preflight replaces, or tokens that each expire by themselves. All three are lists of tokens; they differ in what
//! a new preflight does to them, and in whom they serve.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::hash::BuildHasherDefault;

use hashbrown::HashMap;

use super::{Hit, Lookup, Missing, Needs};
use crate::basis::Basis;
use crate::engine::{CacheRules, CacheShape, WildcardOnLookup};
use crate::hash::Fnv;
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
    /// When the last token ends.
    ends_at: f64,
    /// Counts up with each use: the smallest goes first.
    used: u64,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Entries {
    entries: HashMap<String, Entry, BuildHasherDefault<Fnv>>,
    uses: u64,
}

/// What a preflight has brought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brought<'a> {
    pub grant: &'a Grant,
    pub seconds: u64,
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
    pub fn lookup(&self, key: &str, needs: Needs<'_>, rules: &CacheRules, now: f64) -> Lookup {
        let include = needs.request.includes_credentials();
        let served = |entry: &&Entry| now < entry.expires_at && (entry.credentials || !include);
        let entry = self.get(key, include, rules);
        let Some(entry) =
            entry.filter(|entry| rules.shape.value == CacheShape::Rows || served(entry))
        else {
            return Lookup::Miss(needs.all(rules));
        };
        let mut hit = Hit {
            expires_at: entry.expires_at,
            basis: entry.basis,
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
        let replaced = self.entries.remove(&key);
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
                ends_at: 0.0,
                used: 0,
            },
        };
        self.make_room(rules.capacity.value, brought.now);
        self.uses += 1;
        entry.used = self.uses;
        entry.basis = brought.basis;
        for method in brought.grant.methods.iter().flatten() {
            keep(&mut entry.methods, method.clone(), brought, rules);
        }
        for name in brought.grant.header_names.iter().flatten() {
            keep(&mut entry.names, name.to_ascii_lowercase(), brought, rules);
        }
        let tokens = entry.methods.iter().chain(&entry.names);
        entry.ends_at = tokens.map(Token::expires_at).fold(0.0, f64::max);
        self.entries.insert(key, entry);
    }

    /// Forgets what is kept under `key`, with credentials or without.
    pub fn erase(&mut self, key: &str, rules: &CacheRules) {
        for credentials in [true, false] {
            self.entries.remove(&full_key(key, credentials, rules));
        }
    }

    pub(super) fn get(&self, key: &str, credentials: bool, rules: &CacheRules) -> Option<&Entry> {
        self.entries.get(&full_key(key, credentials, rules))
    }

    /// Drops an entry that has ended, or the one that was not used for longest, if there are too many.
    fn make_room(&mut self, capacity: Option<usize>, now: f64) {
        if capacity.is_none_or(|capacity| self.entries.len() < capacity) {
            return;
        }
        let mut victim: Option<(bool, u64, &String)> = None;
        for (key, entry) in &self.entries {
            let rank = (now < entry.ends_at, entry.used, key);
            if victim.is_none_or(|victim| (rank.0, rank.1) < (victim.0, victim.1)) {
                victim = Some(rank);
            }
        }
        if let Some(key) = victim.map(|(_, _, key)| key.clone()) {
            self.entries.remove(&key);
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
        CacheShape::Tokens if credentials => ["cred ", key].concat(),
        CacheShape::Tokens => ["nocred ", key].concat(),
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
