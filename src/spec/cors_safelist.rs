//! Which headers a page may send to another origin unasked.

use alloc::string::String;
use alloc::vec::Vec;

use super::header::Header;
use super::header_list::{convert_header_names_to_a_sorted_lowercase_set, HeaderList};
use super::mime_type::{parse_a_mime_type, MimeTypeFailure};
use super::range::{parse_a_single_range_header_value, RangeFailure};

/// The longest value of a safelisted header, in bytes.
///
/// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header), step 1
pub const MAX_SAFELISTED_VALUE_LENGTH: usize = 128;

/// The most that all safelisted headers' values may have together, in bytes.
///
/// [CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names), step 5
pub const MAX_SAFELIST_VALUE_SIZE: usize = 1024;

/// The MIME types that forms could always send.
pub const SAFELISTED_ESSENCES: [&str; 3] = [
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
];

/// Whether `byte` keeps an `Accept` or `Content-Type` from being safelisted. Bytes from 0x80 do not.
///
/// [CORS-unsafe request-header byte](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte)
pub fn is_cors_unsafe_request_header_byte(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t')
        || matches!(
            byte,
            b'"' | b'('
                | b')'
                | b':'
                | b'<'
                | b'>'
                | b'?'
                | b'@'
                | b'['
                | b'\\'
                | b']'
                | b'{'
                | b'}'
                | 0x7f
        )
}

/// Whether `byte` may stand in an `Accept-Language` or `Content-Language` that is safelisted.
pub fn is_cors_safelisted_language_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
}

/// The step that says that a header is not safelisted. Offsets and lengths are bytes of the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSafelisted {
    /// The value is longer than [`MAX_SAFELISTED_VALUE_LENGTH`].
    ValueTooLong {
        /// Its length.
        bytes: usize,
    },
    /// `Accept`, `Content-Type`: a CORS-unsafe request-header byte.
    UnsafeByte {
        /// Where the first one stands.
        offset: usize,
        /// Which one.
        byte: u8,
    },
    /// `Accept-Language`, `Content-Language`: a byte that is not among those allowed.
    LanguageByte {
        /// Where the first one stands.
        offset: usize,
        /// Which one.
        byte: u8,
    },
    /// `Content-Type`: no MIME type.
    MimeTypeUnparsable(MimeTypeFailure),
    /// `Content-Type`: a MIME type that is none of [`SAFELISTED_ESSENCES`].
    EssenceNotSafelisted {
        /// Its type and subtype.
        essence: String,
    },
    /// `Range`: not a single range.
    RangeUnparsable(RangeFailure),
    /// `Range`: "the last n bytes".
    RangeStartMissing,
    /// Any other name.
    NameNotListed,
}

/// Whether a page may send `header` to another origin unasked.
///
/// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)
///
/// # Errors
///
/// [`NotSafelisted`] names the first step that returns false.
pub fn cors_safelisted_request_header(header: &Header) -> Result<(), NotSafelisted> {
    let value = &header.value;
    // 1. The length.
    if value.len() > MAX_SAFELISTED_VALUE_LENGTH {
        return Err(NotSafelisted::ValueTooLong { bytes: value.len() });
    }
    // 2. By name.
    match header.name.to_ascii_lowercase().as_str() {
        "accept" => no_cors_unsafe_request_header_byte(value),
        "accept-language" | "content-language" => match value
            .iter()
            .position(|&byte| !is_cors_safelisted_language_byte(byte))
        {
            Some(offset) => Err(NotSafelisted::LanguageByte {
                offset,
                byte: value[offset],
            }),
            None => Ok(()),
        },
        "content-type" => {
            no_cors_unsafe_request_header_byte(value)?;
            let essence = parse_a_mime_type(value)
                .map_err(NotSafelisted::MimeTypeUnparsable)?
                .essence();
            if SAFELISTED_ESSENCES.contains(&essence.as_str()) {
                Ok(())
            } else {
                Err(NotSafelisted::EssenceNotSafelisted { essence })
            }
        }
        "range" => {
            let range = parse_a_single_range_header_value(value, false)
                .map_err(NotSafelisted::RangeUnparsable)?;
            range
                .start
                .map_or(Err(NotSafelisted::RangeStartMissing), |_| Ok(()))
        }
        _ => Err(NotSafelisted::NameNotListed),
    }
}

fn no_cors_unsafe_request_header_byte(value: &[u8]) -> Result<(), NotSafelisted> {
    match value
        .iter()
        .position(|&byte| is_cors_unsafe_request_header_byte(byte))
    {
        Some(offset) => Err(NotSafelisted::UnsafeByte {
            offset,
            byte: value[offset],
        }),
        None => Ok(()),
    }
}

/// Why a header's name is among the unsafe ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnsafeReason {
    /// The header itself is not safelisted.
    NotSafelisted(NotSafelisted),
    /// It is, but all safelisted values together are longer than [`MAX_SAFELIST_VALUE_SIZE`].
    SafelistValueSizeExceeded {
        /// Their length in bytes.
        bytes: usize,
    },
}

/// A header that needs the server's permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsafeHeader {
    /// Its place in the header list.
    pub index: usize,
    /// Its name, in lower case.
    pub name: String,
    /// Why.
    pub reason: UnsafeReason,
}

/// The headers that need the server's permission, each with its reason, in the order of the list.
///
/// The judgement is an argument: [`cors_safelisted_request_header`] is the standard's.
pub fn cors_unsafe_request_headers(
    headers: &HeaderList,
    safelisted: impl Fn(&Header) -> Result<(), NotSafelisted>,
) -> Vec<UnsafeHeader> {
    // 1.–4. Each header by itself.
    let mut safelist_value_size = 0;
    let verdicts: Vec<Result<(), NotSafelisted>> = headers
        .0
        .iter()
        .map(|header| {
            let verdict = safelisted(header);
            if verdict.is_ok() {
                safelist_value_size += header.value.len();
            }
            verdict
        })
        .collect();
    // 5. All safelisted ones together.
    let exceeded = safelist_value_size > MAX_SAFELIST_VALUE_SIZE;
    let reason = |verdict: Result<(), NotSafelisted>| match verdict {
        Err(not_safelisted) => Some(UnsafeReason::NotSafelisted(not_safelisted)),
        Ok(()) if exceeded => Some(UnsafeReason::SafelistValueSizeExceeded {
            bytes: safelist_value_size,
        }),
        Ok(()) => None,
    };
    verdicts
        .into_iter()
        .enumerate()
        .filter_map(|(index, verdict)| {
            Some(UnsafeHeader {
                index,
                name: headers.0[index].name.to_ascii_lowercase(),
                reason: reason(verdict)?,
            })
        })
        .collect()
}

/// The names of the headers that need the server's permission: what `Access-Control-Request-Headers` lists.
///
/// [CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names)
pub fn cors_unsafe_request_header_names(headers: &HeaderList) -> Vec<String> {
    let headers = cors_unsafe_request_headers(headers, cors_safelisted_request_header);
    // 6. Sorted, lower-case, each once.
    convert_header_names_to_a_sorted_lowercase_set(
        headers.iter().map(|header| header.name.as_str()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(name: &str, value: &[u8]) -> Result<(), NotSafelisted> {
        cors_safelisted_request_header(&Header::new(name, value))
    }

    #[test]
    fn the_limit_is_128_bytes() {
        assert_eq!(verdict("accept", &[b'a'; 128]), Ok(()));
        assert_eq!(
            verdict("accept", &[b'a'; 129]),
            Err(NotSafelisted::ValueTooLong { bytes: 129 })
        );
    }

    #[test]
    fn one_byte_too_many_in_all_makes_each_header_unsafe() {
        let mut list = HeaderList::default();
        for _ in 0..8 {
            list.append("Accept", &[b'a'; 128]);
        }
        assert!(cors_unsafe_request_header_names(&list).is_empty());
        list.append("Content-Language", b"e");
        assert_eq!(
            cors_unsafe_request_header_names(&list),
            ["accept", "content-language"]
        );
    }
}
