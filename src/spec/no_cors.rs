//! Headers of a request in mode `no-cors`.

use super::cors_safelist::cors_safelisted_request_header;
use super::header::Header;

/// Whether a `no-cors` request may have a header of this name.
///
/// [no-CORS-safelisted request-header name](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header-name)
pub fn is_no_cors_safelisted_request_header_name(name: &str) -> bool {
    [
        "accept",
        "accept-language",
        "content-language",
        "content-type",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a `no-cors` request may have this header.
///
/// [no-CORS-safelisted request-header](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header)
pub fn is_no_cors_safelisted_request_header(header: &Header) -> bool {
    is_no_cors_safelisted_request_header_name(&header.name)
        && cors_safelisted_request_header(header).is_ok()
}

/// Whether only the browser's own code may put the header on a `no-cors` request: Range.
///
/// [privileged no-CORS request-header name](https://fetch.spec.whatwg.org/#privileged-no-cors-request-header-name)
pub fn is_privileged_no_cors_request_header_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("range")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_not_for_no_cors() {
        assert!(is_no_cors_safelisted_request_header(&Header::new(
            "Content-Type",
            *b"text/plain"
        )));
        assert!(!is_no_cors_safelisted_request_header(&Header::new(
            "Content-Type",
            *b"application/json"
        )));
        assert!(!is_no_cors_safelisted_request_header(&Header::new(
            "Range",
            *b"bytes=0-"
        )));
    }
}
