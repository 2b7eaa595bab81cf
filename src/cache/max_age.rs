//! For how long an engine keeps a permission, and what the server had asked for.

use crate::engine::{BadMaxAge, MaxAgeRules};
use crate::spec::header_list::HeaderList;
use crate::spec::infra;

/// What a server says about how long its permission lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Nothing.
    Absent,
    /// Something that the engine reads as no number.
    Malformed,
    /// So many seconds; what is negative is 0, and what is too large for 64 bits the largest number of these.
    Seconds(u64),
}

/// What was asked for, and what the engine makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MaxAge {
    pub asked: Asked,
    /// Seconds, at most the engine's limit; `None` if the permission is not kept.
    pub kept: Option<u64>,
}

/// `Access-Control-Max-Age`, as an engine reads it.
pub(crate) fn max_age(headers: &HeaderList, rules: &MaxAgeRules) -> MaxAge {
    let asked = asked(headers, rules);
    let limit = rules.limit.value.unwrap_or(u64::MAX);
    let default = rules.default.value.min(limit);
    let kept = match (asked, rules.malformed.value) {
        (Asked::Absent, _) | (Asked::Malformed, BadMaxAge::Default) => Some(default),
        (Asked::Malformed, BadMaxAge::NotCached) => None,
        (Asked::Seconds(seconds), _) => Some(seconds.min(limit)),
    };
    MaxAge { asked, kept }
}

/// What the header says, read as the standard has it, spaces around the number aside.
pub(crate) fn stated_max_age(headers: &HeaderList) -> Asked {
    let Some(value) = headers.get("access-control-max-age") else {
        return Asked::Absent;
    };
    let digits = infra::trim(&value, infra::is_http_tab_or_space);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Asked::Malformed;
    }
    let add = |seconds: u64, digit: &u8| {
        let digit = u64::from(digit - b'0');
        seconds.saturating_mul(10).saturating_add(digit)
    };
    Asked::Seconds(digits.iter().fold(0, add))
}

fn asked(headers: &HeaderList, rules: &MaxAgeRules) -> Asked {
    // Several lines are one list, which is no number.
    let Some(value) = headers.get("access-control-max-age") else {
        return Asked::Absent;
    };
    let value = infra::trim(&value, infra::is_http_tab_or_space);
    if value.is_empty() && rules.empty_is_absent.value {
        return Asked::Absent;
    }
    let (negative, digits) = match value.split_first() {
        Some((b'-', rest)) if rules.negative_is_zero.value => (true, rest),
        _ => (false, value),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Asked::Malformed;
    }
    if negative {
        return Asked::Seconds(0);
    }
    let seconds = digits.iter().try_fold(0u64, |seconds, digit| {
        seconds
            .checked_mul(10)?
            .checked_add(u64::from(digit - b'0'))
            .filter(|seconds| i64::try_from(*seconds).is_ok())
    });
    match seconds {
        Some(seconds) => Asked::Seconds(seconds),
        None if rules.overflow_is_malformed.value => Asked::Malformed,
        None => Asked::Seconds(u64::MAX),
    }
}
