//! What a page sees of another origin's response headers.

use alloc::string::String;
use alloc::vec::Vec;

use super::header::{is_cors_safelisted_response_header_name, is_forbidden_response_header_name};
use super::header_list::{convert_header_names_to_a_sorted_lowercase_set, HeaderList};
use super::header_list_values::extract_header_list_values;
use super::names::Listed;

/// The names that a response exposes beyond the safelisted ones; none if its header can't be read.
///
/// [main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch), the step that sets the response's
/// [CORS-exposed header-name list](https://fetch.spec.whatwg.org/#concept-response-cors-exposed-header-name-list).
/// `*` stands for all where the request does not include credentials, and for itself where it does.
pub fn cors_exposed_header_name_list(
    headers: &HeaderList,
    includes_credentials: bool,
) -> Vec<String> {
    let listed = extract_header_list_values(headers, "access-control-expose-headers");
    let Ok(Some(names)) = listed else {
        return Vec::new();
    };
    if !includes_credentials && names.iter().any(|name| name == "*") {
        let all = headers.0.iter().map(|header| header.name.as_str());
        return convert_header_names_to_a_sorted_lowercase_set(all);
    }
    names
}

/// The headers that the page sees of a response that passed the CORS check.
///
/// [CORS filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-cors)
pub fn cors_filtered_response(headers: &HeaderList, includes_credentials: bool) -> HeaderList {
    let exposed = cors_exposed_header_name_list(headers, includes_credentials);
    let exposed = Listed::of(&exposed);
    let seen = |name: &str| {
        is_cors_safelisted_response_header_name(name, &[])
            || exposed.has(name) && !is_forbidden_response_header_name(name)
    };
    let seen = headers.0.iter().filter(|header| seen(&header.name));
    HeaderList(seen.cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lines: &[(&str, &str)], includes_credentials: bool) -> Vec<String> {
        let mut list = HeaderList::default();
        for (name, value) in lines {
            list.append(name, value.as_bytes());
        }
        let filtered = cors_filtered_response(&list, includes_credentials);
        filtered.0.into_iter().map(|header| header.name).collect()
    }

    #[test]
    fn the_wildcard_is_for_requests_without_credentials() {
        let lines = [
            ("Content-Type", "a/b"),
            ("X-Total", "1"),
            ("Authorization", "a"),
            ("Set-Cookie", "a"),
            ("Access-Control-Expose-Headers", "*"),
        ];
        assert_eq!(
            names(&lines, false),
            [
                "Content-Type",
                "X-Total",
                "Authorization",
                "Access-Control-Expose-Headers"
            ]
        );
        assert_eq!(names(&lines, true), ["Content-Type"]);
    }

    #[test]
    fn names_are_exposed_in_any_case_and_never_cookies() {
        let lines = [
            ("X-Total", "1"),
            ("X-Other", "1"),
            ("Set-Cookie", "a"),
            ("Access-Control-Expose-Headers", "x-TOTAL, set-cookie"),
        ];
        assert_eq!(names(&lines, true), ["X-Total"]);
        assert_eq!(
            names(
                &[("X-A", "1"), ("Access-Control-Expose-Headers", "x a")],
                true
            ),
            [""; 0]
        );
    }
}
