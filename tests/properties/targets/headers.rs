//! Names, values and methods as the `http` crate has them, where it has the same grammar.

use cors_forecast::spec::header::{is_header_name, is_header_value, normalize};
use cors_forecast::spec::infra::{
    is_http_tab_or_space, is_http_whitespace, isomorphic_decode, isomorphic_encode, trim,
};
use cors_forecast::spec::method;
use http::{HeaderName, HeaderValue, Method};

pub fn check(data: &[u8]) {
    let name = HeaderName::from_bytes(data).is_ok();
    assert_eq!(is_header_name(data), name, "{data:?} as a name");

    let text = isomorphic_decode(data);
    assert_eq!(isomorphic_encode(&text), Ok(data.to_vec()));
    let is_method = Method::from_bytes(data).is_ok();
    assert_eq!(method::is_method(&text), is_method, "{data:?} as a method");
    let normal = method::normalize(&text);
    assert_eq!(method::normalize(&normal), normal);
    assert!(normal.eq_ignore_ascii_case(&text));
    let forbidden = method::is_forbidden_method(&text);
    assert_eq!(method::is_forbidden_method(&text.to_lowercase()), forbidden);

    // RFC 9110 has no control characters, the standard has all but three; the crate lets spaces stand at the ends.
    let controls = data
        .iter()
        .any(|byte| matches!(byte, 0..0x20 | 0x7f) && *byte != b'\t');
    let spaces = trim(data, is_http_tab_or_space) != data;
    let value = HeaderValue::from_bytes(data).is_ok();
    let ours = is_header_value(data);
    assert_eq!(value, !controls, "{data:?} as a value");
    assert!(!ours || !spaces, "{data:?}");
    assert!(ours || spaces || controls, "{data:?}");

    let normal = normalize(data);
    assert_eq!(normalize(normal), normal);
    assert_eq!(trim(normal, is_http_whitespace), normal);
    assert!(data.windows(normal.len().max(1)).any(|part| part == normal) || normal.is_empty());
}
