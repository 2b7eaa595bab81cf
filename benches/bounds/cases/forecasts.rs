//! The forecaster: requests that are large, and a cache that is full.

use cors_forecast::{
    Basis, BodyDescription, BodyKind, Engine, Forecaster, RequestDescription, Simulation, WireKind,
    WireRequest, WireResponse,
};

use super::{case, names, reversed, Case};

const PAGE: &str = "https://app.example";

pub fn forecaster(engine: Engine) -> Forecaster {
    Forecaster::new(PAGE, engine).expect("an origin")
}

/// A request with headers of `n` names.
pub fn request(n: usize) -> RequestDescription {
    RequestDescription {
        method: Some("PUT".to_owned()),
        headers: names(n),
        credentials: Some("include".to_owned()),
        ..RequestDescription::new("https://api.example/items")
    }
}

fn at(url: String) -> RequestDescription {
    RequestDescription { url, ..request(1) }
}

/// What permits these names.
pub fn permission(names: &[String]) -> WireResponse {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    WireResponse {
        status: 204,
        headers: vec![
            pair("Access-Control-Allow-Origin", PAGE),
            pair("Access-Control-Allow-Credentials", "true"),
            pair(
                "Access-Control-Allow-Methods",
                &format!("{}, PUT", names.join(", ")),
            ),
            pair("Access-Control-Allow-Headers", &names.join(", ")),
            pair("Access-Control-Max-Age", "600"),
        ],
        ..WireResponse::default()
    }
}

/// What permits what is asked for.
pub fn echo(wire: &WireRequest) -> Option<WireResponse> {
    let asked = wire
        .header("Access-Control-Request-Headers")
        .unwrap_or_default();
    let names: Vec<String> = asked.split(',').map(str::to_owned).collect();
    let status = if wire.kind == WireKind::Preflight {
        204
    } else {
        200
    };
    Some(WireResponse {
        status,
        ..permission(&names)
    })
}

/// All that is said of one request, cold and warm.
fn told((forecaster, request): &(Forecaster, RequestDescription)) -> impl Sized {
    let mut forecaster = forecaster.clone();
    let cold = forecaster.predict(request, 0.0);
    let answer = permission(&[]);
    let learned = forecaster.learn(request, &answer, Basis::Probed, None);
    let played: Simulation = forecaster.simulate(request, &mut echo, 0.0);
    let warm = forecaster.predict(request, 1.0);
    (cold, learned, played, warm)
}

const TOLD: &[&str] = &[
    "Forecaster::predict",
    "Forecaster::learn",
    "Forecaster::simulate",
];

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, engine) in Engine::ALL {
        cases.extend(of_requests(name, engine));
        cases.extend(of_caches(name, engine));
    }
    cases.push(case(
        &["Forecaster::new", "Forecaster::with_url_parser"],
        "a long origin",
        |n| format!("https://{}", "a.".repeat(n)),
        |origin: &String| {
            (
                Forecaster::new(origin, Engine::Chromium).is_ok(),
                Forecaster::with_url_parser(origin, Engine::Chromium, cors_forecast::parse_url)
                    .is_ok(),
            )
        },
    ));
    cases.extend(together());
    cases
}

fn of_requests(name: &str, engine: Engine) -> Vec<Case> {
    let of = |input: &str, make: fn(usize) -> RequestDescription| {
        case(
            TOLD,
            format!("{name}: {input}"),
            move |n| (forecaster(engine), make(n)),
            told,
        )
    };
    vec![
        of("headers of as many names", request),
        of("headers of as many names, the last one first", |n| {
            RequestDescription {
                headers: reversed(n)
                    .into_iter()
                    .map(|name| (name, "1".to_owned()))
                    .collect(),
                ..request(0)
            }
        }),
        of("lines of one header", |n| of_lines(n, "X-A", "1")),
        of("safelisted lines", |n| {
            of_lines(n, "Accept", &"a".repeat(100))
        }),
        of("lines of Authorization", |n| {
            of_lines(n, "Authorization", "1")
        }),
        of("lines of Content-Type", |n| {
            of_lines(n, "Content-Type", &format!("text/plain;{}", "a".repeat(90)))
        }),
        of("no-cors, safelisted lines", |n| RequestDescription {
            mode: Some("no-cors".to_owned()),
            method: None,
            ..of_lines(n, "Accept", "a")
        }),
        of("a long path", |n| {
            at(format!("https://api.example/{}", "a/".repeat(n)))
        }),
        of("a long query", |n| {
            at(format!("https://api.example/?{}", "a=1&".repeat(n)))
        }),
        of("a long fragment", |n| {
            at(format!("https://api.example/#{}", "?#".repeat(n)))
        }),
        of("a long value", |n| RequestDescription {
            headers: vec![("Content-Type".to_owned(), "text/plain;a=\"".repeat(n))],
            ..request(0)
        }),
        of("a Blob's long type", |n| RequestDescription {
            body: BodyDescription {
                kind: BodyKind::Blob,
                r#type: Some(format!("text/plain{}", ";a".repeat(n))),
                length: None,
            },
            ..request(0)
        }),
    ]
}

fn of_lines(n: usize, name: &str, value: &str) -> RequestDescription {
    RequestDescription {
        headers: (0..n)
            .map(|_| (name.to_owned(), value.to_owned()))
            .collect(),
        ..request(0)
    }
}

/// One that was told `answer`, and is asked for what the last request asks.
fn warm(engine: Engine, first: &RequestDescription, answer: &WireResponse) -> Forecaster {
    let mut forecaster = forecaster(engine);
    let _ = forecaster.learn(first, answer, Basis::Recorded, Some(0.0));
    forecaster
}

fn of_caches(name: &str, engine: Engine) -> Vec<Case> {
    let predicted =
        |(forecaster, request): &(Forecaster, RequestDescription)| forecaster.predict(request, 1.0);
    vec![
        case(
            &["Forecaster::predict"],
            format!("{name}: names that are kept and asked for"),
            move |n| {
                (
                    warm(engine, &request(n), &permission(&reversed(n))),
                    request(n),
                )
            },
            predicted,
        ),
        case(
            &["Forecaster::predict"],
            format!("{name}: names that are kept for another query of as many keys"),
            move |n| {
                let url = |value: &str| {
                    let pairs: Vec<String> =
                        (0..n).map(|at| format!("k{at:06}={value}{at}")).collect();
                    format!("https://api.example/?{}", pairs.join("&"))
                };
                (
                    warm(engine, &at(url("1")), &permission(&reversed(2))),
                    at(url("2")),
                )
            },
            predicted,
        ),
        case(
            &["Forecaster::learn"],
            format!("{name}: names that an answer lists, again and again"),
            move |n| (forecaster(engine), request(n), permission(&reversed(n))),
            |(forecaster, request, answer): &(Forecaster, RequestDescription, WireResponse)| {
                let mut forecaster = forecaster.clone();
                (
                    forecaster.learn(request, answer, Basis::Recorded, Some(0.0)),
                    forecaster.learn(request, answer, Basis::Recorded, Some(1.0)),
                )
            },
        ),
        case(
            &[
                "Forecaster::learn",
                "Forecaster::clear",
                "Forecaster::engine",
            ],
            format!("{name}: answers that are kept, each for another URL"),
            move |n| {
                let requests: Vec<_> = (0..n)
                    .map(|i| at(format!("https://api.example/items/{i}")))
                    .collect();
                (forecaster(engine), requests, permission(&reversed(2)))
            },
            |(forecaster, requests, answer): &(
                Forecaster,
                Vec<RequestDescription>,
                WireResponse,
            )| {
                let mut forecaster = forecaster.clone();
                for (at, request) in requests.iter().enumerate() {
                    let _ = forecaster.learn(request, answer, Basis::Recorded, Some(at as f64));
                }
                let forecast = forecaster.predict(&requests[0], 0.0);
                forecaster.clear();
                (forecaster.engine(), forecast)
            },
        )
        .from(12_000)
        .up_to(12_000),
    ]
}

/// Requests that are under way at the same time.
fn together() -> Vec<Case> {
    let calls = |n: usize, url: fn(usize) -> String| -> Vec<(f64, RequestDescription)> {
        let get = |i| RequestDescription {
            method: None,
            ..at(url(i))
        };
        (0..n).map(|i| ((i % 7) as f64, get(i))).collect()
    };
    let mut cases = Vec::new();
    for (name, engine) in Engine::ALL {
        for (input, url) in [
            (
                "calls to as many URLs",
                (|i| format!("https://api.example/{i}")) as fn(usize) -> String,
            ),
            ("calls to one URL", |_| "https://api.example/".to_owned()),
        ] {
            for answered in [true, false] {
                let how = if answered {
                    "answered late"
                } else {
                    "not answered"
                };
                cases.push(
                    case(
                        &["Forecaster::simulate_all"],
                        format!("{name}: {input}, {how}"),
                        move |n| (forecaster(engine), calls(n, url)),
                        move |(forecaster, calls): &(
                            Forecaster,
                            Vec<(f64, RequestDescription)>,
                        )| {
                            let mut server = |wire: &WireRequest| {
                                let late = |answer| WireResponse {
                                    after: 100.0,
                                    ..answer
                                };
                                echo(wire)
                                    .filter(|_| answered || wire.kind == WireKind::Preflight)
                                    .map(late)
                            };
                            forecaster.clone().simulate_all(calls, &mut server)
                        },
                    )
                    .from(4_400)
                    .up_to(4_400),
                );
            }
        }
    }
    cases
}
