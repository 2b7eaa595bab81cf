//! Tokens that are found by their texts, however many there are.

use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashTable;

use super::listed::Listed;
use super::{is_excepted, renew, Given, Token, MOST};
use crate::engine::{CacheRules, CacheShape};
use crate::table::hash;

/// Tokens, in the order in which they were added.
#[derive(Clone, Debug)]
pub(super) struct Indexed {
    /// What is gone leaves a hole.
    list: Vec<Option<Token>>,
    holes: usize,
    /// There is no token before this place.
    first: usize,
    /// Where the tokens are, by the hashes of their texts.
    places: HashTable<usize>,
    /// None ends before, in milliseconds, but for those that are over.
    none_before: f64,
    /// Those that had ended when they were given.
    over: Vec<usize>,
}

impl Indexed {
    pub fn of(all: Listed) -> Self {
        let mut indexed = Self {
            list: all.into_all().map(Some).collect(),
            holes: 0,
            first: 0,
            places: HashTable::new(),
            none_before: f64::INFINITY,
            over: Vec::new(),
        };
        indexed.index();
        indexed
    }

    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.list.iter().flatten()
    }

    pub fn into_all(self) -> impl Iterator<Item = Token> {
        self.list.into_iter().flatten()
    }

    pub fn len(&self) -> usize {
        self.list.len() - self.holes
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
        let place = match renewed {
            Some(place) => place,
            None => {
                self.drop_ended(now);
                if self.len() >= MOST {
                    self.drop_first();
                }
                self.add(Token { text, given })
            }
        };
        if let Some(Some(token)) = self.list.get_mut(place) {
            if renewed.is_some() {
                renew(token, given, rows);
            }
            let ends = token.given.expires_at();
            if ends <= now {
                self.over.push(place);
            } else {
                self.none_before = self.none_before.min(ends);
            }
        }
    }

    fn add(&mut self, token: Token) -> usize {
        let place = self.list.len();
        let digest = hash(&token.text);
        self.list.push(Some(token));
        self.note(place, digest);
        place
    }

    fn at(&self, place: usize) -> Option<&Token> {
        self.list.get(place)?.as_ref()
    }

    fn place(
        &self,
        text: &str,
        star: bool,
        counts: impl Fn(&Given, bool) -> bool,
    ) -> Option<usize> {
        let is = |place: &usize, sought: &str| {
            self.at(*place)
                .is_some_and(|token| token.text == sought && counts(&token.given, sought == text))
        };
        let of = |sought: &str| {
            let places = self.places.iter_hash(hash(sought)).copied();
            places.filter(|place| is(place, sought)).min()
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

    fn drop_first(&mut self) {
        while self.list.get(self.first).is_some_and(Option::is_none) {
            self.first += 1;
        }
        self.drop_at(self.first);
    }

    fn drop_at(&mut self, place: usize) {
        let slot = self.list.get_mut(place);
        let Some(token) = slot.and_then(Option::take) else {
            return;
        };
        self.holes += 1;
        let digest = hash(&token.text);
        let noted = self.places.find_entry(digest, |known| *known == place);
        if let Ok(noted) = noted {
            noted.remove();
        }
    }

    /// Closes the holes, and notes anew where all are, and when the first of them ends.
    fn index(&mut self) {
        self.list.retain(Option::is_some);
        (self.first, self.holes) = (0, 0);
        self.over.clear();
        let ends = self.iter().map(|token| token.given.expires_at());
        self.none_before = ends.fold(f64::INFINITY, f64::min);
        self.places.clear();
        for place in 0..self.list.len() {
            if let Some(token) = self.at(place) {
                self.note(place, hash(&token.text));
            }
        }
    }

    fn note(&mut self, place: usize, digest: u64) {
        let list = &self.list;
        let digest_of = |place: &usize| {
            let token = list.get(*place).and_then(Option::as_ref);
            token.map_or(0, |token| hash(&token.text))
        };
        self.places.insert_unique(digest, place, digest_of);
    }
}

#[cfg(test)]
mod tests;
