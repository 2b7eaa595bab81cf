//! The journal through the public API: what it counts is what exchanges have, whatever is asked for.

// In a test, a panic is how it fails.
#![allow(clippy::expect_used)]

#[path = "support/numbers.rs"]
mod numbers;

use cors_forecast::{
    Action, Api, Basis, Change, Context, Engine, Finding, Forecaster, JournalReport,
    RequestDescription, Severity, WireKind, WireRequest, WireResponse,
};
use numbers::Numbers;

const PAGE: &str = "https://app.example";

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn description(numbers: &mut Numbers) -> RequestDescription {
    let value = numbers.pick(&["application/json", "text/plain"]);
    let headers = ["X-A", "X-B", "Authorization", "Content-Type"]
        .iter()
        .filter(|_| numbers.below(3) == 0)
        .map(|name| pair(name, value))
        .collect();
    let url = match numbers.below(4) {
        0 => format!("https://api.example/items/{}", numbers.below(200)),
        1 => format!(
            "https://api.example/feed?_={}",
            1_700_000_000_000 + numbers.below(300)
        ),
        2 => "/own".to_owned(),
        _ => "https://api.example/me".to_owned(),
    };
    RequestDescription {
        api: [Api::Fetch, Api::Xhr, Api::Beacon, Api::EventSource][numbers.below(4)],
        method: Some(numbers.pick(&["GET", "PUT", "patch", "POST"]).to_owned()),
        credentials: Some(numbers.pick(&["omit", "include", "same-origin"]).to_owned()),
        cache: Some(
            numbers
                .pick(&["default", "no-store", "reload", "default"])
                .to_owned(),
        ),
        mode: Some(
            numbers
                .pick(&["cors", "cors", "no-cors", "same-origin"])
                .to_owned(),
        ),
        upload_listener: numbers.below(3) == 0,
        context: [Context::Window, Context::Worker, Context::Opaque][numbers.below(3)],
        headers,
        ..RequestDescription::new(url)
    }
}

/// What is assumed of a server of which nothing is known.
fn assumed(request: &WireRequest) -> WireResponse {
    let asked = |name: &str| request.header(name).unwrap_or_default().to_owned();
    let mut headers = vec![
        pair("Access-Control-Allow-Origin", &asked("Origin")),
        pair("Access-Control-Allow-Credentials", "true"),
    ];
    if request.kind == WireKind::Preflight {
        let method = asked("Access-Control-Request-Method");
        headers.push(pair("Access-Control-Allow-Methods", &method));
        let names = asked("Access-Control-Request-Headers");
        if !names.is_empty() {
            headers.push(pair("Access-Control-Allow-Headers", &names));
        }
    }
    headers.push(pair("Content-Type", "text/event-stream"));
    let status = if request.kind == WireKind::Preflight {
        204
    } else {
        200
    };
    WireResponse {
        status,
        headers,
        ..WireResponse::default()
    }
}

fn simulated(engine: Engine, asked: &[(RequestDescription, f64)]) -> usize {
    let mut forecaster = Forecaster::new(PAGE, engine).expect("an origin");
    let mut sent = 0;
    for (request, at) in asked {
        let mut server = |wire: &WireRequest| Some(assumed(wire));
        let simulation = forecaster.simulate(request, &mut server, *at);
        let kinds = simulation.requests.iter().map(|wire| wire.kind);
        sent += kinds.filter(|kind| *kind == WireKind::Preflight).count();
    }
    sent
}

fn recorded(asked: &[(RequestDescription, f64)]) -> Forecaster {
    let mut forecaster = Forecaster::new(PAGE, Engine::Chromium).expect("an origin");
    for (request, at) in asked {
        forecaster.record(request, *at);
    }
    forecaster
}

fn random(seed: u64, count: usize) -> Vec<(RequestDescription, f64)> {
    let mut numbers = Numbers(seed);
    let mut at = 0.0;
    (0..count)
        .map(|_| {
            at += [1.0, 300.0, 2_500.0][numbers.below(3)];
            (description(&mut numbers), at)
        })
        .collect()
}

#[test]
fn without_a_change_the_journal_counts_what_exchanges_have() {
    let mut total = 0;
    for seed in 1..20 {
        let asked = random(seed * 0x9e37_79b9, 300);
        let forecaster = recorded(&asked);
        for difference in forecaster.what_if(&[]) {
            let expected = simulated(difference.engine, &asked);
            assert_eq!(
                difference.before, expected,
                "{seed} {:?}",
                difference.engine
            );
            assert_eq!(difference.after, expected);
            assert_eq!(difference.refused, 0);
            total += expected;
        }
        let report = forecaster.report();
        for (place, (_, engine)) in Engine::ALL.into_iter().enumerate() {
            let endpoints = report.endpoints.iter();
            let sum: usize = endpoints.map(|one| one.engines[place].preflights).sum();
            assert_eq!(sum, simulated(engine, &asked));
        }
        let window = &report.window;
        let counted = window.requests as u64 + window.same_origin + window.other + window.dropped;
        assert_eq!(counted, 300);
    }
    assert!(total > 4_000, "{total}");
}

#[test]
fn a_finding_that_costs_nothing_is_none_and_its_changes_do_what_it_says() {
    for seed in 1..8 {
        let forecaster = recorded(&random(seed * 0x5851_f42d, 400));
        let report = forecaster.report();
        for finding in &report.findings {
            assert!(!finding.engines.is_empty(), "{finding:?}");
            assert!(finding.text.ends_with('.') && finding.text.contains(&finding.endpoint));
            let endpoint = report.endpoints.iter();
            let mut endpoint = endpoint.filter(|one| one.endpoint == finding.endpoint);
            let costs = &endpoint.next().expect("its endpoint").engines;
            for one in &finding.engines {
                assert!(one.cost >= 1);
                let whole = costs.iter().find(|costs| costs.engine == one.engine);
                assert_eq!(whole.expect("its engine").preflights, one.cost + one.left);
            }
        }
    }
}

fn each(pause: f64, asked: Vec<RequestDescription>) -> JournalReport {
    let asked: Vec<_> = asked
        .into_iter()
        .enumerate()
        .map(|(at, request)| (request, at as f64 * pause))
        .collect();
    recorded(&asked).report()
}

fn get(url: &str, headers: &[(&str, &str)]) -> RequestDescription {
    RequestDescription {
        headers: headers
            .iter()
            .map(|(name, value)| pair(name, value))
            .collect(),
        ..RequestDescription::new(url)
    }
}

#[test]
fn a_value_that_differs_is_no_finding() {
    let values = ["1", "2", "3", "4", "5", "6", "7", "8"];
    let asked = values.map(|value| get("https://api.example/x", &[("X-Request-Id", value)]));
    let report = each(500.0, asked.to_vec());
    assert_eq!(report.findings, [] as [Finding; 0]);
    assert_eq!(report.endpoints[0].engines[0].preflights, 1);
    assert_eq!(report.endpoints[0].engines[0].hits, 7);
}

#[test]
fn what_is_assumed_is_said_to_be() {
    let asked = vec![get("https://api.example/x", &[("X-A", "1")]); 5];
    let report = each(10_000.0, asked);
    assert_eq!(report.findings.len(), 1);
    let finding = &report.findings[0];
    assert_eq!(
        (finding.code, finding.severity, finding.basis),
        ("max-age-absent", Severity::Info, Basis::Assumed)
    );
    assert_eq!(report.endpoints[0].basis, Basis::Assumed);
}

#[test]
fn no_value_gets_out() {
    let secret = "hunter2hunter2";
    let url = format!("https://u:{secret}@api.example/reset/{secret}4Gh7?k={secret}#{secret}");
    let mut one = get(&url, &[("Authorization", secret), ("X-Key", secret)]);
    one.api = Api::Xhr;
    let asked: Vec<_> = (0..9).map(|at| (one.clone(), f64::from(at))).collect();
    let forecaster = recorded(&asked);
    let told = serde_json::to_string(&forecaster.report()).expect("plain data");
    assert!(!told.contains("hunter2"), "{told}");
    let least = forecaster.minimal_set(&one, 0.0);
    let told = serde_json::to_string(&least).expect("plain data");
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn changes_are_plain_data() {
    let change = Change::at("https://api.example/x", Action::MaxAge { seconds: 600 });
    let text = serde_json::to_string(&change).expect("plain data");
    assert_eq!(
        text,
        r#"{"kind":"max-age","seconds":600,"endpoint":"https://api.example/x"}"#
    );
    let back: Change = serde_json::from_str(&text).expect("the same");
    assert_eq!(back, change);
    let text = r#"{"kind":"drop-header","name":"x-a"}"#;
    let back: Change = serde_json::from_str(text).expect("a change");
    let name = "x-a".to_owned();
    assert_eq!(back, Change::everywhere(Action::DropHeader { name }));
}

#[test]
fn counterfactuals() {
    let mut asked = Vec::new();
    for at in 0..10 {
        let mut one = get(
            &format!("https://api.example/q/{at}"),
            &[("X-Request-Id", "1")],
        );
        one.credentials = Some(if at % 2 == 0 { "include" } else { "omit" }.to_owned());
        asked.push((one, f64::from(at) * 1_000.0));
    }
    let forecaster = recorded(&asked);
    let after = |changes: &[Change]| {
        forecaster
            .what_if(changes)
            .iter()
            .map(|one| one.after)
            .max()
    };
    assert_eq!(after(&[]), Some(10));
    let name = "x-request-id".to_owned();
    assert_eq!(
        after(&[Change::everywhere(Action::DropHeader { name })]),
        Some(0)
    );
    assert_eq!(after(&[Change::everywhere(Action::SameOrigin)]), Some(0));
    assert_eq!(after(&[Change::everywhere(Action::MakeSimple)]), Some(0));
    let one_url = Change::at("https://api.example/q/:id", Action::OneUrl);
    let longer = Change::everywhere(Action::MaxAge { seconds: 7_200 });
    let one_mode = Change::everywhere(Action::OneCredentialsMode { include: true });
    assert_eq!(after(&[one_url.clone(), longer.clone(), one_mode]), Some(1));
    // Where permissions are kept apart by credentials, there is one for each.
    let kept_apart = forecaster.what_if(&[one_url, longer]);
    let firefox = kept_apart.iter().find(|one| one.engine == Engine::Firefox);
    assert_eq!(firefox.map(|one| one.after), Some(2));
    // An endpoint that is not there is not changed, and neither are others.
    let nowhere = Change::at("https://api.example/none", Action::MakeSimple);
    assert_eq!(after(&[nowhere]), Some(10));
}

#[test]
fn the_window_moves_on() {
    let mut forecaster = Forecaster::new(PAGE, Engine::WebKit).expect("an origin");
    for at in 0..12_000 {
        let url = format!("https://api.example/items/{at}");
        forecaster.record(&get(&url, &[("X-A", "1")]), f64::from(at));
    }
    let report = forecaster.report();
    assert_eq!(report.window.requests, 10_000);
    assert_eq!(report.window.dropped, 2_000);
    assert_eq!(
        (report.window.from, report.window.to),
        (Some(2_000.0), Some(11_999.0))
    );
    assert_eq!(
        report.endpoints[0].endpoint,
        "https://api.example/items/:id"
    );
    assert_eq!(report.endpoints[0].urls, 10_000);
    let each = report.window.memory / 10_000;
    assert!(each < 512, "{each} bytes for each request");
}
