//! Answers of servers: judged.

use cors_forecast::{
    diagnose, diagnose_with, parse_url, SeenAnswer, SeenCall, SeenExchange, WireKind, WireRequest,
    WireResponse,
};

use super::{case, listed, names, reversed, Case};

pub const PAGE: &str = "https://app.example";

pub fn pair(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

pub fn wire(kind: WireKind, asked: &[String]) -> WireRequest {
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
pub fn permitting(list: &[String]) -> Vec<(String, String)> {
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
