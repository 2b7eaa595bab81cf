//! Tokens that are looked at one by one.

use alloc::string::String;
use alloc::vec::Vec;

use super::{is_excepted, renew, Given, Token, MOST};
use crate::engine::{CacheRules, CacheShape};

/// Tokens, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listed {
    list: Vec<Token>,
}

impl Listed {
    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.list.iter()
    }

    pub fn into_all(self) -> impl Iterator<Item = Token> {
        self.list.into_iter()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn push(&mut self, token: Token) {
        self.list.push(token);
    }

    /// The first that is `text` or, with `star`, `*`, and counts: `counts` hears whether it is the text itself.
    pub fn first(
        &self,
        text: &str,
        star: bool,
        counts: impl Fn(&Given, bool) -> bool,
    ) -> Option<&Given> {
        for token in &self.list {
            let exact = token.text == text;
            if (exact || star && token.text == "*") && counts(&token.given, exact) {
                return Some(&token.given);
            }
        }
        None
    }

    /// Renews a token or adds it.
    #[inline(never)]
    pub fn keep(&mut self, text: String, given: Given, rules: &CacheRules) {
        let rows = rules.shape.value == CacheShape::Rows;
        let now = given.stored_at;
        let excepted = is_excepted(&text, rules);
        for token in &mut self.list {
            // A row serves and is served by others: what matches is renewed, be it a wildcard.
            let matches = token.text == text || rows && token.text == "*" && !excepted;
            if !matches || rows && !token.given.serves(given.credentials, now) {
                continue;
            }
            return renew(token, given, rows);
        }
        self.list.retain(|token| now < token.given.expires_at());
        if self.list.len() >= MOST {
            // All shelves that are full start anew there.
            self.list.clear();
        }
        self.list.push(Token { text, given });
    }
}
