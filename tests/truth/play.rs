//! Plays a scenario against the model, with the servers that the recording had.

use cors_forecast::{Engine, Forecaster, Outcome, WireKind, WireRequest, WireResponse};

use super::corpus::{Answer, Scenario, Seen, Server};
use super::describe::describe;

/// The recording's origins, with ports of our own choice.
const ORIGINS: [(&str, &str); 9] = [
    ("A", "http://localhost:18410"),
    ("L", "http://127.0.0.1:18410"),
    ("B", "http://localhost:18411"),
    ("D", "http://127.0.0.1:18411"),
    ("C", "http://127.0.0.1:18412"),
    ("E", "http://localhost:18412"),
    ("H", "https://localhost:18413"),
    ("I", "https://127.0.0.1:18413"),
    ("N", "http://localhost:18414"),
];

/// How long an answer takes, in milliseconds.
const ROUND_TRIP: f64 = 10.0;

/// A request in the recording's terms: kind, origin, path, method, `Origin`, asked-for method and headers.
pub type Row = (
    String,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// What happened at a step: how it ended, and the requests.
#[derive(Debug, PartialEq, Eq)]
pub struct Happened {
    pub outcome: &'static str,
    pub requests: Vec<Row>,
}

/// How alike two accounts of a step are.
pub fn outcome_of(seen: &Seen) -> &'static str {
    // A synchronous request tells of a failed network by an exception; it is an error all the same.
    let failed =
        seen.at.as_deref() == Some("send") && seen.error.as_deref() == Some("NetworkError");
    // And `sendBeacon`, by what it returns, of a request that it will not send.
    if failed || seen.returned == Some(false) {
        return "network-error";
    }
    match seen.outcome.as_str() {
        "ok" | "load" | "open" | "beacon" => "response",
        "throw" => "throws",
        _ => "network-error",
    }
}

pub fn seen(seen: &Seen) -> Happened {
    Happened {
        outcome: outcome_of(seen),
        requests: seen
            .requests
            .iter()
            .map(|request| {
                (
                    request.k.clone(),
                    request.to.clone(),
                    request.path.clone(),
                    request.method.clone(),
                    request.origin.clone(),
                    request.acrm.clone(),
                    request.acrh.clone(),
                )
            })
            .collect(),
    }
}

fn fill(text: &str, base: &str) -> String {
    let mut text = text.replace("{base}", base);
    for (symbol, origin) in ORIGINS {
        let host = origin.split("://").nth(1).expect("an origin");
        text = text
            .replace(&format!("{{{symbol}}}"), origin)
            .replace(&format!("{{host:{symbol}}}"), host);
    }
    text.replace("{blob}", "blob:http://localhost:18410/8a2ab5c4")
}

fn symbol(origin: &str) -> Option<String> {
    ORIGINS
        .iter()
        .find(|(_, known)| *known == origin)
        .map(|(symbol, _)| (*symbol).to_owned())
}

/// What the model says of each step.
pub fn forecast(scenario: &Scenario, engine: Engine) -> Vec<Happened> {
    let base = format!("/s/r1/{}", scenario.id);
    let page = fill(&format!("{{{}}}", scenario.page), &base);
    let mut forecaster = Forecaster::new(&page, engine).expect("an origin");
    let mut now = 0.0;
    let mut steps = Vec::new();
    for step in &scenario.steps {
        now += step.delay_before_ms;
        let mut url = fill(&step.url, &base);
        if step.user_args.is_some() {
            url = url.replacen("://", "://u:p@", 1);
        }
        let context = step.context.as_deref().unwrap_or(&scenario.context);
        let description = describe(step, url, context);
        let calls = vec![(now, description); step.parallel.unwrap_or(1)];
        let mut took = 0.0;
        let mut requests = Vec::new();
        let mut server = |wire: &WireRequest| {
            let (row, response) = serve(wire, &step.server, &base);
            took += response.as_ref().map_or(0.0, |response| response.after);
            // Nobody listens at N, so nobody saw the request.
            if row.1 != "N" {
                requests.push(row);
            }
            response
        };
        let simulations = forecaster.simulate_all(&calls, &mut server);
        now += took / calls.len() as f64;
        let outcome = match simulations[0].outcome {
            Outcome::Response => "response",
            Outcome::NetworkError => "network-error",
            // fetch() rejects either way; only synchronous exceptions are told apart in the recording.
            Outcome::Throws if matches!(step.api.as_str(), "fetch" | "fetchURL") => "network-error",
            Outcome::Throws if step.api == "fetchRequestInit" => "network-error",
            Outcome::Throws => "throws",
        };
        steps.push(Happened { outcome, requests });
    }
    steps
}

/// The recording's server: what it saw, and what it answers.
fn serve(wire: &WireRequest, server: &Server, base: &str) -> (Row, Option<WireResponse>) {
    let url = cors_forecast::parse_url(&wire.url, None).expect("an absolute URL");
    let origin = url.origin.to_string();
    let to = symbol(&origin).unwrap_or_else(|| origin.clone());
    let path = wire
        .url
        .strip_prefix(&format!("{origin}{base}/"))
        .unwrap_or(&wire.url)
        // The recorder did not keep an empty query.
        .trim_end_matches('?')
        .to_owned();
    let header = |name: &str| wire.header(name).map(str::to_owned);
    let preflight = wire.kind == WireKind::Preflight;
    let row = (
        if preflight { "P" } else { "A" }.to_owned(),
        to.clone(),
        path.clone(),
        wire.method.clone(),
        header("origin").map(|value| match symbol(&value) {
            Some(symbol) => format!("{{{symbol}}}"),
            None => value,
        }),
        header("access-control-request-method"),
        header("access-control-request-headers"),
    );
    if to == "N" {
        return (row, None);
    }
    let name = path.split('?').next().unwrap_or_default();
    let answer = match server.routes.get(name) {
        Some(route) if preflight => route.preflight.as_ref(),
        Some(route) => route.actual.as_ref(),
        None if preflight => server.preflight.as_ref(),
        None => server.actual.as_ref(),
    };
    (row, respond(answer, wire, base))
}

fn respond(answer: Option<&Answer>, wire: &WireRequest, base: &str) -> Option<WireResponse> {
    let preflight = wire.kind == WireKind::Preflight;
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut defaults = vec![
        pair("Access-Control-Allow-Origin", "{origin}"),
        pair("Access-Control-Allow-Credentials", "true"),
    ];
    if preflight {
        defaults.extend([
            pair("Access-Control-Allow-Methods", "{acrm}"),
            pair("Access-Control-Allow-Headers", "{acrh}"),
            pair("Access-Control-Max-Age", "0"),
        ]);
    }
    let of = |name: &str| wire.header(name).unwrap_or_default();
    let headers = answer
        .and_then(|answer| answer.headers.clone())
        .unwrap_or(defaults)
        .into_iter()
        .map(|(name, value)| {
            let value = value
                .replace("{origin}", of("origin"))
                .replace("{acrm}", of("access-control-request-method"))
                .replace("{acrh}", of("access-control-request-headers"))
                .replace("{ORIGIN}", &of("origin").to_uppercase());
            (name, fill(&value, base))
        })
        .collect();
    let status = answer
        .and_then(|answer| answer.status)
        .unwrap_or(if preflight { 204 } else { 200 });
    if answer.is_some_and(|answer| answer.drop) {
        return None;
    }
    Some(WireResponse {
        status,
        headers,
        after: ROUND_TRIP + answer.map_or(0.0, |answer| answer.delay_ms),
        // The recording's servers spoke nothing newer, over https neither.
        protocol: Some("http/1.1".to_owned()),
    })
}
