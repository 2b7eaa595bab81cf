//! The journal against exchanges that are played one by one.

// In a test, a panic is how it fails.
#![allow(clippy::expect_used, clippy::panic)]

use super::change::{Action, Change};
use super::replay::{Replay, Sums};
use super::window::Window;
use super::*;
use crate::basis::Basis;
use crate::engine::Engine;
use crate::forecaster::Forecaster;
use crate::policy::{Answer, KnownServer};
use crate::spec::origin::Origin;
use crate::wire::{WireKind, WireRequest, WireResponse};
use crate::{BodyDescription, BodyKind, Context};

const PAGE: &str = "https://app.example";

mod findings;
#[path = "../../../tests/support/numbers.rs"]
mod numbers;

use numbers::Numbers;

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// A server whose answer depends on nothing but the URL.
struct Fixed(Vec<(&'static str, Vec<(String, String)>)>);

impl Fixed {
    fn response(&self, url: &str) -> WireResponse {
        let found = self.0.iter().find(|(prefix, _)| url.starts_with(prefix));
        WireResponse {
            status: 204,
            headers: found
                .map(|(_, headers)| headers.clone())
                .unwrap_or_default(),
            ..WireResponse::default()
        }
    }
}

impl KnownServer for Fixed {
    fn answer(&self, preflight: &WireRequest, _credentials: bool) -> Answer {
        Answer {
            response: self.response(&preflight.url),
            basis: Basis::Configured,
        }
    }
}

fn description(numbers: &mut Numbers) -> RequestDescription {
    let headers = ["X-A", "X-B", "Authorization"]
        .iter()
        .filter(|_| numbers.below(3) == 0)
        .map(|name| pair(name, "1"))
        .collect();
    let mut url = numbers
        .pick(&[
            "https://api.example/a",
            "https://api.example/a#f",
            "https://api.example/a?_=1700000000000",
            "https://u:p@api.example/a",
            "https://b.example/1",
            "/own",
            "http://plain.example/x",
        ])
        .to_owned();
    if numbers.below(8) == 0 {
        url.push_str(&"x".repeat(1_500));
    }
    if numbers.below(4) == 0 {
        url = ["https://b.example/", &"a".repeat(numbers.below(130))].concat();
    }
    let body = match numbers.below(6) {
        0 => BodyKind::Stream,
        1 => BodyKind::String,
        _ => BodyKind::None,
    };
    RequestDescription {
        api: [crate::Api::Fetch, crate::Api::Xhr][numbers.below(2)],
        method: Some(numbers.pick(&["GET", "PUT", "DELETE", "POST"]).to_owned()),
        credentials: Some(numbers.pick(&["omit", "include"]).to_owned()),
        cache: Some(
            numbers
                .pick(&["default", "no-store", "no-cache", "default"])
                .to_owned(),
        ),
        upload_listener: numbers.below(4) == 0,
        duplex: Some("half".to_owned()),
        keepalive: numbers.below(9) == 0,
        context: [Context::Window, Context::Window, Context::Opaque][numbers.below(3)],
        body: BodyDescription {
            kind: body,
            r#type: None,
            length: Some(if numbers.below(5) == 0 { 70_000 } else { 10 }),
        },
        headers,
        ..RequestDescription::new(url)
    }
}

fn server(numbers: &mut Numbers) -> Fixed {
    let mut of = |prefix: &'static str| {
        let mut headers = vec![pair("Access-Control-Allow-Credentials", "true")];
        headers.push(pair(
            "Access-Control-Allow-Origin",
            numbers.pick(&[PAGE, PAGE, "null", "*"]),
        ));
        let max_age = numbers.pick(&["", "0", "3", "60", "x", "-1", "86400", "none"]);
        if max_age != "none" {
            headers.push(pair("Access-Control-Max-Age", max_age));
        }
        let methods = numbers.pick(&[
            "PUT",
            "DELETE",
            "PUT, DELETE",
            "*",
            "*, PUT",
            "PUT, DELETE, GET, POST",
        ]);
        headers.push(pair("Access-Control-Allow-Methods", methods));
        let names = numbers.pick(&[
            "x-a",
            "X-A, X-B",
            "*",
            "*, Authorization",
            "x-a, x-b, authorization",
        ]);
        headers.push(pair("Access-Control-Allow-Headers", names));
        (prefix, headers)
    };
    Fixed(vec![of("https://api"), of("https://b"), of("http")])
}

/// Preflights as exchanges have them.
fn simulated(engine: Engine, asked: &[(RequestDescription, f64)], server: &Fixed) -> usize {
    let mut forecaster = Forecaster::new(PAGE, engine).expect("an origin");
    let mut sent = 0;
    for (request, at) in asked {
        let mut answer = |wire: &WireRequest| {
            let mut response = server.response(&wire.url);
            if wire.kind == WireKind::Actual {
                let origin = if request.context == Context::Opaque {
                    "null"
                } else {
                    PAGE
                };
                response.status = 200;
                response.headers = vec![
                    pair("Access-Control-Allow-Origin", origin),
                    pair("Access-Control-Allow-Credentials", "true"),
                ];
            }
            Some(response)
        };
        let simulation = forecaster.simulate(request, &mut answer, *at);
        let preflights = simulation.requests.iter();
        sent += preflights
            .filter(|wire| wire.kind == WireKind::Preflight)
            .count();
    }
    sent
}

fn sums(journal: &Journal, engine: usize, server: &dyn KnownServer, changes: &[Change]) -> Sums {
    let page = Origin::from_serialization(PAGE).expect("an origin");
    let window = Window::of(journal, &page);
    let changes = &super::plan::meant(&window, changes);
    let replay = Replay {
        changes,
        ..Replay::new(&window, server, engine)
    };
    replay.sums(None)
}

fn journal(asked: &[(RequestDescription, f64)]) -> Journal {
    let forecaster = Forecaster::new(PAGE, Engine::default()).expect("an origin");
    let mut journal = Journal::default();
    for (request, at) in asked {
        journal.record(request, &forecaster.client_of(request), *at);
    }
    journal
}

#[test]
fn a_replay_costs_what_the_exchanges_cost() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut total = 0;
    for round in 0..60 {
        let server = server(&mut numbers);
        let mut at = 0.0;
        let asked: Vec<(RequestDescription, f64)> = (0..200)
            .map(|_| {
                at += [1.0, 400.0, 2_000.0][numbers.below(3)];
                (description(&mut numbers), at)
            })
            .collect();
        let journal = journal(&asked);
        for (place, (name, engine)) in Engine::ALL.into_iter().enumerate() {
            let replayed = sums(&journal, place, &server, &[]);
            let expected = simulated(engine, &asked, &server);
            assert_eq!(replayed.preflights, expected, "round {round}, {name}");
            total += expected;
        }
    }
    assert!(total > 5_000, "{total}");
}

#[test]
fn an_endpoint_alone_costs_what_it_costs_among_others() {
    let mut numbers = Numbers(0x5851_f42d_4c95_7f2d);
    let page = Origin::from_serialization(PAGE).expect("an origin");
    for _ in 0..6 {
        let server = server(&mut numbers);
        let mut at = 0.0;
        let asked: Vec<(RequestDescription, f64)> = (0..60)
            .map(|_| {
                at += [1.0, 2_000.0][numbers.below(2)];
                (description(&mut numbers), at)
            })
            .collect();
        let journal = journal(&asked);
        let window = Window::of(&journal, &page);
        assert!((0..4).all(|engine| !window.is_crowded(engine)));
        let name = "x-a".to_owned();
        for action in [
            Action::MaxAge { seconds: 7_200 },
            Action::ListByName,
            Action::DropHeader { name },
            Action::OneCredentialsMode { include: false },
            Action::OneUrl,
            Action::CacheModeDefault,
            Action::DropUploadListener,
        ] {
            for (at, endpoint) in window.endpoints.all.iter().enumerate() {
                let alone = AtEndpoint::new(&window, &server, at);
                let change = Change::at(endpoint.text.as_str(), action.clone());
                let all = journal.what_if(&page, &server, &[change]);
                for (alone, all) in alone
                    .differences(core::slice::from_ref(&action))
                    .iter()
                    .zip(all)
                {
                    let spared = |one: &crate::Difference| one.before as i64 - one.after as i64;
                    assert_eq!(spared(alone), spared(&all), "{endpoint:?} {action:?}");
                }
            }
        }
    }
}

#[test]
fn nothing_that_is_secret_is_kept() {
    let mut one = RequestDescription::new("https://ann:hunter2@api.example/a?x=1#f");
    one.api = crate::Api::Xhr;
    one.headers = vec![pair("Authorization", "Bearer hunter2")];
    let journal = journal(&[(one, 0.0)]);
    let kept = format!("{journal:?}");
    assert!(kept.contains("https://-@api.example/a?x=1#f"), "{kept}");
    assert!(!kept.contains("hunter2") && !kept.contains("ann"), "{kept}");
}

#[test]
fn memory_is_bounded() {
    let forecaster = Forecaster::new(PAGE, Engine::default()).expect("an origin");
    let mut journal = Journal::with_capacity(100);
    let mut most = 0;
    for at in 0..5_000 {
        let mut request = description(&mut Numbers(at + 1));
        request.url = ["https://api.example/", &"x".repeat(at as usize)].concat();
        request.headers = vec![pair(&format!("X-{at}"), "1")];
        journal.record(&request, &forecaster.client_of(&request), at as f64);
        most = most.max(journal.memory());
    }
    let kept = journal.ring.len() as u64;
    assert!(kept <= 100 && kept > 10, "{kept}");
    assert!(most < 100 * (16 + 512 + 256) * 2, "{most}");
    let Counts {
        dropped,
        other,
        same_origin,
    } = journal.counts;
    assert_eq!(kept + dropped + other + same_origin, 5_000);
    let mut used = journal.ring.iter().map(|kept| kept.url).collect::<Vec<_>>();
    used.sort_unstable();
    used.dedup();
    assert_eq!(used.len(), journal.urls.len());
}
