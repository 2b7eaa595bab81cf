//! The cache of the `standard` profile against the standard's own list, transcribed by the letter.

use cors_forecast::spec::cors_preflight_cache::{max_age, CorsPreflightCache};
use cors_forecast::spec::cors_preflight_fetch::cors_preflight_response;
use cors_forecast::spec::cors_safelist::cors_unsafe_request_header_names;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::origin::Origin;
use cors_forecast::spec::request::Request;
use cors_forecast::spec::request_constructor::new_request;
use cors_forecast::spec::request_init::{Client, RequestInit};
use cors_forecast::{parse_url, Engine, Forecaster, RequestDescription, WireKind, WireResponse};

use super::draw::Draw;

const PAGE: &str = "https://app.example";

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn description(draw: &mut Draw<'_>) -> RequestDescription {
    let headers = ["X-A", "X-B", "Authorization"]
        .iter()
        .filter(|_| draw.one_in(3))
        .map(|name| pair(name, "1"))
        .collect();
    let url = draw.pick(&["https://api.example/a", "https://api.example/a?b"]);
    RequestDescription {
        method: Some(draw.pick(&["GET", "PUT", "DELETE", "POST"]).to_owned()),
        credentials: Some(draw.pick(&["omit", "include"]).to_owned()),
        headers,
        ..RequestDescription::new(url)
    }
}

fn grant(draw: &mut Draw<'_>) -> Vec<(String, String)> {
    let mut headers = vec![
        pair("Access-Control-Allow-Origin", PAGE),
        pair("Access-Control-Allow-Credentials", "true"),
        pair(
            "Access-Control-Max-Age",
            draw.pick(&["0", "1", "3", "60", "x"]),
        ),
    ];
    if draw.below(4) > 0 {
        let methods = draw.pick(&["PUT", "DELETE", "PUT, DELETE", "*", "*, PUT"]);
        headers.push(pair("Access-Control-Allow-Methods", methods));
    }
    if draw.below(4) > 0 {
        let names = draw.pick(&[
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

pub fn check(data: &[u8]) {
    play(data);
}

/// Plays exchanges until nothing is left to decide them, and says how often the cache has spared a preflight and how often not.
pub fn play(data: &[u8]) -> (usize, usize) {
    let mut draw = Draw::new(data);
    let mut forecaster = Forecaster::new(PAGE, Engine::Standard).expect("an origin");
    let mut oracle = CorsPreflightCache::default();
    let mut now = 0.0;
    let (mut hits, mut misses) = (0, 0);
    while !draw.is_over() {
        now += draw.pick(&[1.0, 400.0, 2_000.0]);
        let described = description(&mut draw);
        let answer = grant(&mut draw);
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
        assert_eq!(sent, expected, "at {now}: {described:?} {answer:?}");
        *(if sent { &mut misses } else { &mut hits }) += usize::from(asked);
    }
    (hits, misses)
}
