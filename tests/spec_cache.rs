//! The standard's own cache, where the text of its steps is easily read wrongly.

#![allow(clippy::expect_used, reason = "in a test, a panic is how it fails")]

use cors_forecast::parse_url;
use cors_forecast::spec::cors_preflight_cache::CorsPreflightCache;
use cors_forecast::spec::cors_preflight_fetch::Grant;
use cors_forecast::spec::header_list_values::MaxAge;
use cors_forecast::spec::origin::Origin;
use cors_forecast::spec::request::Request;

/// Names and seconds, in the order in which they were stored.
fn kept(cache: &CorsPreflightCache) -> Vec<(&str, u64)> {
    let entries = cache.entries.iter();
    let named = entries.filter_map(|entry| Some((entry.header_name.as_deref()?, entry.max_age)));
    named.collect()
}

fn granted(names: &[&str]) -> Grant {
    Grant {
        methods: None,
        header_names: Some(names.iter().map(|name| (*name).to_owned()).collect()),
        max_age: MaxAge::Absent,
    }
}

fn request() -> Request {
    let url = parse_url("https://api.example/", None).expect("a URL");
    let page = Origin::from_serialization("https://app.example").expect("an origin");
    Request::new(url, page)
}

#[test]
fn a_wildcard_is_renewed_in_place_of_a_name_but_not_of_authorization() {
    let (mut cache, request) = (CorsPreflightCache::default(), request());
    cache.store(&request, &granted(&["*"]), 10, 0.0);
    cache.store(&request, &granted(&["X-A"]), 20, 1.0);
    assert_eq!(kept(&cache), [("*", 20)]);
    cache.store(&request, &granted(&["Authorization"]), 30, 2.0);
    assert_eq!(kept(&cache), [("*", 20), ("Authorization", 30)]);
}

#[test]
fn what_ends_at_once_is_renewed_by_nothing() {
    let (mut cache, request) = (CorsPreflightCache::default(), request());
    cache.store(&request, &granted(&["x-a", "X-A"]), 0, 5.0);
    assert_eq!(kept(&cache), [("x-a", 0), ("X-A", 0)]);
}
