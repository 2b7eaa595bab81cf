//! Which headers need no permission, as an engine sees it: the standard's rules, and the engine's departures from them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::engine::{EngineProfile, RangeRule, RepeatedHeaders, SafelistRules, ValueRule};
use crate::spec::cors_safelist::{
    cors_safelisted_request_header, NotSafelisted, MAX_SAFELISTED_VALUE_LENGTH,
};
use crate::spec::header::Header;
use crate::spec::header_list::{convert_header_names_to_a_sorted_lowercase_set, HeaderList};
use crate::spec::infra::is_http_tab_or_space;
#[cfg(feature = "watch")]
use crate::spec::names::insert;
use crate::spec::range::{parse_a_single_range_header_value, RangeValue};

/// Why a header needs permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderReason {
    /// The standard says so.
    NotSafelisted(NotSafelisted),
    /// All safelisted values together are too long.
    TotalTooLong {
        /// Their length in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The engine takes bytes from 0x80 for unsafe.
    NonAsciiByte {
        /// Where the first one stands.
        offset: usize,
    },
    /// The engine takes the Content-Type's parameters for malformed.
    ContentTypeParameters {
        /// Where it first finds fault.
        offset: usize,
    },
    /// A number in the range is larger than the engine reads.
    RangeNumberTooLarge,
    /// The engine safelists the header, but not with such a value.
    ValueNotOfRule(ValueRule),
}

/// A header that needs permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsafeHeader {
    /// Lower-case.
    pub name: String,
    /// Why.
    pub reason: HeaderReason,
}

/// The headers of `list` that need permission, in order.
///
/// `content_type_unlimited`: the Content-Type may be longer than others.
pub(crate) fn unsafe_headers(
    list: &HeaderList,
    content_type_unlimited: bool,
    profile: &EngineProfile,
) -> Vec<UnsafeHeader> {
    let rules = &profile.safelist;
    let mut total = 0;
    let mut verdicts = Vec::new();
    for header in &list.0 {
        let mut verdict = safelisted(header, rules);
        if content_type_unlimited && header.is("content-type") {
            verdict = without_length_limit(header, rules);
        }
        if verdict.is_ok() {
            total += header.value.len();
        }
        verdicts.push(verdict);
    }
    let exceeded = rules.total_limit.value.filter(|limit| total > *limit);
    let mut headers = Vec::new();
    for (header, verdict) in list.0.iter().zip(verdicts) {
        let reason = match (verdict, exceeded) {
            (Err(reason), _) => reason,
            (Ok(()), Some(limit)) => HeaderReason::TotalTooLong {
                bytes: total,
                limit,
            },
            (Ok(()), None) => continue,
        };
        headers.push(UnsafeHeader {
            name: header.name.to_ascii_lowercase(),
            reason,
        });
    }
    headers
}

/// The names that the preflight asks for.
pub(crate) fn names_asked_for(headers: &[UnsafeHeader], profile: &EngineProfile) -> Vec<String> {
    let names = headers.iter().map(|header| header.name.as_str());
    match profile.requests.repeated_headers.value {
        RepeatedHeaders::JudgedApart
        | RepeatedHeaders::Combined
        | RepeatedHeaders::CombinedAndTrimmed => {
            convert_header_names_to_a_sorted_lowercase_set(names)
        }
        RepeatedHeaders::JudgedApartAskedRepeatedly => {
            #[cfg(not(feature = "watch"))]
            {
                let mut list: Vec<String> = names.map(str::to_owned).collect();
                list.sort_unstable();
                list
            }
            #[cfg(feature = "watch")]
            {
                let mut list = Vec::new();
                for name in names {
                    insert(&mut list, name.to_owned(), false);
                }
                list
            }
        }
    }
}

/// Whether the engine sends `header` to another origin unasked.
fn safelisted(header: &Header, rules: &SafelistRules) -> Result<(), HeaderReason> {
    let name = header.name.to_ascii_lowercase();
    if let Some((_, rule)) = rules
        .extra_names
        .value
        .iter()
        .find(|(known, _)| *known == name)
    {
        return if header.value.len() > MAX_SAFELISTED_VALUE_LENGTH {
            Err(HeaderReason::NotSafelisted(NotSafelisted::ValueTooLong {
                bytes: header.value.len(),
            }))
        } else if has_form(&header.value, *rule) {
            Ok(())
        } else {
            Err(HeaderReason::ValueNotOfRule(*rule))
        };
    }
    if name == "range" {
        return range(&header.value, rules.range.value);
    }
    cors_safelisted_request_header(header).map_err(HeaderReason::NotSafelisted)?;
    if matches!(name.as_str(), "accept" | "content-type") && rules.non_ascii_is_unsafe.value {
        if let Some(offset) = header.value.iter().position(|&byte| byte >= 0x80) {
            return Err(HeaderReason::NonAsciiByte { offset });
        }
    }
    if name == "content-type" && rules.strict_content_type_parameters.value {
        if let Some(offset) = strict_parameters_fault(&header.value) {
            return Err(HeaderReason::ContentTypeParameters { offset });
        }
    }
    Ok(())
}

/// As [`safelisted`], for a MIME type of any length: what comes after the essence counts by its first bytes only.
fn without_length_limit(header: &Header, rules: &SafelistRules) -> Result<(), HeaderReason> {
    let mut header = header.clone();
    header.value.truncate(MAX_SAFELISTED_VALUE_LENGTH);
    safelisted(&header, rules)
}

fn has_form(value: &[u8], rule: ValueRule) -> bool {
    let digits = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    match rule {
        ValueRule::Any => true,
        ValueRule::Digits => digits(value),
        ValueRule::Decimal => match value.iter().position(|&byte| byte == b'.') {
            Some(at) => digits(&value[..at]) && digits(&value[at + 1..]),
            None => digits(value),
        },
        ValueRule::OneOf(known) => known.iter().any(|known| known.as_bytes() == value),
        ValueRule::IgnoringCase(known) => known.as_bytes().eq_ignore_ascii_case(value),
    }
}

fn range(value: &[u8], rule: RangeRule) -> Result<(), HeaderReason> {
    if value.len() > MAX_SAFELISTED_VALUE_LENGTH {
        return Err(HeaderReason::NotSafelisted(NotSafelisted::ValueTooLong {
            bytes: value.len(),
        }));
    }
    let mut value = value.to_vec();
    if rule.ignores_case {
        value.make_ascii_lowercase();
    }
    if rule.allows_plus {
        value = without_plus(&value);
    }
    let range = parse_a_single_range_header_value(&value, false)
        .map_err(|failure| HeaderReason::NotSafelisted(NotSafelisted::RangeUnparsable(failure)))?;
    if let Some(largest) = rule.largest {
        let too_large = |number: &Option<String>| {
            number
                .as_deref()
                .is_some_and(|digits| to_u64(digits).is_none_or(|number| number > largest))
        };
        let RangeValue { start, end } = &range;
        if too_large(start) || too_large(end) {
            return Err(HeaderReason::RangeNumberTooLarge);
        }
    }
    range.start.map_or(
        Err(HeaderReason::NotSafelisted(
            NotSafelisted::RangeStartMissing,
        )),
        |_| Ok(()),
    )
}

fn to_u64(digits: &str) -> Option<u64> {
    digits.bytes().try_fold(0u64, |number, digit| {
        number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
    })
}

/// `value` less a `+` that stands before a digit and after `=` or `-`.
fn without_plus(value: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(value.len());
    for (at, &byte) in value.iter().enumerate() {
        let starts_number = matches!(kept.last(), Some(b'=' | b'-'))
            && value.get(at + 1).is_some_and(u8::is_ascii_digit);
        if byte != b'+' || !starts_number {
            kept.push(byte);
        }
    }
    kept
}

/// Where a parser that wants each parameter filled and free of commas finds the first fault. A single `;` at the end,
/// and one after spaces, is let pass.
fn strict_parameters_fault(value: &[u8]) -> Option<usize> {
    if value
        .first()
        .is_some_and(|&byte| is_http_tab_or_space(byte))
    {
        return Some(0);
    }
    let semicolon = value.iter().position(|&byte| byte == b';')?;
    let parameters = &value[semicolon + 1..];
    if let Some(comma) = parameters.iter().position(|&byte| byte == b',') {
        return Some(semicolon + 1 + comma);
    }
    // A `;` at the very end is an empty parameter, unless nothing stood before it.
    let trailing = parameters.last() == Some(&b';');
    trailing.then(|| value.len() - 1)
}
