//! Answers of servers: judged, named, merged, written as a command.

use cors_forecast::{
    curl, curl_for, diagnose, diagnose_with, fingerprint, merge, parse_url, policy_lines,
    CorsPolicy, ExistingAnswer, PreflightReport, SeenAnswer, SeenCall, SeenExchange, Shell,
    WireKind, WireRequest, WireResponse,
};

use super::{case, listed, names, reversed, Case};

const PAGE: &str = "https://app.example";

fn pair(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn wire(kind: WireKind, asked: &[String]) -> WireRequest {
    let preflight = kind == WireKind::Preflight;
    WireRequest {
        kind,
        method: if preflight { "OPTIONS" } else { "PUT" }.to_owned(),
        url: "https://api.example/items".to_owned(),
        headers: vec![
            pair("Origin", PAGE),
            pair("Access-Control-Request-Method", "PUT"),
            pair("Access-Control-Request-Headers", asked.join(",")),
        ],
    }
}

fn seen(kind: WireKind, asked: &[String], headers: Vec<(String, String)>) -> SeenCall {
    SeenCall {
        request: wire(kind, asked),
        answer: Some(SeenAnswer {
            response: WireResponse {
                status: 200,
                headers,
                ..WireResponse::default()
            },
            body: Some("Unauthorized".to_owned()),
            body_length: None,
        }),
    }
}

/// What permits `list`.
fn permitting(list: &[String]) -> Vec<(String, String)> {
    vec![
        pair("Access-Control-Allow-Origin", PAGE),
        pair("Access-Control-Allow-Methods", list.join(", ")),
        pair("Access-Control-Allow-Headers", list.join(", ")),
        pair("Access-Control-Expose-Headers", list.join(", ")),
        pair("Vary", list.join(", ")),
    ]
}

fn exchange(asked: &[String], headers: Vec<(String, String)>) -> SeenExchange {
    SeenExchange {
        origin: PAGE.to_owned(),
        preflight: Some(seen(WireKind::Preflight, asked, headers.clone())),
        actual: Some(seen(WireKind::Actual, asked, headers)),
        made_up: vec!["x-none".to_owned()],
        ..SeenExchange::default()
    }
}

fn diagnosed(exchange: &SeenExchange) -> impl Sized {
    (diagnose(exchange), diagnose_with(exchange, parse_url))
}

const DIAGNOSE: &[&str] = &["diagnose", "diagnose_with"];

pub fn cases() -> Vec<Case> {
    let mut cases = diagnoses();
    cases.extend(merges());
    cases.extend(told());
    cases
}

fn diagnoses() -> Vec<Case> {
    let lines = |name: &'static str, value: &'static str| {
        case(
            DIAGNOSE,
            format!("lines of {name}: {value}"),
            move |n| exchange(&listed(2), (0..n).map(|_| pair(name, value)).collect()),
            diagnosed,
        )
    };
    vec![
        case(
            DIAGNOSE,
            "names that are asked for and listed",
            |n| exchange(&listed(n), permitting(&reversed(n))),
            diagnosed,
        ),
        case(
            DIAGNOSE,
            "names that are asked for, none of them listed",
            |n| exchange(&listed(n), permitting(&[])),
            diagnosed,
        ),
        case(
            DIAGNOSE,
            "names that are listed, none of them asked for",
            |n| exchange(&[], permitting(&reversed(n))),
            diagnosed,
        ),
        case(
            DIAGNOSE,
            "names that are made up, asked for and listed",
            |n| SeenExchange {
                made_up: reversed(n),
                ..exchange(&listed(n), permitting(&listed(n)))
            },
            diagnosed,
        ),
        case(
            DIAGNOSE,
            "lines of other names",
            |n| exchange(&listed(2), names(n)),
            diagnosed,
        ),
        lines("Access-Control-Allow-Origin", PAGE),
        lines("Access-Control-Allow-Headers", "a b"),
        lines("Access-Control-Allow-Headers", "*"),
        lines("Vary", "Origin"),
        lines("Access-Control-Max-Age", "5"),
        case(
            DIAGNOSE,
            "answers to other origins",
            |n| {
                let mut all = exchange(&listed(2), permitting(&listed(2)));
                all.probes = (0..n)
                    .map(|at| {
                        let mut call = seen(WireKind::Preflight, &[], permitting(&listed(2)));
                        call.request.headers[0].1 = format!("https://h{at}.example");
                        if let Some(answer) = &mut call.answer {
                            answer.response.headers[0].1 = format!("https://h{at}.example");
                            answer
                                .response
                                .headers
                                .push(pair("Server", format!("nginx/{at}")));
                        }
                        call
                    })
                    .collect();
                all
            },
            diagnosed,
        )
        .costly(),
        case(
            DIAGNOSE,
            "a long value",
            |n| {
                exchange(
                    &listed(2),
                    vec![pair("Access-Control-Allow-Headers", "a b\"\\,".repeat(n))],
                )
            },
            diagnosed,
        ),
    ]
}

fn policy(n: usize) -> CorsPolicy {
    CorsPolicy {
        methods: reversed(n),
        headers: reversed(n),
        expose_headers: reversed(n),
        max_age: Some(600),
        ..CorsPolicy::new((0..n).map(|at| format!("https://h{at}.example")))
    }
}

fn existing(kind: WireKind, at: usize, headers: Vec<(String, String)>) -> ExistingAnswer {
    ExistingAnswer {
        kind,
        origin: format!("https://h{at}.example"),
        foreign: false,
        status: 200,
        headers,
    }
}

fn merges() -> Vec<Case> {
    let both = |headers: &[(String, String)]| {
        [WireKind::Preflight, WireKind::Actual]
            .map(|kind| existing(kind, 0, headers.to_vec()))
            .to_vec()
    };
    vec![
        case(
            &["merge", "Changes::is_empty"],
            "names that are listed and needed",
            move |n| (both(&permitting(&listed(n))), policy(n)),
            |(answers, policy): &(Vec<ExistingAnswer>, CorsPolicy)| {
                merge(answers, policy).map(|changes| changes.is_empty())
            },
        ),
        case(
            &["merge"],
            "names that are needed, and none that is listed",
            move |n| (both(&permitting(&["x-none".to_owned()])), policy(n)),
            |(answers, policy): &(Vec<ExistingAnswer>, CorsPolicy)| merge(answers, policy),
        ),
        case(
            &["merge"],
            "lines of each answer",
            move |n| (both(&names(n)), policy(2)),
            |(answers, policy): &(Vec<ExistingAnswer>, CorsPolicy)| merge(answers, policy),
        ),
        case(
            &["merge", "Hole::code", "Hole::text"],
            "answers, each to another origin and with another mistake",
            |n| {
                let answer = |at: usize| {
                    existing(
                        WireKind::Actual,
                        at,
                        vec![pair(
                            "Access-Control-Allow-Origin",
                            format!("https://x{at}.example"),
                        )],
                    )
                };
                let origins = policy(n).origins;
                (
                    (0..n).map(answer).collect(),
                    CorsPolicy {
                        origins,
                        ..policy(2)
                    },
                )
            },
            |(answers, policy): &(Vec<ExistingAnswer>, CorsPolicy)| {
                merge(answers, policy).map(|changes| {
                    let holes: Vec<_> = changes
                        .holes
                        .iter()
                        .map(|told| (told.hole.code(), told.hole.text()))
                        .collect();
                    (holes, changes)
                })
            },
        ),
        case(
            &[
                "policy_lines",
                "CorsPolicy::check",
                "CorsPolicy::methods_to_list",
                "CorsPolicy::has_preflights",
                "PermittedOrigins::listed",
                "CorsPolicy::new",
            ],
            "names, methods and origins of a policy",
            policy,
            |policy: &CorsPolicy| {
                let lines = [WireKind::Preflight, WireKind::Actual]
                    .map(|kind| policy_lines(policy, kind, "https://h0.example"));
                let again =
                    CorsPolicy::new(policy.origins.listed().unwrap_or_default().iter().cloned());
                (
                    lines,
                    policy.check(),
                    policy.methods_to_list().len(),
                    policy.has_preflights(),
                    again,
                )
            },
        ),
    ]
}

fn told() -> Vec<Case> {
    let mut cases = Vec::new();
    for shape in [
        "'", "\\", "\"", "%", "a", "$(", "`", "\n", "!", "^", "&", "\u{e9}",
    ] {
        cases.push(
            case(
                &[
                    "curl",
                    "curl_for",
                    "PreflightReport::curl",
                    "WireRequest::header",
                ],
                format!("values of {shape:?} again and again"),
                move |n| SeenExchange {
                    origin: PAGE.to_owned(),
                    preflight: Some(SeenCall {
                        request: WireRequest {
                            url: format!("https://api.example/{}", shape.repeat(n)),
                            ..wire(WireKind::Preflight, &[shape.repeat(n)])
                        },
                        answer: None,
                    }),
                    ..SeenExchange::default()
                },
                |exchange: &SeenExchange| {
                    let request = exchange.preflight.as_ref().map(|call| &call.request);
                    let each = request.map(|request| {
                        [Shell::Posix, Shell::Cmd, Shell::PowerShell]
                            .map(|shell| curl_for(request, shell))
                    });
                    let report = request.map(|request| PreflightReport {
                        url: request.url.clone(),
                        headers: request.headers.clone(),
                    });
                    (
                        each,
                        request.map(curl),
                        request
                            .and_then(|request| request.header("x-none"))
                            .is_some(),
                        report.map(|report| report.curl(Shell::Cmd)),
                    )
                },
            )
            .up_to(3_000),
        );
    }
    cases.push(case(
        &["curl", "curl_for", "WireRequest::header"],
        "header lines",
        |n| WireRequest {
            headers: names(n),
            ..wire(WireKind::Preflight, &[])
        },
        |request: &WireRequest| {
            (
                curl(request),
                curl_for(request, Shell::Posix),
                request.header("x-none").is_some(),
            )
        },
    ));
    cases.push(case(
        &["fingerprint"],
        "header lines",
        |n| SeenAnswer {
            response: WireResponse {
                status: 200,
                headers: names(n),
                ..WireResponse::default()
            },
            body: None,
            body_length: Some(0),
        },
        fingerprint,
    ));
    for shape in [
        "a",
        ",",
        ", ",
        "nginx",
        "<html>",
        "{\"",
        "Invalid CORS request",
        "Un",
    ] {
        cases.push(
            case(
                &["fingerprint"],
                format!("values and a body of {shape:?} again and again"),
                move |n| SeenAnswer {
                    response: WireResponse {
                        status: 403,
                        headers: vec![
                            pair("Server", shape.repeat(n)),
                            pair("Access-Control-Allow-Methods", shape.repeat(n)),
                        ],
                        ..WireResponse::default()
                    },
                    body: Some(shape.repeat(n)),
                    body_length: None,
                },
                fingerprint,
            )
            .up_to(3_000),
        );
    }
    cases
}
