//! Tokens that are found by their texts, however many there are.

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashTable;

use super::{is_excepted, renew, Given, Token, MOST};
use crate::engine::{CacheRules, CacheShape};
use crate::table::hash;

/// So many are looked at one by one.
const FEW: usize = 16;

/// Tokens, in the order in which they were added.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    /// What is gone leaves a hole, though not in front.
    list: VecDeque<Option<Token>>,
    holes: usize,
    /// Where the tokens are, by the hashes of their texts. Nothing as long as there are few.
    places: HashTable<usize>,
    /// The place of the first: each token keeps its own.
    first: usize,
    /// None ends before, in milliseconds, but for those that are over.
    none_before: f64,
    /// Those that had ended when they were given.
    over: Vec<usize>,
}

impl Default for Tokens {
    fn default() -> Self {
        Self {
            list: VecDeque::new(),
            holes: 0,
            places: HashTable::new(),
            first: 0,
            none_before: f64::INFINITY,
            over: Vec::new(),
        }
    }
}

impl Tokens {
    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.list.iter().flatten()
    }

    pub fn into_all(self) -> impl Iterator<Item = Token> {
        self.list.into_iter().flatten()
    }

    pub fn len(&self) -> usize {
        self.list.len() - self.holes
    }

    #[cfg_attr(not(test), allow(dead_code))]
    pub fn push(&mut self, token: Token) {
        self.add(token, f64::NEG_INFINITY);
    }

    /// The first that is `text` or, with `star`, `*`, and counts: `counts` hears whether it is the text itself.
    pub fn first(
        &self,
        text: &str,
        star: bool,
        counts: impl Fn(&Given, bool) -> bool,
    ) -> Option<&Given> {
        let place = self.place(text, star, counts)?;
        self.at(place).map(|token| &token.given)
    }

    /// Renews a token or adds it.
    pub fn keep(&mut self, text: String, given: Given, rules: &CacheRules) {
        let rows = rules.shape.value == CacheShape::Rows;
        let now = given.stored_at;
        // A row serves and is served by others: what matches is renewed, be it a wildcard.
        let star = rows && !is_excepted(&text, rules);
        let renewed = self.place(&text, star, |known, _| {
            !rows || known.serves(given.credentials, now)
        });
        if let Some(place) = renewed {
            if let Some(Some(token)) = self.list.get_mut(place - self.first) {
                renew(token, given, rows);
                let ends = token.given.expires_at();
                self.note_end(place, ends, now);
            }
            return;
        }
        self.drop_ended(now);
        if self.len() >= MOST {
            self.drop_at(self.first);
        }
        self.add(Token { text, given }, now);
    }

    fn add(&mut self, token: Token, now: f64) {
        let place = self.first + self.list.len();
        let (digest, ends) = (hash(&token.text), token.given.expires_at());
        self.list.push_back(Some(token));
        if self.places.is_empty() && self.len() >= FEW {
            return self.index();
        }
        if !self.places.is_empty() {
            self.note(place, digest);
        }
        self.note_end(place, ends, now);
    }

    fn note_end(&mut self, place: usize, ends: f64, now: f64) {
        if ends <= now {
            self.over.push(place);
        } else {
            self.none_before = self.none_before.min(ends);
        }
    }

    fn at(&self, place: usize) -> Option<&Token> {
        self.list.get(place.checked_sub(self.first)?)?.as_ref()
    }

    fn place(
        &self,
        text: &str,
        star: bool,
        counts: impl Fn(&Given, bool) -> bool,
    ) -> Option<usize> {
        let is = |token: &Token, sought: &str| {
            token.text == sought && counts(&token.given, sought == text)
        };
        if self.places.is_empty() {
            let mut list = self.list.iter();
            let at = list.position(|token| {
                let token = token.as_ref();
                token.is_some_and(|token| is(token, text) || star && is(token, "*"))
            });
            return at.map(|at| self.first + at);
        }
        let of = |sought: &str| {
            let places = self.places.iter_hash(hash(sought)).copied();
            places
                .filter(|place| self.at(*place).is_some_and(|token| is(token, sought)))
                .min()
        };
        let star = if star { of("*") } else { None };
        [of(text), star].into_iter().flatten().min()
    }

    /// Drops what has ended.
    fn drop_ended(&mut self, now: f64) {
        for place in core::mem::take(&mut self.over) {
            let token = self.at(place);
            if token.is_some_and(|token| token.given.expires_at() <= now) {
                self.drop_at(place);
            }
        }
        if self.none_before <= now {
            for slot in &mut self.list {
                *slot = slot.take().filter(|token| now < token.given.expires_at());
            }
            self.index();
        } else if self.holes > self.len() {
            self.index();
        }
    }

    fn drop_at(&mut self, place: usize) {
        let slot = self.list.get_mut(place - self.first);
        let Some(token) = slot.and_then(Option::take) else {
            return;
        };
        self.holes += 1;
        let noted = self
            .places
            .find_entry(hash(&token.text), |known| *known == place);
        if let Ok(noted) = noted {
            noted.remove();
        }
        while self.list.front().is_some_and(Option::is_none) {
            self.list.pop_front();
            self.first += 1;
            self.holes -= 1;
        }
    }

    /// Closes the holes, and notes anew where all are, and when the first of them ends.
    fn index(&mut self) {
        self.list.retain(Option::is_some);
        (self.first, self.holes) = (0, 0);
        self.places.clear();
        self.over.clear();
        let ends = self.iter().map(|token| token.given.expires_at());
        self.none_before = ends.fold(f64::INFINITY, f64::min);
        if self.list.len() < FEW {
            return;
        }
        for place in 0..self.list.len() {
            if let Some(token) = self.at(place) {
                self.note(place, hash(&token.text));
            }
        }
    }

    fn note(&mut self, place: usize, digest: u64) {
        let (list, first) = (&self.list, self.first);
        let digest_of = |place: &usize| {
            let token = list.get(place - first).and_then(Option::as_ref);
            token.map_or(0, |token| hash(&token.text))
        };
        self.places.insert_unique(digest, place, digest_of);
    }
}

#[cfg(test)]
mod tests;
