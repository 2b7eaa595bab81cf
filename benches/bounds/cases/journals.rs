//! Journals: recorded, reported, played again, and the least that would have to change.

use cors_forecast::{Action, Change, Engine, Forecaster, RequestDescription};

use super::forecasts::{forecaster, request};
use super::{case, names, Case};

fn at(url: String) -> RequestDescription {
    RequestDescription { url, ..request(2) }
}

fn filled(n: usize, make: fn(usize) -> RequestDescription) -> Forecaster {
    let mut forecaster = forecaster(Engine::Chromium);
    for place in 0..n {
        forecaster.record(&make(place), place as f64 * 1_000.0);
    }
    forecaster
}

/// Sessions, each with something else of which there is much.
const SESSIONS: [(&str, fn(usize) -> RequestDescription); 8] = [
    ("one URL", |_| request(2)),
    ("as many URLs", |place| {
        at(format!("https://api.example/items/{place}"))
    }),
    ("as many endpoints", |place| {
        at(format!("https://api.example/{}/list", word(place)))
    }),
    ("as many hosts", |place| {
        at(format!("https://{}.example/", word(place)))
    }),
    ("as many query keys", |place| {
        at(format!("https://api.example/?{}=1", word(place)))
    }),
    ("a query key of as many values", |place| {
        at(format!(
            "https://api.example/?_={}",
            1_700_000_000_000_u64 + place as u64
        ))
    }),
    ("as many header names", |place| RequestDescription {
        headers: vec![(format!("X-{}", word(place)), "1".to_owned())],
        ..request(0)
    }),
    ("as many methods", |place| RequestDescription {
        method: Some(word(place).to_uppercase()),
        ..request(1)
    }),
];

/// The least and the most n where all that is kept belongs to one URL: a journal has room for 10n.
const FIT: (usize, usize) = (400, 400);

/// The least and the most n of others. No engine's cache is large enough for these, nor for 10n: what is full costs more for each.
const FILL: (usize, usize) = (1_100, 1_100);

/// A number as a word of letters.
fn word(number: usize) -> String {
    format!("{number:06}")
        .bytes()
        .map(|digit| char::from(b'a' + digit - b'0'))
        .collect()
}

fn changes() -> Vec<Change> {
    vec![
        Change::everywhere(Action::MaxAge { seconds: 7_200 }),
        Change::everywhere(Action::ListByName),
        Change::everywhere(Action::OneUrl),
        Change::at(
            "https://api.example/items/:number",
            Action::DropHeader {
                name: "x-name-000001".to_owned(),
            },
        ),
    ]
}

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (session, make) in SESSIONS {
        cases.push(
            case(
                &["Forecaster::record"],
                format!("requests with {session}"),
                move |n| (0..n).map(make).collect::<Vec<_>>(),
                |requests: &Vec<RequestDescription>| {
                    let mut forecaster = forecaster(Engine::Chromium);
                    for (place, request) in requests.iter().enumerate() {
                        forecaster.record(request, place as f64);
                    }
                    forecaster
                },
            )
            .costly(),
        );
        let of_one_url = session.ends_with("names") || session.ends_with("methods");
        let (least, most) = if of_one_url { FIT } else { FILL };
        let cases_of = of_many(session, make);
        cases.extend(cases_of.map(|case| case.from(least).up_to(most).costly()));
    }
    cases.extend(of_one());
    cases
}

/// What is asked of a journal with many requests.
fn of_many(session: &str, make: fn(usize) -> RequestDescription) -> impl Iterator<Item = Case> {
    let of = |of: &str| format!("{of} of requests with {session}");
    [
        case(
            &["Forecaster::report"],
            of("a report"),
            move |n| filled(n, make),
            Forecaster::report,
        ),
        case(
            &[
                "Forecaster::what_if",
                "Change::at",
                "Change::everywhere",
                "Action::kind",
            ],
            of("changes"),
            move |n| (filled(n, make), changes()),
            |(forecaster, changes): &(Forecaster, Vec<Change>)| {
                let kinds: Vec<_> = changes.iter().map(|change| change.action.kind()).collect();
                (kinds, forecaster.what_if(changes))
            },
        ),
        case(
            &["Forecaster::minimal_set", "Forecaster::page_requests"],
            of("the least change"),
            move |n| (filled(n, make), make(0)),
            |(forecaster, request): &(Forecaster, RequestDescription)| {
                (
                    forecaster.minimal_set(request, 0.0),
                    forecaster.page_requests(),
                )
            },
        ),
    ]
    .into_iter()
}

/// One request, with much in it.
fn of_one() -> Vec<Case> {
    let session = |request: &RequestDescription| {
        let mut forecaster = forecaster(Engine::Firefox);
        forecaster.record(request, 0.0);
        forecaster.record(request, 9_000.0);
        (
            forecaster.report(),
            forecaster.what_if(&changes()),
            forecaster.minimal_set(request, 9_001.0),
        )
    };
    let all = &[
        "Forecaster::record",
        "Forecaster::report",
        "Forecaster::what_if",
        "Forecaster::minimal_set",
    ];
    let mut cases = vec![
        case(all, "headers of as many names", request, session).costly(),
        case(
            all,
            "safelisted lines that are too long together",
            |n| RequestDescription {
                headers: (0..n)
                    .map(|_| ("Accept".to_owned(), "text/plain".to_owned()))
                    .collect(),
                ..request(0)
            },
            session,
        )
        .costly(),
        case(
            &["Forecaster::what_if"],
            "changes",
            |n| {
                let drop = |(name, _): (String, String)| {
                    Change::everywhere(Action::DropHeader {
                        name: name.to_lowercase(),
                    })
                };
                (
                    filled(20, SESSIONS[1].1),
                    names(n).into_iter().map(drop).collect(),
                )
            },
            |(forecaster, changes): &(Forecaster, Vec<Change>)| forecaster.what_if(changes),
        ),
        case(
            &["Forecaster::what_if"],
            "changes of as many endpoints",
            |n| {
                let long = |place: usize| {
                    Change::at(
                        format!("https://api.example/{}/list", word(place)),
                        Action::MaxAge { seconds: 9 },
                    )
                };
                (filled(n, SESSIONS[2].1), (0..n).map(long).collect())
            },
            |(forecaster, changes): &(Forecaster, Vec<Change>)| forecaster.what_if(changes),
        )
        .up_to(1_000),
    ];
    for shape in [
        "a", "a/", "1/", "?a=1&", "#", "%2f", "%", "a-1_B/", "&a=1", "A1", ".", ";", "=", "aB",
    ] {
        cases.push(case(
            all,
            format!("a URL of {shape:?} again and again"),
            move |n| at(format!("https://api.example/{}", shape.repeat(n))),
            session,
        ));
        cases.push(case(
            all,
            format!("a query of {shape:?} again and again"),
            move |n| at(format!("https://api.example/?{}", shape.repeat(n))),
            session,
        ));
    }
    cases
}
