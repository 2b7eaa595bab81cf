//! The cache of the `standard` profile against the standard's own list, transcribed by the letter.

// In a test, a panic is how it fails.
#![allow(clippy::expect_used)]

#[path = "support/numbers.rs"]
mod numbers;

use cors_forecast::spec::cors_preflight_cache::{max_age, CorsPreflightCache};
use cors_forecast::spec::cors_preflight_fetch::cors_preflight_response;
use cors_forecast::spec::cors_safelist::cors_unsafe_request_header_names;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::origin::Origin;
use cors_forecast::spec::request::Request;
use cors_forecast::spec::request_constructor::new_request;
use cors_forecast::spec::request_init::{Client, RequestInit};
use cors_forecast::{parse_url, Engine, Forecaster, RequestDescription, WireKind, WireResponse};
use numbers::Numbers;

const PAGE: &str = "https://app.example";

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn description(numbers: &mut Numbers) -> RequestDescription {
    let headers = ["X-A", "X-B", "Authorization"]
        .iter()
        .filter(|_| numbers.below(3) == 0)
        .map(|name| pair(name, "1"))
        .collect();
    let url = numbers.pick(&["https://api.example/a", "https://api.example/a?b"]);
    RequestDescription {
        method: Some(numbers.pick(&["GET", "PUT", "DELETE", "POST"]).to_owned()),
        credentials: Some(numbers.pick(&["omit", "include"]).to_owned()),
        headers,
        ..RequestDescription::new(url)
    }
}

fn grant(numbers: &mut Numbers) -> Vec<(String, String)> {
    let mut headers = vec![
        pair("Access-Control-Allow-Origin", PAGE),
        pair("Access-Control-Allow-Credentials", "true"),
        pair(
            "Access-Control-Max-Age",
            numbers.pick(&["0", "1", "3", "60", "x"]),
        ),
    ];
    if numbers.below(4) > 0 {
        let methods = numbers.pick(&["PUT", "DELETE", "PUT, DELETE", "*", "*, PUT"]);
        headers.push(pair("Access-Control-Allow-Methods", methods));
    }
    if numbers.below(4) > 0 {
        let names = numbers.pick(&[
            "x-a",
            "X-A, X-B",
            "*",
            "*, Authorization",
            "x-b, authorization",
        ]);
        headers.push(pair("Access-Control-Allow-Headers", names));
    }
    headers
}

fn request(description: &RequestDescription) -> Request {
    let client = Client {
        origin: Origin::from_serialization(PAGE).expect("an origin"),
        base_url: None,
        parse_url,
    };
    let init = RequestInit {
        url: &description.url,
        method: description.method.as_deref(),
        headers: &description.headers,
        credentials: description.credentials.as_deref(),
        ..RequestInit::default()
    };
    new_request(&init, &client).expect("a request")
}

#[test]
fn ten_thousand_exchanges_leave_both_alike() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut forecaster = Forecaster::new(PAGE, Engine::Standard).expect("an origin");
    let mut oracle = CorsPreflightCache::default();
    let mut now = 0.0;
    let (mut hits, mut misses) = (0, 0);
    for round in 0..10_000 {
        now += [1.0, 400.0, 2_000.0][numbers.below(3)];
        let described = description(&mut numbers);
        let answer = grant(&mut numbers);
        let request = request(&described);
        let names = cors_unsafe_request_header_names(&request.header_list);
        let asked = !names.is_empty() || matches!(request.method.as_str(), "PUT" | "DELETE");
        // By the letter: HTTP fetch, CORS-preflight fetch, main fetch's clearing.
        oracle.remove_expired(now);
        let missing = oracle.misses_method(&request, now)
            || names.iter().any(|name| {
                oracle
                    .header_name_cache_entry_match(name, &request, now)
                    .is_none()
            });
        let expected = asked && missing;
        let mut list = HeaderList::default();
        for (name, value) in &answer {
            list.append(name, value.as_bytes());
        }
        if expected {
            match cors_preflight_response(&request, &names, 204, &list) {
                Ok(grant) => oracle.store(&request, &grant, max_age(grant.max_age, None), now),
                Err(_) => oracle.clear_cache_entries(&request),
            }
        }
        // The model.
        let mut server = |_: &_| {
            Some(WireResponse {
                status: 204,
                headers: answer.clone(),
                ..WireResponse::default()
            })
        };
        let simulation = forecaster.simulate(&described, &mut server, now);
        let sent = simulation.requests.first().map(|wire| wire.kind) == Some(WireKind::Preflight);
        assert_eq!(sent, expected, "round {round}: {described:?} {answer:?}");
        *(if sent { &mut misses } else { &mut hits }) += usize::from(asked);
    }
    assert!(hits > 500 && misses > 500, "{hits} hits, {misses} misses");
}
