//! Traffic of which a policy is made.

use cors_forecast::{
    parse_url, synthesize, synthesize_with, PageRequest, RequestDescription, SynthesisOptions,
    WireResponse,
};

use super::forecasts::{permission, request};
use super::{case, listed, names, reversed, Case};

const PAGE: &str = "https://app.example";

fn seen(request: RequestDescription, answer: Option<WireResponse>) -> PageRequest {
    PageRequest {
        preflight: answer.clone(),
        answer,
        ..PageRequest::new(PAGE, request)
    }
}

fn found(traffic: &Vec<PageRequest>) -> impl Sized {
    let options = SynthesisOptions {
        narrow_path: true,
        ..SynthesisOptions::default()
    };
    (
        synthesize(traffic, &options),
        synthesize_with(traffic, &options, parse_url),
    )
}

const SYNTHESIZE: &[&str] = &["synthesize", "synthesize_with", "PageRequest::new"];

fn of(input: &str, make: fn(usize) -> PageRequest) -> Case {
    case(
        SYNTHESIZE,
        input,
        move |n| (0..n).map(make).collect::<Vec<_>>(),
        found,
    )
    .costly()
}

pub fn cases() -> Vec<Case> {
    vec![
        of("requests that are the same", |_| seen(request(2), None)),
        of("requests to as many URLs", |at| {
            let url = format!("https://api.example/items/{at}");
            seen(RequestDescription { url, ..request(2) }, None)
        }),
        of("requests to as many servers", |at| {
            let url = format!("https://h{at}.example/");
            seen(RequestDescription { url, ..request(2) }, None)
        }),
        of("pages", |at| PageRequest {
            origin: format!("https://h{at}.example"),
            ..seen(request(2), None)
        }),
        of("requests, each with another header", |at| {
            let headers = vec![(format!("X-Name-{at:06}"), "1".to_owned())];
            seen(
                RequestDescription {
                    headers,
                    ..request(0)
                },
                None,
            )
        }),
        of("requests, each with another method", |at| {
            seen(
                RequestDescription {
                    method: Some(format!("M{at}")),
                    ..request(1)
                },
                None,
            )
        }),
        of("requests that can't be made", |at| {
            seen(
                RequestDescription {
                    url: format!("ftp://{at}"),
                    ..request(1)
                },
                None,
            )
        }),
        of("answers that all differ", |at| {
            let mut answer = permission(&listed(2));
            answer.headers[0].1 = format!("https://h{at}.example");
            seen(request(2), Some(answer))
        }),
        of("answers, each with another header to read", |at| {
            let mut answer = permission(&listed(2));
            answer
                .headers
                .push((format!("X-Name-{at:06}"), "1".to_owned()));
            seen(request(2), Some(answer))
        }),
        case(
            SYNTHESIZE,
            "headers of one request",
            |n| vec![seen(request(n), None)],
            found,
        )
        .from(100)
        .costly(),
        case(
            SYNTHESIZE,
            "headers of one answer",
            |n| {
                let mut answer = permission(&reversed(n));
                answer.headers.push((
                    "Access-Control-Expose-Headers".to_owned(),
                    reversed(n).join(", "),
                ));
                answer.headers.extend(names(n));
                vec![seen(request(n), Some(answer))]
            },
            found,
        )
        .from(100)
        .costly(),
        case(
            &["synthesize"],
            "wanted origins and names",
            |n| {
                let origins = (0..n).map(|at| format!("https://h{at}.example")).collect();
                let options = SynthesisOptions {
                    origins,
                    expose_headers: reversed(n),
                    ..SynthesisOptions::default()
                };
                (
                    vec![PageRequest {
                        origin: "https://h0.example".to_owned(),
                        ..seen(request(2), None)
                    }],
                    options,
                )
            },
            |(traffic, options): &(Vec<PageRequest>, SynthesisOptions)| {
                synthesize(traffic, options)
            },
        )
        .costly(),
        case(
            &["SynthesisProblem::code", "SynthesisProblem::message"],
            "an origin that is none",
            |n| {
                vec![PageRequest {
                    origin: "/".repeat(n),
                    ..seen(request(1), None)
                }]
            },
            |traffic: &Vec<PageRequest>| {
                let problem = synthesize(traffic, &SynthesisOptions::default()).err();
                problem.map(|problem| (problem.code(), problem.message()))
            },
        ),
    ]
}
