//! Methods and header names that are permitted, each until it ends.
//!
//! What watches a page has few, and is to be small: it looks at all of them, one by one. Everything else finds them by their texts.

use alloc::string::String;

#[cfg(not(feature = "watch"))]
mod indexed;
#[cfg(any(feature = "watch", test))]
mod listed;

#[cfg(not(feature = "watch"))]
pub(crate) use self::indexed::Tokens;
#[cfg(feature = "watch")]
pub(crate) use self::listed::Tokens;

use super::entries::Given;
use crate::engine::CacheRules;
use crate::spec::header::is_cors_non_wildcard_request_header_name;

/// So many are kept for an origin and a URL; then the first that was added goes. Names that change with each request would take
/// more and more.
const MOST: usize = 10_000;

/// A method, or a header name in lower case, that is permitted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub text: String,
    pub given: Given,
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
