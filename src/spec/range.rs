//! The `Range` header: one range of bytes, and nothing else.

use alloc::string::String;

/// A range of bytes. The numbers are digit strings, since the standard sets no limit; leading zeros are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeValue {
    /// The first byte's position, or `None` for "the last n bytes".
    pub start: Option<String>,
    /// The last byte's position, or `None` for "to the end".
    pub end: Option<String>,
}

/// Why a value is no single range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeFailure {
    /// It does not start with `bytes`.
    UnitNotBytes,
    /// No `=` after the unit (and the white space, where that is allowed).
    EqualsMissing {
        /// Where it should stand.
        offset: usize,
    },
    /// No `-` after the first number.
    DashMissing {
        /// Where it should stand.
        offset: usize,
    },
    /// Something stands after the second number.
    TrailingByte {
        /// The first byte too many.
        offset: usize,
    },
    /// Neither number is there.
    BothNumbersMissing,
    /// The first number is larger than the second.
    StartAfterEnd,
}

/// Reads one range: `bytes=0-`, `bytes=100-200`, `bytes=-500`.
///
/// [parse a single range header value](https://fetch.spec.whatwg.org/#simple-range-header-value)
///
/// # Errors
///
/// [`RangeFailure`] names the first step that fails.
pub fn parse_a_single_range_header_value(
    value: &[u8],
    allow_whitespace: bool,
) -> Result<RangeValue, RangeFailure> {
    // 1.–3. The unit.
    let mut position = b"bytes".len();
    if !value.starts_with(b"bytes") {
        return Err(RangeFailure::UnitNotBytes);
    }
    let skip = |mut at: usize, accept: fn(&u8) -> bool| {
        while value.get(at).is_some_and(accept) {
            at += 1;
        }
        at
    };
    let skip_space = |at| {
        if allow_whitespace {
            skip(at, |byte| matches!(byte, b'\t' | b' '))
        } else {
            at
        }
    };
    // 4.–7. The equals sign.
    position = skip_space(position);
    if value.get(position) != Some(&b'=') {
        return Err(RangeFailure::EqualsMissing { offset: position });
    }
    position = skip_space(position + 1);
    // 8.–9. The first number.
    let digits_end = skip(position, u8::is_ascii_digit);
    let start = number(&value[position..digits_end]);
    // 10.–13. The dash.
    position = skip_space(digits_end);
    if value.get(position) != Some(&b'-') {
        return Err(RangeFailure::DashMissing { offset: position });
    }
    position = skip_space(position + 1);
    // 14.–16. The second number, and the end.
    let digits_end = skip(position, u8::is_ascii_digit);
    let end = number(&value[position..digits_end]);
    if digits_end != value.len() {
        return Err(RangeFailure::TrailingByte { offset: digits_end });
    }
    // 17.–18. At least one, and in order.
    match (&start, &end) {
        (None, None) => Err(RangeFailure::BothNumbersMissing),
        (Some(start), Some(end)) if (start.len(), start) > (end.len(), end) => {
            Err(RangeFailure::StartAfterEnd)
        }
        _ => Ok(RangeValue { start, end }),
    }
}

fn number(digits: &[u8]) -> Option<String> {
    if digits.is_empty() {
        return None;
    }
    let significant = digits
        .iter()
        .position(|&byte| byte != b'0')
        .unwrap_or(digits.len() - 1);
    Some(
        digits[significant..]
            .iter()
            .map(|&byte| char::from(byte))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_without_a_limit() {
        let big = "9".repeat(50);
        let value = format!("bytes=0{big}-1{big}");
        assert!(parse_a_single_range_header_value(value.as_bytes(), false).is_ok());
        let value = format!("bytes=1{big}-{big}");
        assert_eq!(
            parse_a_single_range_header_value(value.as_bytes(), false),
            Err(RangeFailure::StartAfterEnd)
        );
    }

    #[test]
    fn white_space_only_where_allowed() {
        assert!(parse_a_single_range_header_value(b"bytes = 0 - 1", true).is_ok());
        assert_eq!(
            parse_a_single_range_header_value(b"bytes =0-1", false),
            Err(RangeFailure::EqualsMissing { offset: 5 })
        );
    }
}
