//! What is said about each reason for a miss: code and sentence. An exhaustive match, a row a variant.

use alloc::string::String;

use crate::cache::MissReason;
use crate::say::{fill, number};

/// Code and sentence.
pub(crate) fn of_miss_reason(reason: &MissReason) -> (&'static str, String) {
    let (first_number, second_number);
    let (mut first, mut second) = ("", "");
    let (code, template) = match reason {
        MissReason::CacheModeBypasses { mode } => {
            first = mode;
            (
                "cache-mode-bypasses",
                "In this engine, requests in cache mode {} ask each time.",
            )
        }
        MissReason::OriginNeverKept => (
            "origin-never-kept",
            "This engine keeps no permission for an origin that is null.",
        ),
        MissReason::UrlTooLong { bytes, limit } => {
            first_number = number(*bytes);
            second_number = number(*limit);
            (first, second) = (&first_number, &second_number);
            (
                "url-too-long",
                "The URL has {} bytes; this engine keeps no permission for URLs of {} and more.",
            )
        }
        MissReason::NothingKept => (
            "nothing-kept",
            "No permission is known for this page's origin at this very URL, query included.",
        ),
        MissReason::Expired { milliseconds } => {
            first_number = number((milliseconds / 1000.0) as usize);
            first = &first_number;
            ("expired", "The permission ended {} s ago.")
        }
        MissReason::OtherCredentials => (
            "other-credentials",
            "The permission that is known was given for another credentials mode, and does not serve this one.",
        ),
        MissReason::WildcardDoesNotCount { name } => {
            first = name;
            (
                "wildcard-does-not-count",
                "The server has permitted *, which this engine does not count for {} on later requests.",
            )
        }
        MissReason::MethodNotListed { method } => {
            first = method;
            (
                "method-not-listed",
                "The permission that is known does not list {}.",
            )
        }
        MissReason::HeaderNotListed { name } => {
            first = name;
            (
                "header-not-listed",
                "The permission that is known does not list {}.",
            )
        }
    };
    (code, fill(template, &[first, second]))
}
