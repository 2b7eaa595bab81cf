//! The least that would have to change: so that a request is simple, or so that the cache spares its preflight.

// In a test, a panic is how it fails.
#![allow(clippy::expect_used)]

#[path = "support/scene.rs"]
#[allow(dead_code)]
mod scene;

use cors_forecast::{Action, Engine, RequestDescription, RouteState, WireRequest, WireResponse};
use scene::{forecaster, pair, request, PAGE};

const JSON: (&str, &str) = ("Content-Type", "application/json");

#[test]
fn all_reasons_in_order_each_with_its_step() {
    let headers = [JSON, ("X-Request-Id", "1"), ("Range", "bytes=-5")];
    let request = request("PUT", &headers, "omit");
    let mut forecaster = forecaster(Engine::Firefox);
    for at in 0..4 {
        forecaster.record(&request, f64::from(at) * 60_000.0);
    }
    let least = forecaster.minimal_set(&request, 240_000.0);
    let triggers: Vec<&str> = least.triggers.iter().map(|trigger| trigger.code).collect();
    assert_eq!(
        triggers,
        [
            "method-not-safelisted",
            "mime-type-not-safelisted",
            "header-not-safelisted",
            "range-start-missing"
        ]
    );
    assert_eq!(least.endpoint, "https://api.example/items");
    let steps = &least.to_simple.steps;
    let recipes: Vec<&str> = steps.iter().map(|step| step.recipe).collect();
    assert_eq!(
        recipes,
        [
            "post-the-operation",
            "json-as-text-plain",
            "leave-the-header-out",
            "ask-for-one-range"
        ]
    );
    assert!(steps[0].risk.is_some() && steps[1].risk.is_some());
    // One by itself saves nothing; all of them, everything.
    for step in steps {
        assert!(step
            .saves
            .iter()
            .all(|one| one.before == 4 && one.after == 4));
    }
    assert!(least
        .to_simple
        .saves
        .iter()
        .all(|one| one.before == 4 && one.after == 0));
    // For the cache a Max-Age is enough.
    let hit = &least.to_hit;
    assert_eq!(hit.steps.len(), 1);
    assert_eq!(hit.steps[0].recipe, "cache-the-preflight");
    assert!(hit.steps[0]
        .text
        .contains("PUT, content-type, range, x-request-id"));
    assert!(
        hit.saves.iter().all(|one| one.after == 1),
        "{:?}",
        hit.saves
    );
}

#[test]
fn what_is_too_long_together_is_one_step() {
    let long = "a".repeat(128);
    let names = ["Accept", "Accept-Language", "Content-Language"];
    let headers: Vec<(&str, &str)> = names
        .into_iter()
        .cycle()
        .take(9)
        .map(|name| (name, &*long))
        .collect();
    let request = request("GET", &headers, "omit");
    let least = forecaster(Engine::Standard).minimal_set(&request, 0.0);
    assert_eq!(least.triggers.len(), 9);
    let recipes: Vec<&str> = least
        .to_simple
        .steps
        .iter()
        .map(|step| step.recipe)
        .collect();
    assert_eq!(recipes, ["shorten-the-value"]);
}

#[test]
fn what_is_missing_in_the_cache_decides_what_makes_it_hit() {
    let put = request("PUT", &[("X-A", "1")], "omit");
    let answered = |engine, lines: &[(&str, &str)], second: &RequestDescription, at| {
        let mut forecaster = forecaster(engine);
        let mut headers = vec![pair("Access-Control-Allow-Origin", PAGE)];
        headers.extend(lines.iter().map(|(name, value)| pair(name, value)));
        let mut server = |_: &WireRequest| {
            Some(WireResponse {
                status: 204,
                headers: headers.clone(),
                ..WireResponse::default()
            })
        };
        forecaster.simulate(&put, &mut server, 0.0);
        forecaster.minimal_set(second, at).to_hit
    };
    let told = [
        ("Access-Control-Allow-Methods", "PUT"),
        ("Access-Control-Allow-Headers", "x-a"),
        ("Access-Control-Max-Age", "60"),
    ];
    let wildcard = [
        ("Access-Control-Allow-Methods", "PUT"),
        ("Access-Control-Allow-Headers", "*"),
        ("Access-Control-Max-Age", "60"),
    ];
    let of = |second: &RequestDescription, at| {
        let route = answered(Engine::Chromium, &told, second, at);
        let steps = route.steps.iter();
        steps
            .map(|step| (step.answers, step.recipe))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&put, 1.0), []);
    assert_eq!(
        answered(Engine::Chromium, &told, &put, 1.0).state,
        RouteState::There
    );
    assert_eq!(of(&put, 61_000.0), [("expired", "cache-the-preflight")]);
    let delete = request("DELETE", &[("X-A", "1")], "omit");
    assert_eq!(of(&delete, 1.0), [("method-not-listed", "list-by-name")]);
    let more = request("PUT", &[("X-A", "1"), ("X-B", "1")], "omit");
    assert_eq!(of(&more, 1.0), [("header-not-listed", "list-by-name")]);
    let include = request("PUT", &[("X-A", "1")], "include");
    assert_eq!(
        of(&include, 1.0),
        [("other-credentials", "one-credentials-mode")]
    );
    let mut reload = put.clone();
    reload.cache = Some("reload".to_owned());
    assert_eq!(
        of(&reload, 1.0),
        [("cache-mode-bypasses", "default-cache-mode")]
    );
    let mut long = put.clone();
    long.url.push_str(&"a".repeat(1_024));
    assert_eq!(of(&long, 1.0), [("url-too-long", "one-url")]);
    let route = answered(Engine::Firefox, &wildcard, &put, 1.0);
    assert_eq!(route.steps[0].recipe, "list-by-name");
    assert_eq!(route.steps[0].changes[0].action, Action::ListByName);
}

#[test]
fn a_url_that_is_new_each_time_is_to_stay_the_same() {
    let mut forecaster = forecaster(Engine::WebKit);
    let poll = |at: u64| {
        let mut one = request("GET", &[("X-A", "1")], "omit");
        one.url = format!("https://api.example/poll?_={}", 1_700_000_000_000 + at);
        one
    };
    for at in 0..10 {
        forecaster.record(&poll(at), at as f64 * 60_000.0);
    }
    let hit = forecaster.minimal_set(&poll(10), 600_000.0).to_hit;
    let recipes: Vec<&str> = hit.steps.iter().map(|step| step.recipe).collect();
    assert_eq!(recipes, ["leave-the-buster-out", "cache-the-preflight"]);
    // Neither does alone.
    assert!(hit
        .steps
        .iter()
        .all(|step| step.saves.iter().all(|one| one.after == 10)));
    assert!(hit.saves.iter().all(|one| one.after == 1));
    // While the last one's permission lasts, another URL is all that is wrong.
    forecaster.record(&poll(10), 600_000.0);
    let hit = forecaster.minimal_set(&poll(11), 601_000.0).to_hit;
    let steps: Vec<(&str, &str)> = hit
        .steps
        .iter()
        .map(|step| (step.answers, step.recipe))
        .collect();
    assert_eq!(steps, [("query-differs", "leave-the-buster-out")]);
}

#[test]
fn what_needs_nothing_is_there() {
    for request in [
        request("GET", &[], "omit"),
        RequestDescription::new("/own"),
        RequestDescription::new("http://"),
    ] {
        let least = forecaster(Engine::Chromium).minimal_set(&request, 0.0);
        assert_eq!(least.to_simple.state, RouteState::There);
        assert_eq!(least.to_hit.state, RouteState::There);
        assert!(least.triggers.is_empty());
    }
}
