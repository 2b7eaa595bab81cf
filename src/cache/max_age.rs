//! For how long an engine keeps a permission.

use crate::engine::{BadMaxAge, MaxAgeRules};
use crate::spec::header_list::HeaderList;
use crate::spec::infra;

/// Seconds, at most the engine's limit; `None` if the permission is not kept.
pub(crate) fn seconds_to_keep(headers: &HeaderList, rules: &MaxAgeRules) -> Option<u64> {
    let limit = rules.limit.value.unwrap_or(u64::MAX);
    let default = rules.default.value.min(limit);
    let malformed = match rules.malformed.value {
        BadMaxAge::Default => Some(default),
        BadMaxAge::NotCached => None,
    };
    // Several lines are one list, which is no number.
    let Some(value) = headers.get("access-control-max-age") else {
        return Some(default);
    };
    let value = infra::trim(&value, infra::is_http_tab_or_space);
    if value.is_empty() && rules.empty_is_absent.value {
        return Some(default);
    }
    let (negative, digits) = match value.split_first() {
        Some((b'-', rest)) if rules.negative_is_zero.value => (true, rest),
        _ => (false, value),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return malformed;
    }
    if negative {
        return Some(0);
    }
    let seconds = digits.iter().try_fold(0u64, |seconds, digit| {
        seconds
            .checked_mul(10)?
            .checked_add(u64::from(digit - b'0'))
            .filter(|seconds| i64::try_from(*seconds).is_ok())
    });
    match seconds {
        Some(seconds) => Some(seconds.min(limit)),
        None if rules.overflow_is_malformed.value => malformed,
        None => Some(limit),
    }
}

/// What a server says about how long it permits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatedMaxAge {
    /// Nothing.
    Absent,
    /// Something that is no number of seconds.
    Malformed,
    /// Not at all.
    Zero,
    /// For so long.
    Seconds(u64),
}

/// What the header says, read as the standard has it, spaces around the number aside.
pub(crate) fn stated_max_age(headers: &HeaderList) -> StatedMaxAge {
    let Some(value) = headers.get("access-control-max-age") else {
        return StatedMaxAge::Absent;
    };
    let digits = infra::trim(&value, infra::is_http_tab_or_space);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return StatedMaxAge::Malformed;
    }
    let add = |seconds: u64, digit: &u8| {
        let digit = u64::from(digit - b'0');
        seconds.saturating_mul(10).saturating_add(digit)
    };
    match digits.iter().fold(0, add) {
        0 => StatedMaxAge::Zero,
        seconds => StatedMaxAge::Seconds(seconds),
    }
}
