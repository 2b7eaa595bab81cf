//! Methods: what is one, which are forbidden, which a page may send to another origin unasked.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::infra;

/// Whether `method` has the grammar of a method. Case matters.
///
/// [method](https://fetch.spec.whatwg.org/#concept-method)
pub fn is_method(method: &str) -> bool {
    infra::is_token(method.as_bytes())
}

/// Whether no page may use `method`, in any case: CONNECT, TRACE, TRACK.
///
/// [forbidden method](https://fetch.spec.whatwg.org/#forbidden-method)
pub fn is_forbidden_method(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"]
        .iter()
        .any(|forbidden| method.eq_ignore_ascii_case(forbidden))
}

/// `method` in capitals if it is one of six, otherwise as it is: `patch` stays `patch`.
///
/// [normalize](https://fetch.spec.whatwg.org/#concept-method-normalize) a method
pub fn normalize(method: &str) -> String {
    ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]
        .iter()
        .find(|known| method.eq_ignore_ascii_case(known))
        .map_or_else(|| method.to_owned(), |known| (*known).to_owned())
}

/// Whether `method` (normalized) needs no permission by itself: GET, HEAD, POST.
///
/// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method)
pub fn is_cors_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_methods_are_put_in_capitals() {
        assert_eq!(normalize("delete"), "DELETE");
        assert_eq!(normalize("patch"), "patch");
        assert!(!is_cors_safelisted_method("get"));
        assert!(is_forbidden_method("tRaCe"));
        assert!(!is_method("GE T"));
    }
}
