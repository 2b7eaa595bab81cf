//! What is said about each reason for a miss, and what would have made it a hit. An exhaustive match, a row a variant.

use alloc::string::String;

use crate::cache::{MissReason, UrlDifference};
use crate::pieces::pieces;
use crate::say::{fill, join, number};

/// Code, sentence, and the sentence that says what would have made it a hit.
pub(crate) type Row = (&'static str, String, String);

/// A row out of code and templates, which bars separate; both are filled with the same pieces.
fn row(packed: &'static str, filling: [&str; 2]) -> Row {
    let mut parts = pieces(packed, b'|');
    let mut part = || parts.next().unwrap_or_default();
    (part(), fill(part(), &filling), fill(part(), &filling))
}

/// What is said about a reason.
#[rustfmt::skip]
pub(crate) fn of_miss_reason(reason: &MissReason) -> Row {
    let (first_number, second_number);
    let (mut first, mut second) = ("", "");
    let template = match reason {
        MissReason::CacheModeBypasses { mode } => {
            first = mode;
            "cache-mode-bypasses|\
            In this engine, requests in cache mode {} ask each time.|\
            In cache mode default it could be a hit."
        }
        MissReason::OriginNeverKept => "origin-never-kept|\
            This engine keeps no permission for origin null.|\
            From a page that has an origin it could be a hit.",
        MissReason::UrlTooLong { bytes, limit } => {
            first_number = number(*bytes);
            second_number = number(*limit);
            (first, second) = (&first_number, &second_number);
            "url-too-long|\
            The URL has {} bytes; this engine keeps no permission for URLs of {} and more.|\
            With a shorter URL it could be a hit."
        }
        MissReason::NothingKept => "nothing-kept|\
            No permission is known for this page's origin at this very URL, query included.|\
            Once asked, it is a hit for as long as Access-Control-Max-Age says.",
        MissReason::UrlDiffers(difference) => return of_url_difference(difference),
        MissReason::Expired { milliseconds } => {
            first_number = number((milliseconds / 1000.0) as usize);
            first = &first_number;
            "expired|\
            The permission ended {} s ago.|\
            With an Access-Control-Max-Age longer by more than {} s it would be a hit, where the engine keeps it so long."
        }
        MissReason::OtherCredentials => "other-credentials|\
            The known permission is for another credentials mode and does not serve this one.|\
            With the same credentials mode as before it would be a hit.",
        MissReason::WildcardDoesNotCount { name } => {
            first = name;
            "wildcard-does-not-count|\
            The server has permitted *, which this engine does not count for {} on later requests.|\
            If the server listed {} by name it would be a hit."
        }
        MissReason::MethodNotListed { method } => {
            first = method;
            "method-not-listed|\
            The known permission does not list {}.|\
            If Access-Control-Allow-Methods always listed {} it would be a hit."
        }
        MissReason::HeaderNotListed { name } => {
            first = name;
            "header-not-listed|\
            The known permission does not list {}.|\
            Without the header, or if Access-Control-Allow-Headers always listed {}, it would be a hit."
        }
    };
    row(template, [first, second])
}

#[rustfmt::skip]
fn of_url_difference(difference: &UrlDifference) -> Row {
    let owned;
    let mut first = "";
    let template = match difference {
        UrlDifference::Origin { kept } => {
            first = kept;
            "origin-differs|\
            A permission is known for the same path at {}; each origin is asked by itself.|\
            If all calls went to {} it would be a hit."
        }
        UrlDifference::Path { segment } => {
            owned = number(*segment);
            first = &owned;
            "path-differs|\
            A permission is known for a URL that differs in segment {} of its path; each URL is asked by itself.|\
            If segment {} stayed the same (an id in the body, not in the query) it would be a hit."
        }
        UrlDifference::Query { keys } if keys.is_empty() => "query-differs|\
            A permission is known for the same URL with its query written otherwise; each URL is asked by itself.|\
            If the query were always written the same way it would be a hit.",
        UrlDifference::Query { keys } => {
            let keys: alloc::vec::Vec<&str> = keys.iter().map(String::as_str).collect();
            owned = join(&keys, ", ");
            first = &owned;
            "query-differs|\
            A permission is known for a URL whose query differs in {}; each URL is asked by itself.|\
            If {} stayed the same it would be a hit."
        }
        UrlDifference::Fragment => "fragment-differs|\
            A permission is known for the same URL with another fragment, which makes another URL of it here.|\
            Without the fragment it would be a hit.",
    };
    row(template, [first, ""])
}
