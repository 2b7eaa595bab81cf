//! Preflights by the letter: what is asked for, what an answer permits, and what is kept of it.

use cors_forecast::parse_url;
use cors_forecast::spec::cors_preflight_cache::{CacheEntry, CorsPreflightCache};
use cors_forecast::spec::cors_preflight_fetch as preflight;
use cors_forecast::spec::cors_preflight_fetch::{Grant, Leniency};
use cors_forecast::spec::header::Header;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::header_list_values::{extract_header_list_values, MaxAge};
use cors_forecast::spec::request::Request;
use cors_forecast::spec::{cors_check, main_fetch};

use super::headers::{lines, request};
use super::{case, listed, reversed, Case};

fn grant(n: usize) -> Grant {
    Grant {
        methods: Some(reversed(n)),
        header_names: Some(reversed(n)),
        max_age: MaxAge::Seconds(600),
    }
}

/// What a server answers that lists `n` names and `n` methods.
pub fn answer(n: usize) -> HeaderList {
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
    let mut cases = kept();
    cases.extend(vec![
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
    ]);
    cases
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
