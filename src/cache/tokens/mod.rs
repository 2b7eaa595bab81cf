//! Methods and header names that are permitted, each until it ends.

use alloc::string::String;
#[cfg(not(feature = "watch"))]
use alloc::{boxed::Box, vec::Vec};

#[cfg(not(feature = "watch"))]
mod indexed;
mod listed;

#[cfg(not(feature = "watch"))]
use self::indexed::Indexed;
#[cfg(not(feature = "watch"))]
use self::listed::Listed;
/// Tokens, in the order in which they were added. What watches a page has few, and is to be small.
#[cfg(feature = "watch")]
pub(crate) use self::listed::Listed as Tokens;
use super::entries::Given;
use crate::engine::CacheRules;
use crate::spec::header::is_cors_non_wildcard_request_header_name;

/// So many are found by their texts; of less, each is looked at.
#[cfg(not(feature = "watch"))]
const MANY: usize = 16;

/// So many are kept for an origin and a URL; then the first that was added goes. Names that change with each request would take
/// more and more.
const MOST: usize = 10_000;

/// A method, or a header name in lower case, that is permitted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub text: String,
    pub given: Given,
}

/// Tokens, in the order in which they were added.
#[cfg(not(feature = "watch"))]
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    /// All of them, unless there have been many.
    few: Listed,
    many: Option<Box<Indexed>>,
}

#[cfg(not(feature = "watch"))]
impl Tokens {
    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        let many = self.many.iter().flat_map(|many| many.iter());
        self.few.iter().chain(many)
    }

    pub fn into_all(self) -> impl Iterator<Item = Token> {
        let many = self.many.map(|many| many.into_all().collect::<Vec<_>>());
        self.few.into_all().chain(many.into_iter().flatten())
    }

    pub fn len(&self) -> usize {
        let many = self.many.as_deref().map_or(0, Indexed::len);
        self.few.len() + many
    }

    /// Adds one to an entry that is being read, of which nothing is kept yet.
    #[cfg_attr(not(test), allow(dead_code))]
    pub fn push(&mut self, token: Token) {
        self.few.push(token);
    }

    /// The first that is `text` or, with `star`, `*`, and counts: `counts` hears whether it is the text itself.
    pub fn first(
        &self,
        text: &str,
        star: bool,
        counts: impl Fn(&Given, bool) -> bool,
    ) -> Option<&Given> {
        match &self.many {
            Some(many) => many.first(text, star, counts),
            None => self.few.first(text, star, counts),
        }
    }

    /// Renews a token or adds it.
    pub fn keep(&mut self, text: String, given: Given, rules: &CacheRules) {
        if let Some(many) = &mut self.many {
            return many.keep(text, given, rules);
        }
        self.few.keep(text, given, rules);
        if self.few.len() >= MANY {
            self.many = Some(Box::new(Indexed::of(core::mem::take(&mut self.few))));
        }
    }
}

fn is_excepted(text: &str, rules: &CacheRules) -> bool {
    is_cors_non_wildcard_request_header_name(text) && !rules.wildcard_covers_authorization.value
}

fn renew(token: &mut Token, given: Given, rows: bool) {
    if rows {
        // Its max-age is set; by the letter, its clock goes on.
        token.given.seconds = given.seconds;
    } else {
        token.given = given;
    }
}
