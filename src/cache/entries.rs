//! What is kept for an origin and a URL, in two of the shapes that engines give it: one record, which the next
//! preflight replaces; or two entries, with and without credentials, of tokens that each expire by themselves.

use alloc::string::String;
use alloc::vec::Vec;

use core::hash::BuildHasherDefault;
use hashbrown::HashMap;

use super::hash::Fnv;
use super::{Lookup, Missing, Needs};
use crate::engine::{CacheRules, CacheShape, WildcardOnLookup};
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::header::is_cors_non_wildcard_request_header_name;
use crate::spec::request::Request;

/// A method, or a header name in lower case, and until when it is permitted.
#[derive(Clone, Debug)]
struct Token {
    text: String,
    expires_at: f64,
}

#[derive(Clone, Debug)]
struct Entry {
    methods: Vec<Token>,
    names: Vec<Token>,
    credentials: bool,
    /// Of a record; tokens have their own.
    expires_at: f64,
    /// Counts up with each use: the smallest goes first.
    used: u64,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Entries {
    entries: HashMap<String, Entry, BuildHasherDefault<Fnv>>,
    uses: u64,
}

impl Entries {
    pub fn lookup(&self, key: &str, needs: Needs<'_>, rules: &CacheRules, now: f64) -> Lookup {
        let request = needs.request;
        let include = request.includes_credentials();
        let served = |entry: &&Entry| now < entry.expires_at && (entry.credentials || !include);
        let Some(entry) = self
            .entries
            .get(&full_key(key, include, rules))
            .filter(served)
        else {
            return Lookup::Miss(needs.all(rules));
        };
        let wildcard = match rules.wildcard.value {
            WildcardOnLookup::Literal => false,
            WildcardOnLookup::ByRecord => !entry.credentials,
            WildcardOnLookup::ByRequest => !include,
            WildcardOnLookup::Always => true,
        };
        let mut expires_at = entry.expires_at;
        let mut permits = |tokens: &[Token], wanted: &str, wildcard: bool| {
            let found = find(tokens, wanted, now)
                .or_else(|| wildcard.then(|| find(tokens, "*", now)).flatten());
            expires_at = expires_at.min(found.unwrap_or(expires_at));
            found.is_some()
        };
        let mut missing = Missing::default();
        let exempt = rules
            .exempt_methods
            .value
            .contains(&request.method.as_str());
        if !exempt && !permits(&entry.methods, &request.method, wildcard) {
            missing.method = Some(request.method.clone());
        }
        for name in needs.names {
            let excepted = is_cors_non_wildcard_request_header_name(name)
                && !rules.wildcard_covers_authorization.value;
            if !permits(&entry.names, name, wildcard && !excepted) {
                missing.names.push(name.clone());
            }
        }
        if missing == Missing::default() {
            Lookup::Hit { expires_at }
        } else {
            Lookup::Miss(missing)
        }
    }

    pub fn store(
        &mut self,
        key: &str,
        request: &Request,
        grant: &Grant,
        seconds: u64,
        rules: &CacheRules,
        now: f64,
    ) {
        let merges = rules.shape.value == CacheShape::Tokens;
        // Nothing that ends at once is merged, and what is there already stays.
        if merges && seconds == 0 {
            return;
        }
        let credentials = request.includes_credentials();
        let key = full_key(key, credentials, rules);
        let expires_at = now + seconds as f64 * 1000.0;
        let mut entry = match self.entries.remove(&key) {
            Some(entry) if merges => entry,
            _ => Entry {
                methods: Vec::new(),
                names: Vec::new(),
                credentials,
                expires_at: if merges { f64::INFINITY } else { expires_at },
                used: 0,
            },
        };
        self.make_room(rules.capacity.value, now);
        self.uses += 1;
        entry.used = self.uses;
        for method in grant.methods.iter().flatten() {
            renew(&mut entry.methods, method.clone(), expires_at);
        }
        for name in grant.header_names.iter().flatten() {
            renew(&mut entry.names, name.to_ascii_lowercase(), expires_at);
        }
        self.entries.insert(key, entry);
    }

    /// Forgets what is kept under `key`, with credentials or without.
    pub fn erase(&mut self, key: &str, rules: &CacheRules) {
        for credentials in [true, false] {
            self.entries.remove(&full_key(key, credentials, rules));
        }
    }

    /// Drops an entry that has ended, or the one that was not used for longest, if there are too many.
    fn make_room(&mut self, capacity: Option<usize>, now: f64) {
        if capacity.is_none_or(|capacity| self.entries.len() < capacity) {
            return;
        }
        let mut victim: Option<(bool, u64, &String)> = None;
        for (key, entry) in &self.entries {
            let live = |tokens: &[Token]| tokens.iter().any(|token| now < token.expires_at);
            let rank = (live(&entry.methods) || live(&entry.names), entry.used, key);
            if victim.is_none_or(|victim| (rank.0, rank.1) < (victim.0, victim.1)) {
                victim = Some(rank);
            }
        }
        if let Some(key) = victim.map(|(_, _, key)| key.clone()) {
            self.entries.remove(&key);
        }
    }
}

/// The key, with the credentials in it where the engine has it so.
fn full_key(key: &str, credentials: bool, rules: &CacheRules) -> String {
    let prefix = match rules.shape.value {
        CacheShape::Tokens if credentials => "cred ",
        CacheShape::Tokens => "nocred ",
        CacheShape::Record | CacheShape::Rows => "",
    };
    [prefix, key].concat()
}

fn find(tokens: &[Token], wanted: &str, now: f64) -> Option<f64> {
    tokens
        .iter()
        .find(|token| token.text == wanted && now < token.expires_at)
        .map(|token| token.expires_at)
}

fn renew(tokens: &mut Vec<Token>, text: String, expires_at: f64) {
    match tokens.iter_mut().find(|token| token.text == text) {
        Some(token) => token.expires_at = expires_at,
        None => tokens.push(Token { text, expires_at }),
    }
}
