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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::cited;

    const LARGEST: &str = "9223372036854775807";
    const TOO_LARGE: &str = "9223372036854775808";

    /// Every departure from the standard, or none.
    fn rules(departs: bool) -> MaxAgeRules {
        MaxAgeRules {
            limit: cited(departs.then_some(600), ""),
            default: cited(5, ""),
            empty_is_absent: cited(departs, ""),
            malformed: cited(
                if departs {
                    BadMaxAge::NotCached
                } else {
                    BadMaxAge::Default
                },
                "",
            ),
            negative_is_zero: cited(departs, ""),
            overflow_is_malformed: cited(departs, ""),
        }
    }

    fn list(lines: &[&str]) -> HeaderList {
        let mut list = HeaderList::default();
        for line in lines {
            list.append("Access-Control-Max-Age", line.as_bytes());
        }
        list
    }

    #[test]
    fn each_rule_reads_what_it_is_for() {
        let read = |lines: &[&str], departs| {
            let MaxAge { asked, kept } = max_age(&list(lines), &rules(departs));
            (asked, kept)
        };
        let standard = |lines: &[&str]| read(lines, false);
        let departing = |lines: &[&str]| read(lines, true);
        assert_eq!(standard(&[]), (Asked::Absent, Some(5)));
        assert_eq!(departing(&[]), (Asked::Absent, Some(5)));
        assert_eq!(standard(&[""]), (Asked::Malformed, Some(5)));
        assert_eq!(departing(&[""]), (Asked::Absent, Some(5)));
        assert_eq!(standard(&["-1"]), (Asked::Malformed, Some(5)));
        assert_eq!(departing(&["-1"]), (Asked::Seconds(0), Some(0)));
        for bad in [&["x"][..], &["-"], &["-x"], &["1s"], &["5", "5"], &["+5"]] {
            assert_eq!(standard(bad), (Asked::Malformed, Some(5)), "{bad:?}");
            assert_eq!(departing(bad), (Asked::Malformed, None), "{bad:?}");
        }
        assert_eq!(standard(&[" 0980 "]), (Asked::Seconds(980), Some(980)));
        assert_eq!(departing(&["980"]), (Asked::Seconds(980), Some(600)));
        assert_eq!(departing(&["59"]), (Asked::Seconds(59), Some(59)));
    }

    #[test]
    fn a_number_is_one_of_63_bits() {
        let asked = |text, departs| max_age(&list(&[text]), &rules(departs)).asked;
        assert_eq!(asked(LARGEST, true), Asked::Seconds(i64::MAX as u64));
        assert_eq!(asked(TOO_LARGE, true), Asked::Malformed);
        assert_eq!(asked(TOO_LARGE, false), Asked::Seconds(u64::MAX));
    }

    #[test]
    fn what_is_stated_is_what_the_standard_reads() {
        let stated = |lines: &[&str]| stated_max_age(&list(lines));
        assert_eq!(stated(&[]), Asked::Absent);
        assert_eq!(stated(&["\t0980 "]), Asked::Seconds(980));
        assert_eq!(stated(&[&"9".repeat(30)]), Asked::Seconds(u64::MAX));
        for bad in ["", "-1", "1s", "5, 5"] {
            assert_eq!(stated(&[bad]), Asked::Malformed, "{bad}");
        }
    }
}
