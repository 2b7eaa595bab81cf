//! Two entries for each origin and URL, with and without credentials, of tokens that each expire by themselves.

use std::collections::HashMap;

use super::{Lookup, Missing, Needs};
use crate::engine::CacheRules;
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::request::Request;

#[derive(Clone, Debug)]
struct Token {
    text: String,
    expires_at: f64,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    methods: Vec<Token>,
    /// Lower-case.
    names: Vec<Token>,
    /// Counts up with each use: the smallest goes first.
    used: u64,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    entries: HashMap<String, Entry>,
    uses: u64,
}

fn with_credentials(key: &str, credentials: bool) -> String {
    format!("{} {key}", if credentials { "cred" } else { "nocred" })
}

impl Tokens {
    pub fn lookup(&self, key: &str, needs: Needs<'_>, rules: &CacheRules, now: f64) -> Lookup {
        let request = needs.request;
        let key = with_credentials(key, request.includes_credentials());
        let Some(entry) = self.entries.get(&key) else {
            return Lookup::Miss(needs.all(rules));
        };
        let expiry = |tokens: &[Token], wanted: &str| {
            tokens
                .iter()
                .find(|token| token.text == wanted && now < token.expires_at)
                .map(|token| token.expires_at)
        };
        let mut expires_at = f64::INFINITY;
        let mut missing = Missing::default();
        if !rules
            .exempt_methods
            .value
            .contains(&request.method.as_str())
        {
            match expiry(&entry.methods, &request.method) {
                Some(at) => expires_at = expires_at.min(at),
                None => missing.method = Some(request.method.clone()),
            }
        }
        for name in needs.names {
            match expiry(&entry.names, name) {
                Some(at) => expires_at = expires_at.min(at),
                None => missing.names.push(name.clone()),
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
        key: String,
        request: &Request,
        grant: &Grant,
        seconds: u64,
        capacity: Option<usize>,
        now: f64,
    ) {
        // Nothing that ends at once is kept, and what is there already stays.
        if seconds == 0 {
            return;
        }
        let key = with_credentials(&key, request.includes_credentials());
        if !self.entries.contains_key(&key) {
            self.make_room(capacity, now);
        }
        self.uses += 1;
        let entry = self.entries.entry(key).or_default();
        entry.used = self.uses;
        let expires_at = now + seconds as f64 * 1000.0;
        let renew = |tokens: &mut Vec<Token>, text: String| match tokens
            .iter_mut()
            .find(|token| token.text == text)
        {
            Some(token) => token.expires_at = expires_at,
            None => tokens.push(Token { text, expires_at }),
        };
        for method in grant.methods.iter().flatten() {
            renew(&mut entry.methods, method.clone());
        }
        for name in grant.header_names.iter().flatten() {
            renew(&mut entry.names, name.to_ascii_lowercase());
        }
    }

    pub fn clear_for(&mut self, key: &str) {
        for credentials in [true, false] {
            self.entries.remove(&with_credentials(key, credentials));
        }
    }

    /// Drops an entry that has ended, or the one that was not used for longest, if there are too many.
    fn make_room(&mut self, capacity: Option<usize>, now: f64) {
        if capacity.is_none_or(|capacity| self.entries.len() < capacity) {
            return;
        }
        let ended = |entry: &Entry| {
            entry
                .methods
                .iter()
                .chain(&entry.names)
                .all(|token| token.expires_at <= now)
        };
        let victim = self
            .entries
            .iter()
            .min_by_key(|(_, entry)| (!ended(entry), entry.used))
            .map(|(key, _)| key.clone());
        if let Some(victim) = victim {
            self.entries.remove(&victim);
        }
    }
}
