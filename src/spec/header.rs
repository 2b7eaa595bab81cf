//! A header: name, value, and which headers a page may not set.

use alloc::string::String;
use alloc::vec::Vec;

use super::{header_list, infra, method};

/// A header: a name (ASCII, case kept) and a value (any bytes but NUL, LF and CR).
///
/// [header](https://fetch.spec.whatwg.org/#concept-header)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name as its author wrote it.
    pub name: String,
    /// The value, normalized.
    pub value: Vec<u8>,
}

impl Header {
    /// A header of `name` and `value`, taken as they are.
    pub fn new(name: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }

    /// Whether the header's name is `name`, in any case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Whether `name` has the grammar of a header name.
///
/// [header name](https://fetch.spec.whatwg.org/#header-name)
pub fn is_header_name(name: &[u8]) -> bool {
    infra::is_token(name)
}

/// Whether `value` may be a header's value: no space at its ends, no NUL, LF or CR.
///
/// [header value](https://fetch.spec.whatwg.org/#header-value)
pub fn is_header_value(value: &[u8]) -> bool {
    infra::trim(value, infra::is_http_tab_or_space) == value
        && !value.iter().any(|byte| matches!(byte, 0 | b'\n' | b'\r'))
}

/// `value` without HTTP whitespace at its ends.
///
/// [normalize](https://fetch.spec.whatwg.org/#concept-header-value-normalize) a value
pub fn normalize(value: &[u8]) -> &[u8] {
    infra::trim(value, infra::is_http_whitespace)
}

/// The names that a page may not set, whatever the value. Sorted, lower-case.
///
/// [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header), step 1
pub const FORBIDDEN_REQUEST_HEADER_NAMES: [&str; 21] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Why a page's header is silently dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// The name is on the list.
    Name,
    /// The name starts with `proxy-` or `sec-`.
    Prefix(&'static str),
    /// The header overrides the method with a forbidden one.
    MethodOverride {
        /// The forbidden method, as written.
        method: String,
    },
}

/// Whether a page may set a header, and why it may not.
///
/// [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header)
pub fn forbidden_request_header(name: &str, value: &[u8]) -> Option<Forbidden> {
    let name = name.to_ascii_lowercase();
    // 1. The list.
    if FORBIDDEN_REQUEST_HEADER_NAMES.contains(&name.as_str()) {
        return Some(Forbidden::Name);
    }
    // 2. The two prefixes.
    for prefix in ["proxy-", "sec-"] {
        if name.starts_with(prefix) {
            return Some(Forbidden::Prefix(prefix));
        }
    }
    // 3. Method overrides, by their value.
    if matches!(
        name.as_str(),
        "x-http-method" | "x-http-method-override" | "x-method-override"
    ) {
        for method in header_list::get_decode_and_split(value) {
            if method::is_forbidden_method(&method) {
                return Some(Forbidden::MethodOverride { method });
            }
        }
    }
    None
}

/// Whether [`forbidden_request_header`] has a reason.
pub fn is_forbidden_request_header(name: &str, value: &[u8]) -> bool {
    forbidden_request_header(name, value).is_some()
}

/// Whether `*` in `Access-Control-Allow-Headers` does not cover the name: Authorization only.
///
/// [CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name)
pub fn is_cors_non_wildcard_request_header_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

/// Whether the header goes when a redirect drops the body.
///
/// [request-body-header name](https://fetch.spec.whatwg.org/#request-body-header-name)
pub fn is_request_body_header_name(name: &str) -> bool {
    [
        "content-encoding",
        "content-language",
        "content-location",
        "content-type",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether scripts never see the response header.
///
/// [forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name)
pub fn is_forbidden_response_header_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("set-cookie") || name.eq_ignore_ascii_case("set-cookie2")
}

/// Whether scripts see the response header of another origin: seven names, and what the server exposes.
///
/// `exposed` is the CORS-exposed header-name list.
/// [CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name)
pub fn is_cors_safelisted_response_header_name(name: &str, exposed: &[String]) -> bool {
    [
        "cache-control",
        "content-language",
        "content-length",
        "content-type",
        "expires",
        "last-modified",
        "pragma",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known))
        || (exposed.iter().any(|known| name.eq_ignore_ascii_case(known))
            && !is_forbidden_response_header_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_lower_case() {
        assert!(FORBIDDEN_REQUEST_HEADER_NAMES.is_sorted());
        assert!(FORBIDDEN_REQUEST_HEADER_NAMES
            .iter()
            .all(|name| *name == name.to_ascii_lowercase()));
    }

    #[test]
    fn an_override_is_dropped_for_its_value_only() {
        assert!(!is_forbidden_request_header(
            "X-HTTP-Method-Override",
            b"PUT"
        ));
        assert_eq!(
            forbidden_request_header("X-HTTP-Method-Override", b"GET, track "),
            Some(Forbidden::MethodOverride {
                method: "track".into()
            })
        );
        assert!(!is_forbidden_request_header(
            "X-HTTP-Method-Override",
            b"\"TRACE\""
        ));
    }
}
