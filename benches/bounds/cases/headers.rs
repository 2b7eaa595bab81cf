//! Lists of headers: of one name, of many names, and of many values.

use cors_forecast::parse_url;
use cors_forecast::spec::header::{is_cors_safelisted_response_header_name, Header};
use cors_forecast::spec::header_list::{
    convert_header_names_to_a_sorted_lowercase_set, HeaderList,
};
use cors_forecast::spec::origin::Origin;
use cors_forecast::spec::request::{CredentialsMode, Request, RequestMode};
use cors_forecast::spec::{cors_safelist, filtered_response};

use super::preflights::answer;
use super::{case, names, reversed, Case};

/// A request with headers of `n` names, with credentials.
pub fn request(n: usize) -> Request {
    let url = parse_url("https://api.example/items", None).expect("a URL");
    let page = Origin::from_serialization("https://app.example").expect("an origin");
    let mut request = Request::new(url, page);
    request.method = "PUT".to_owned();
    request.mode = RequestMode::Cors;
    request.unsafe_request_flag = true;
    request.credentials_mode = CredentialsMode::Include;
    request.header_list = many(n);
    request
}

fn many(n: usize) -> HeaderList {
    HeaderList(
        names(n)
            .into_iter()
            .map(|(name, value)| Header::new(name, value))
            .collect(),
    )
}

/// `n` lines of one name.
pub fn lines(name: &str, value: &str, n: usize) -> HeaderList {
    HeaderList((0..n).map(|_| Header::new(name, value)).collect())
}

pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        case(
            &["spec::header_list::HeaderList::combined"],
            "headers of as many names",
            many,
            HeaderList::combined,
        ),
        case(
            &["spec::header_list::HeaderList::combined"],
            "lines of one name",
            |n| lines("X-A", "1", n),
            HeaderList::combined,
        ),
        case(
            &["spec::header_list::convert_header_names_to_a_sorted_lowercase_set"],
            "names, the last one first",
            reversed,
            |list: &Vec<String>| {
                convert_header_names_to_a_sorted_lowercase_set(list.iter().map(String::as_str))
            },
        ),
        case(
            &[
                "spec::cors_safelist::cors_unsafe_request_headers",
                "spec::cors_safelist::cors_unsafe_request_header_names",
            ],
            "headers of as many names",
            |n| {
                HeaderList(
                    reversed(n)
                        .into_iter()
                        .map(|name| Header::new(name, "1"))
                        .collect(),
                )
            },
            |list: &HeaderList| {
                let headers = cors_safelist::cors_unsafe_request_headers(
                    list,
                    cors_safelist::cors_safelisted_request_header,
                );
                (
                    headers,
                    cors_safelist::cors_unsafe_request_header_names(list),
                )
            },
        ),
        case(
            &[
                "spec::cors_safelist::cors_unsafe_request_headers",
                "spec::cors_safelist::cors_unsafe_request_header_names",
            ],
            "safelisted lines",
            |n| lines("Accept", &"a".repeat(100), n),
            |list: &HeaderList| {
                let headers = cors_safelist::cors_unsafe_request_headers(
                    list,
                    cors_safelist::cors_safelisted_request_header,
                );
                (
                    headers,
                    cors_safelist::cors_unsafe_request_header_names(list),
                )
            },
        ),
        case(
            &[
                "spec::filtered_response::cors_exposed_header_name_list",
                "spec::filtered_response::cors_filtered_response",
            ],
            "headers, all of them exposed by name",
            |n| {
                let mut list = answer(n);
                list.0.extend(many(n).0);
                list
            },
            |list: &HeaderList| {
                let names = filtered_response::cors_exposed_header_name_list(list, true);
                (names, filtered_response::cors_filtered_response(list, true))
            },
        ),
        case(
            &["spec::header::is_cors_safelisted_response_header_name"],
            "exposed names",
            reversed,
            |list: &Vec<String>| is_cors_safelisted_response_header_name("x-name-000000", list),
        ),
    ];
    for (name, make) in [
        ("headers of as many names", many as fn(usize) -> HeaderList),
        ("lines of one name", |n| lines("x-name-000000", "1", n)),
    ] {
        cases.push(case(
            &[
                "spec::header_list::HeaderList::contains",
                "spec::header_list::HeaderList::get",
                "spec::header_list::HeaderList::values",
                "spec::header_list::HeaderList::set",
                "spec::header_list::HeaderList::combine",
                "spec::header_list::HeaderList::delete",
                "spec::header_list::HeaderList::append",
            ],
            name,
            make,
            |list: &HeaderList| {
                let mut list = list.clone();
                let seen = (
                    list.contains("x-none"),
                    list.get("X-Name-000000"),
                    list.values("x-name-000000").count(),
                );
                list.append("x-none", b"1");
                list.combine("x-none", b"1");
                list.combine("X-Name-000000", b"1");
                list.set("x-name-000000", b"2");
                list.delete("x-name-000001");
                (seen, list)
            },
        ));
    }
    cases
}
