//! Lists of headers: of one name, of many names, and of many values.

use cors_forecast::parse_url;
use cors_forecast::spec::cors_preflight_cache::{CacheEntry, CorsPreflightCache};
use cors_forecast::spec::cors_preflight_fetch as preflight;
use cors_forecast::spec::cors_preflight_fetch::{Grant, Leniency};
use cors_forecast::spec::header::{is_cors_safelisted_response_header_name, Header};
use cors_forecast::spec::header_list::{
    convert_header_names_to_a_sorted_lowercase_set, HeaderList,
};
use cors_forecast::spec::header_list_values::{extract_header_list_values, MaxAge};
use cors_forecast::spec::origin::Origin;
use cors_forecast::spec::request::{CredentialsMode, Request, RequestMode};
use cors_forecast::spec::{cors_check, cors_safelist, filtered_response, main_fetch};

use super::{case, listed, names, reversed, Case};

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
fn lines(name: &str, value: &str, n: usize) -> HeaderList {
    HeaderList((0..n).map(|_| Header::new(name, value)).collect())
}

fn grant(n: usize) -> Grant {
    Grant {
        methods: Some(reversed(n)),
        header_names: Some(reversed(n)),
        max_age: MaxAge::Seconds(600),
    }
}

/// What a server answers that lists `n` names and `n` methods.
fn answer(n: usize) -> HeaderList {
    let list = reversed(n).join(", ");
    HeaderList(vec![
        Header::new("Access-Control-Allow-Origin", "https://app.example"),
        Header::new("Access-Control-Allow-Credentials", "true"),
        Header::new("Access-Control-Allow-Methods", format!("{list}, PUT")),
        Header::new("Access-Control-Allow-Headers", list.clone()),
        Header::new("Access-Control-Expose-Headers", list),
    ])
}

pub fn cases() -> Vec<Case> {
    let mut cases = lists();
    cases.extend(preflights());
    cases.extend(kept());
    cases
}

fn lists() -> Vec<Case> {
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

fn preflights() -> Vec<Case> {
    vec![
        case(
            &[
                "spec::cors_preflight_fetch::cors_preflight_headers",
                "spec::cors_preflight_fetch::cors_preflight_headers_for",
            ],
            "names that are asked for",
            |n| (request(1), listed(n)),
            |(request, names): &(Request, Vec<String>)| {
                let origin = request.origin.serialize();
                let list = preflight::cors_preflight_headers_for(origin, request, names);
                (list, preflight::cors_preflight_headers(request, names))
            },
        ),
        case(
            &[
                "spec::cors_preflight_fetch::read_grant",
                "spec::cors_preflight_fetch::read_lists",
                "spec::header_list_values::extract_header_list_values",
            ],
            "names and methods that are listed in a line",
            answer,
            |list: &HeaderList| {
                (
                    preflight::read_grant("https://app.example", true, 204, list),
                    preflight::read_lists(204, list),
                )
            },
        ),
        case(
            &["spec::header_list_values::extract_header_list_values"],
            "lines",
            |n| lines("Access-Control-Allow-Methods", "PUT", n),
            |list: &HeaderList| extract_header_list_values(list, "access-control-allow-methods"),
        ),
        case(
            &["spec::cors_preflight_fetch::cors_preflight_response"],
            "headers and as many names and methods in the answer, the last one first",
            |n| (request(n), listed(n), answer(n)),
            |(request, names, answer): &(Request, Vec<String>, HeaderList)| {
                preflight::cors_preflight_response(request, names, 204, answer)
            },
        ),
        case(
            &[
                "spec::cors_preflight_fetch::hold_against",
                "spec::cors_preflight_fetch::headers_allowed",
                "spec::cors_preflight_fetch::method_allowed",
            ],
            "names, and as many that are granted, the last one first",
            |n| (request(n), listed(n), grant(n)),
            |(request, names, grant): &(Request, Vec<String>, Grant)| {
                let mut own = grant.clone();
                let held = preflight::hold_against(request, names, &mut own, Leniency::default());
                (
                    held,
                    preflight::headers_allowed(request, names, grant),
                    preflight::method_allowed(request, grant),
                )
            },
        ),
        case(
            &[
                "spec::cors_preflight_fetch::non_wildcard_headers_listed",
                "spec::cors_preflight_fetch::Grant::lists_header_name",
            ],
            "lines of Authorization, and names that are granted",
            |n| {
                let mut request = request(0);
                request.header_list = lines("Authorization", "1", n);
                let mut grant = grant(n);
                grant
                    .header_names
                    .iter_mut()
                    .for_each(|names| names.push("authorization".to_owned()));
                (request, grant)
            },
            |(request, grant): &(Request, Grant)| {
                (
                    preflight::non_wildcard_headers_listed(request, grant),
                    grant.lists_header_name("authorization"),
                )
            },
        ),
        case(
            &[
                "spec::cors_check::cors_check",
                "spec::cors_check::cors_check_for",
            ],
            "lines of each header",
            |n| {
                let mut list = lines("Access-Control-Allow-Origin", "https://app.example", n);
                list.0
                    .extend(lines("Access-Control-Allow-Credentials", "true", n).0);
                (request(0), list)
            },
            |(request, list): &(Request, HeaderList)| {
                (
                    cors_check::cors_check(request, list),
                    cors_check::cors_check_for("https://app.example", true, list),
                )
            },
        ),
        case(
            &[
                "spec::main_fetch::preflight_reasons",
                "spec::main_fetch::main_fetch",
                "spec::main_fetch::blocked_before_sending",
            ],
            "headers of as many names",
            request,
            |request: &Request| {
                let branch = main_fetch::main_fetch(request, main_fetch::preflight_reasons);
                (
                    branch,
                    main_fetch::blocked_before_sending(request, |_, _| false),
                )
            },
        ),
    ]
}

/// The standard's own cache.
fn kept() -> Vec<Case> {
    let entry = |at: usize| CacheEntry {
        byte_serialized_origin: "https://app.example".to_owned(),
        url: parse_url(&format!("https://api.example/{at}"), None).expect("a URL"),
        max_age: if at % 2 == 0 { 600 } else { 0 },
        credentials: true,
        method: (at % 3 == 0).then(|| "PUT".to_owned()),
        header_name: (at % 3 != 0).then(|| "x-a".to_owned()),
        stored_at: 0.0,
    };
    vec![
        case(
            &[
                "spec::cors_preflight_cache::CorsPreflightCache::store",
                "spec::cors_preflight_cache::CorsPreflightCache::create_a_new_cache_entry",
            ],
            "methods and names that are granted at once",
            |n| (request(1), grant(n)),
            |(request, grant): &(Request, Grant)| {
                let mut cache = CorsPreflightCache::default();
                cache.store(request, grant, 600, 0.0);
                cache.store(request, grant, 700, 1.0);
                cache
            },
        ),
        case(
            &[
                "spec::cors_preflight_cache::CorsPreflightCache::clear_cache_entries",
                "spec::cors_preflight_cache::CorsPreflightCache::remove_expired",
                "spec::cors_preflight_cache::CorsPreflightCache::cache_entry_match",
                "spec::cors_preflight_cache::CorsPreflightCache::method_cache_entry_match",
                "spec::cors_preflight_cache::CorsPreflightCache::header_name_cache_entry_match",
                "spec::cors_preflight_cache::CorsPreflightCache::misses_method",
            ],
            "entries that are there",
            move |n| {
                (
                    request(1),
                    CorsPreflightCache {
                        entries: (0..n).map(entry).collect(),
                    },
                )
            },
            |(request, cache): &(Request, CorsPreflightCache)| {
                let mut cache = cache.clone();
                let found = (
                    cache.method_cache_entry_match("PUT", request, 1.0),
                    cache.header_name_cache_entry_match("x-b", request, 1.0),
                    cache.misses_method(request, 1.0),
                    CorsPreflightCache::cache_entry_match(&cache.entries[0], request, 1.0),
                );
                cache.clear_cache_entries(request);
                cache.remove_expired(1.0);
                (found, cache)
            },
        ),
    ]
}
