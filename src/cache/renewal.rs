//! Many tokens renewed or added at once.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::entries::Given;
use super::tokens::{is_excepted, renew, Token, MOST};
use crate::engine::{CacheRules, CacheShape};

/// [`keep_all`](super::tokens::keep_all) for many at once, without looking at all tokens for each.
pub(super) struct Renewal<'a> {
    /// What is gone leaves a hole.
    tokens: Vec<Option<Token>>,
    places: BTreeMap<String, Vec<usize>>,
    /// What has ended, and goes when one is added.
    ended: Vec<usize>,
    given: Given,
    rules: &'a CacheRules,
}

impl<'a> Renewal<'a> {
    pub fn of(tokens: &mut Vec<Token>, given: Given, rules: &'a CacheRules) -> Self {
        let mut renewal = Self {
            tokens: Vec::new(),
            places: BTreeMap::new(),
            ended: Vec::new(),
            given,
            rules,
        };
        for token in core::mem::take(tokens) {
            renewal.add(token);
        }
        renewal
    }

    pub fn all(mut self, texts: impl Iterator<Item = String>, tokens: &mut Vec<Token>) {
        for text in texts {
            self.keep(text);
        }
        tokens.extend(self.tokens.into_iter().flatten());
        tokens.drain(..tokens.len().saturating_sub(MOST));
    }

    fn keep(&mut self, text: String) {
        let rows = self.rules.shape.value == CacheShape::Rows;
        let wildcard = rows && !is_excepted(&text, self.rules);
        let known = [Some(text.as_str()), Some("*").filter(|_| wildcard)];
        let first = known
            .into_iter()
            .flatten()
            .filter_map(|text| self.first(text, rows))
            .min();
        match first.and_then(|at| Some((at, self.tokens.get_mut(at)?.as_mut()?))) {
            Some((at, token)) => {
                renew(token, self.given, rows);
                if token.given.expires_at() <= self.given.stored_at {
                    self.ended.push(at);
                }
            }
            None => {
                for at in core::mem::take(&mut self.ended) {
                    let now = self.given.stored_at;
                    let slot = self.tokens.get_mut(at);
                    if let Some(slot) = slot.filter(|slot| {
                        slot.as_ref()
                            .is_some_and(|token| token.given.expires_at() <= now)
                    }) {
                        *slot = None;
                    }
                }
                let given = self.given;
                self.add(Token { text, given });
            }
        }
    }

    fn add(&mut self, token: Token) {
        let at = self.tokens.len();
        if token.given.expires_at() <= self.given.stored_at {
            self.ended.push(at);
        }
        self.places.entry(token.text.clone()).or_default().push(at);
        self.tokens.push(Some(token));
    }

    /// Where `text` stands first, as far as it can be renewed.
    fn first(&mut self, text: &str, rows: bool) -> Option<usize> {
        let (tokens, given) = (&self.tokens, self.given);
        let token = |at: usize| tokens.get(at).and_then(Option::as_ref);
        let places = self.places.get_mut(text)?;
        places.retain(|at| token(*at).is_some());
        let serves = |token: &Token| token.given.serves(given.credentials, given.stored_at);
        let mut places = places.iter().copied();
        places.find(|at| !rows || token(*at).is_some_and(serves))
    }
}
