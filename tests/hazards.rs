//! What no measured server shows: exchanges made up for one finding each, and which findings there are at all.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test, a panic is how it fails"
)]

use std::collections::BTreeSet;

use cors_forecast::{
    decode_console_error, diagnose, BodyDescription, Certainty, Context, Diagnosis, Engine,
    ErrorStage, Gravity, RequestDescription, SeenAnswer, SeenCall, SeenExchange, SeenVerdict,
    ServerFinding, WireKind, WireRequest, WireResponse,
};
use serde_json::Value;

const PAGE: &str = "https://app.example";
const URL: &str = "https://api.example/items";

type Lines<'a> = &'a [(&'a str, &'a str)];

fn owned(lines: Lines<'_>) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    lines.iter().map(own).collect()
}

fn call(method: &str, asked: Lines<'_>, status: u16, answered: Lines<'_>) -> SeenCall {
    SeenCall {
        request: WireRequest {
            kind: match method {
                "OPTIONS" => WireKind::Preflight,
                _ => WireKind::Actual,
            },
            method: method.to_owned(),
            url: URL.to_owned(),
            headers: owned(asked),
        },
        answer: Some(SeenAnswer {
            response: WireResponse {
                status,
                headers: owned(answered),
                ..WireResponse::default()
            },
            ..SeenAnswer::default()
        }),
    }
}

/// A PUT with a header of its own, whose preflight is answered so.
fn preflight(status: u16, answered: Lines<'_>) -> SeenExchange {
    let asked = [
        ("Origin", PAGE),
        ("Access-Control-Request-Method", "PUT"),
        ("Access-Control-Request-Headers", "x-id"),
    ];
    SeenExchange {
        origin: PAGE.to_owned(),
        preflight: Some(call("OPTIONS", &asked, status, answered)),
        ..SeenExchange::default()
    }
}

/// All that the preflight of [`preflight`] needs, and these.
fn permitted(more: Lines<'_>) -> SeenExchange {
    let mut exchange = preflight(204, &[]);
    let headers = &mut exchange
        .preflight
        .as_mut()
        .unwrap()
        .answer
        .as_mut()
        .unwrap()
        .response
        .headers;
    for (name, value) in [
        ("Access-Control-Allow-Origin", PAGE),
        ("Access-Control-Allow-Methods", "PUT"),
        ("Access-Control-Allow-Headers", "X-Id"),
        ("Access-Control-Max-Age", "600"),
        ("Vary", "Origin"),
    ] {
        if !more.iter().any(|(known, _)| *known == name) {
            headers.push((name.to_owned(), value.to_owned()));
        }
    }
    headers.extend(
        owned(more)
            .into_iter()
            .filter(|(_, value)| !value.is_empty()),
    );
    exchange
}

/// The same preflight from another origin, answered with that origin.
fn probe(exchange: &mut SeenExchange, origin: &str, credentials: bool) {
    let asked = [("Origin", origin), ("Access-Control-Request-Method", "PUT")];
    let mut answered = vec![("Access-Control-Allow-Origin", origin), ("Vary", "Origin")];
    if credentials {
        answered.push(("Access-Control-Allow-Credentials", "true"));
    }
    exchange
        .probes
        .push(call("OPTIONS", &asked, 204, &answered));
}

fn told(exchange: &SeenExchange) -> Diagnosis {
    diagnose(exchange).unwrap()
}

#[track_caller]
fn finding<'a>(told: &'a Diagnosis, code: &str) -> &'a ServerFinding {
    let codes: Vec<_> = told.findings.iter().map(|finding| finding.code).collect();
    let found = told.findings.iter().find(|finding| finding.code == code);
    found.unwrap_or_else(|| panic!("no {code} in {codes:?}"))
}

#[track_caller]
fn part(finding: &ServerFinding) -> &str {
    let part = finding.part.unwrap();
    let value = finding.value.as_deref().unwrap();
    value.get(part.offset..part.offset + part.length).unwrap()
}

/// Exchanges, and the code that each is there for.
fn scenes() -> Vec<(&'static str, SeenExchange)> {
    let mut scenes = vec![
        (
            "max-age-missing",
            permitted(&[("Access-Control-Max-Age", "")]),
        ),
        (
            "max-age-unusable",
            permitted(&[("Access-Control-Max-Age", "1 hour")]),
        ),
        (
            "max-age-zero",
            permitted(&[("Access-Control-Max-Age", "0")]),
        ),
        (
            "max-age-above-limit",
            permitted(&[("Access-Control-Max-Age", "86400")]),
        ),
        (
            "methods-needlessly-listed",
            permitted(&[("Access-Control-Allow-Methods", "GET, PUT, OPTIONS")]),
        ),
        ("body-on-204", permitted(&[("Content-Length", "2")])),
        (
            "wildcard-does-not-cover-authorization",
            permitted(&[("Access-Control-Allow-Headers", "*")]),
        ),
        (
            "list-star-with-credentials",
            permitted(&[
                ("Access-Control-Allow-Headers", "*"),
                ("Access-Control-Allow-Credentials", "true"),
            ]),
        ),
        (
            "allow-header-not-cors",
            permitted(&[("Allow", "GET, PUT, DELETE")]),
        ),
        (
            "allow-methods-unparsable",
            permitted(&[("Access-Control-Allow-Methods", "PUT, DE LETE")]),
        ),
        (
            "allow-headers-unparsable",
            permitted(&[("Access-Control-Allow-Headers", "x-id; x-other")]),
        ),
        (
            "preflight-redirected",
            preflight(
                301,
                &[("Location", "https://me:secret@www.api.example/items")],
            ),
        ),
        ("options-not-routed", preflight(405, &[("Allow", "GET")])),
    ];
    for (code, origin, credentials) in [
        (
            "reflects-with-credentials",
            "https://unrelated.invalid",
            true,
        ),
        ("reflects-any-origin", "https://unrelated.invalid", false),
        ("null-origin-accepted", "null", true),
        (
            "look-alike-origin-accepted",
            "https://look-alike-app.example",
            false,
        ),
        ("insecure-origin-accepted", "http://app.example", false),
        (
            "subdomain-origin-accepted",
            "https://look-alike.app.example",
            false,
        ),
        ("origin-case-ignored", "HTTPS://APP.EXAMPLE", false),
    ] {
        let mut exchange = permitted(&[]);
        probe(&mut exchange, origin, credentials);
        scenes.push((code, exchange));
    }
    let mut any_method = permitted(&[]);
    let asked = [
        ("Origin", PAGE),
        ("Access-Control-Request-Method", "MADE-UP"),
    ];
    let answered = [
        ("Access-Control-Allow-Origin", PAGE),
        ("Access-Control-Allow-Methods", "MADE-UP"),
    ];
    any_method
        .probes
        .push(call("OPTIONS", &asked, 204, &answered));
    any_method.made_up.push("MADE-UP".to_owned());
    scenes.push(("reflects-any-method", any_method));
    let mut plain = permitted(&[]);
    plain.preflight.as_mut().unwrap().request.headers.remove(1);
    scenes.push(("not-a-preflight", plain));
    scenes.extend(failing());
    scenes
}

/// Exchanges that fail before anything is sent, without an answer, and behind a redirect.
fn failing() -> Vec<(&'static str, SeenExchange)> {
    let silent = |method: &str| SeenCall {
        answer: None,
        ..call(
            method,
            &[("Origin", PAGE), ("Access-Control-Request-Method", "PUT")],
            0,
            &[],
        )
    };
    let described = |request: RequestDescription| SeenExchange {
        origin: PAGE.to_owned(),
        request: Some(request),
        ..SeenExchange::default()
    };
    let redirecting = |location: &str, redirect: Option<&str>| {
        let answered = [("Access-Control-Allow-Origin", "*"), ("Location", location)];
        SeenExchange {
            actual: Some(call("GET", &[("Origin", PAGE)], 302, &answered)),
            ..described(RequestDescription {
                redirect: redirect.map(str::to_owned),
                ..RequestDescription::new(URL)
            })
        }
    };
    let same_origin = RequestDescription {
        mode: Some("same-origin".to_owned()),
        ..RequestDescription::new(URL)
    };
    vec![
        (
            "preflight-not-answered",
            SeenExchange {
                preflight: Some(silent("OPTIONS")),
                ..preflight(0, &[])
            },
        ),
        (
            "not-answered",
            SeenExchange {
                actual: Some(silent("GET")),
                ..described(RequestDescription::new(URL))
            },
        ),
        (
            "mixed-content",
            described(RequestDescription::new("http://api.example/items")),
        ),
        (
            "bad-port",
            described(RequestDescription::new("https://api.example:6000/items")),
        ),
        (
            "scheme-not-http",
            described(RequestDescription::new("ftp://api.example/items")),
        ),
        ("mode-same-origin", described(same_origin)),
        (
            "location-includes-credentials",
            redirecting("https://me:secret@api.example/", None),
        ),
        (
            "redirect-scheme-not-http",
            redirecting("ftp://api.example/", None),
        ),
        ("redirect-mode-error", redirecting("/other", Some("error"))),
        ("actual-redirected", redirecting("/other", None)),
    ]
}

#[test]
fn each_scene_has_its_finding() {
    for (code, exchange) in scenes() {
        finding(&told(&exchange), code);
    }
}

#[test]
fn no_password_is_told() {
    for (code, exchange) in scenes() {
        let told = serde_json::to_string(&told(&exchange)).unwrap();
        assert!(!told.contains("secret"), "{code}: {told}");
    }
}

#[test]
fn no_advice_lets_everybody_in() {
    for (code, exchange) in scenes() {
        for finding in told(&exchange).findings {
            for (name, value) in &finding.fix.headers {
                let lets_in = *name == "Access-Control-Allow-Origin"
                    && matches!(value.as_str(), "*" | "null");
                assert!(
                    !lets_in,
                    "{code}: {} proposes {name}: {value}",
                    finding.code
                );
            }
        }
    }
}

#[test]
fn each_hazard_is_tested_and_explained() {
    let source = include_str!("../src/diagnosis/hazard.rs");
    let arms = source.split("=> \"").skip(1);
    let codes: Vec<&str> = arms.filter_map(|arm| arm.split('"').next()).collect();
    assert!(codes.len() > 35, "{codes:?}");
    let tests = [include_str!("hazards.rs"), include_str!("diagnosis.rs")];
    for code in codes {
        let quoted = format!("\"{code}\"");
        assert!(tests.iter().any(|test| test.contains(&quoted)), "{code}");
        let explained = include_str!("../pkg-template/README.md").contains(&format!("`{code}`"));
        assert!(explained, "the README does not explain {code}");
    }
}

#[test]
fn all_failures_are_told_in_the_order_of_the_standard() {
    let told = told(&preflight(404, &[("Access-Control-Allow-Methods", "put")]));
    let failing: Vec<_> = told
        .findings
        .iter()
        .filter(|finding| finding.fails)
        .collect();
    let codes: Vec<_> = failing.iter().map(|finding| finding.code).collect();
    assert_eq!(
        codes,
        [
            "allow-origin-missing",
            "preflight-status-not-ok",
            "method-not-allowed",
            "header-not-allowed"
        ]
    );
    // Each engine's console shows one of them: WebKit looks at the status first.
    let shown = |code: &str| finding(&told, code).shown_by.clone();
    assert_eq!(
        shown("allow-origin-missing"),
        [Engine::Chromium, Engine::Firefox, Engine::Standard]
    );
    assert_eq!(shown("preflight-status-not-ok"), [Engine::WebKit]);
    assert_eq!(part(failing[2]), "put");
    assert_eq!(failing[2].header, Some("Access-Control-Allow-Methods"));
    assert!(told
        .engines
        .iter()
        .all(|engine| engine.verdict == SeenVerdict::Refused));
}

#[test]
fn credentials_are_judged_beside_the_origin() {
    let mut exchange = permitted(&[("Access-Control-Allow-Origin", "https://app.example/")]);
    exchange.credentials = true;
    let told = told(&exchange);
    assert_eq!(part(finding(&told, "allow-origin-mismatch")), "/");
    let missing = finding(&told, "allow-credentials-missing");
    assert_eq!(missing.header, Some("Access-Control-Allow-Credentials"));
    let line = ("Access-Control-Allow-Credentials", "true".to_owned());
    assert!(missing.fix.headers.contains(&line));
}

#[test]
fn parts_are_counted_in_bytes_of_the_header() {
    let told = told(&permitted(&[(
        "Access-Control-Allow-Methods",
        "\u{e9}\u{e9}, PUT",
    )]));
    let part = finding(&told, "allow-methods-unparsable").part.unwrap();
    assert_eq!((part.offset, part.length), (0, 2));
}

#[test]
fn fixes_give_whole_lines() {
    let told = told(&permitted(&[(
        "Access-Control-Allow-Headers",
        "X-Other, Content-Type",
    )]));
    let fix = &finding(&told, "header-not-allowed").fix;
    assert_eq!(fix.headers[0].1, "X-Other, Content-Type, x-id");
}

#[test]
fn authorization_by_a_wildcard_hits_who_lets_it_pass() {
    let mut exchange = permitted(&[("Access-Control-Allow-Headers", "*")]);
    let asked = &mut exchange.preflight.as_mut().unwrap().request.headers[2].1;
    "authorization".clone_into(asked);
    let told = told(&exchange);
    let passes = finding(&told, "authorization-by-wildcard");
    assert_eq!(
        passes.engines,
        [Engine::Chromium, Engine::Firefox, Engine::WebKit]
    );
    let fails = finding(&told, "non-wildcard-header-not-listed");
    assert_eq!(
        (&fails.engines[..], fails.severity),
        (&[Engine::Standard][..], Gravity::Medium)
    );
}

#[test]
fn what_is_reflected_hits_every_origin() {
    let mut exchange = permitted(&[]);
    probe(&mut exchange, "https://partner.example", true);
    let likely = told(&exchange);
    let reflected = finding(&likely, "reflects-with-credentials");
    // It may be on the server's list.
    assert_eq!(
        (reflected.certainty, reflected.severity),
        (Certainty::Likely, Gravity::Critical)
    );
    assert_eq!(reflected.origins, ["*"]);
    let mut neighbour = permitted(&[]);
    probe(&mut neighbour, "https://app.example.au", false);
    let likely_too = told(&neighbour);
    assert_eq!(
        finding(&likely_too, "look-alike-origin-accepted").certainty,
        Certainty::Likely
    );
    exchange.made_up.push("https://partner.example".to_owned());
    let sure = told(&exchange);
    assert_eq!(
        finding(&sure, "reflects-with-credentials").certainty,
        Certainty::Certain
    );
}

#[test]
fn a_missing_vary_is_open_until_somebody_else_has_asked() {
    let mut exchange = permitted(&[]);
    let answered = [("Access-Control-Allow-Origin", PAGE)];
    exchange.actual = Some(call("GET", &[("Origin", PAGE)], 200, &answered));
    let open = told(&exchange);
    let vary = finding(&open, "missing-vary");
    assert_eq!(
        (vary.certainty, vary.severity),
        (Certainty::Possible, Gravity::Info)
    );
    exchange.probes.push(call("GET", &[], 200, &answered));
    assert!(told(&exchange)
        .findings
        .iter()
        .all(|finding| finding.code != "missing-vary"));
    exchange.probes.push(call(
        "GET",
        &[("Origin", "https://other.example")],
        200,
        &[],
    ));
    let proven = told(&exchange);
    let vary = finding(&proven, "missing-vary");
    assert_eq!(
        (vary.certainty, vary.severity),
        (Certainty::Certain, Gravity::Medium)
    );
}

#[test]
fn a_permitted_exchange_has_nothing_to_tell() {
    let mut exchange = permitted(&[]);
    let answered = [("Access-Control-Allow-Origin", PAGE), ("Vary", "Origin")];
    exchange.actual = Some(call(
        "PUT",
        &[("Origin", PAGE), ("X-Id", "1")],
        200,
        &answered,
    ));
    let told = told(&exchange);
    assert_eq!(told.findings, []);
    assert!(told
        .engines
        .iter()
        .all(|engine| engine.verdict == SeenVerdict::Permitted));
}

#[test]
fn a_described_request_is_judged_as_each_engine_makes_it() {
    let exchange = SeenExchange {
        request: Some(RequestDescription {
            method: Some("POST".to_owned()),
            headers: owned(&[("Content-Type", "application/json")]),
            body: BodyDescription::default(),
            ..RequestDescription::new(URL)
        }),
        ..permitted(&[])
    };
    let told = told(&exchange);
    assert!(finding(&told, "header-not-allowed")
        .meaning
        .contains("content-type"));
    assert_eq!(
        finding(&told, "header-not-allowed").stage,
        ErrorStage::Preflight
    );
}

#[test]
fn a_frame_without_an_origin_is_null() {
    let mut exchange = permitted(&[]);
    exchange.request = Some(RequestDescription {
        method: Some("PUT".to_owned()),
        context: Context::Opaque,
        ..RequestDescription::new(URL)
    });
    let told = told(&exchange);
    let mismatch = finding(&told, "allow-origin-mismatch");
    assert_eq!(mismatch.origins, ["null"]);
    assert!(mismatch.fix.headers.is_empty(), "{:?}", mismatch.fix);
}

#[test]
fn whatever_a_server_sends_can_be_told() {
    let hostile = [
        "",
        " ",
        ",",
        ",,",
        "*",
        "null",
        "\u{e9}",
        "a, \u{ff}",
        "\u{1f600}",
        "https://",
        "-1",
        "1e9",
        "99999999999999999999",
        "\"\"",
        "a;b",
        PAGE,
    ];
    for name in [
        "Access-Control-Allow-Origin",
        "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Methods",
        "Access-Control-Allow-Headers",
        "Access-Control-Max-Age",
        "Vary",
        "Allow",
        "Location",
        "Content-Length",
    ] {
        for first in hostile {
            for second in ["", "a, \u{ff}", PAGE] {
                for status in [204, 302] {
                    let lines = [
                        (name, first),
                        (name, second),
                        ("Access-Control-Allow-Origin", PAGE),
                    ];
                    let mut exchange = preflight(status, &lines);
                    exchange.actual = Some(call("GET", &[("Origin", PAGE)], status, &lines));
                    exchange
                        .probes
                        .push(call("OPTIONS", &[("Origin", first)], status, &lines));
                    for finding in told(&exchange).findings {
                        let length = finding
                            .value
                            .as_ref()
                            .map_or(0, |value| value.chars().count());
                        let end = finding.part.map_or(0, |part| part.offset + part.length);
                        assert!(end <= length, "{finding:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn bad_input_is_told_what_would_be_right() {
    let mut exchange = permitted(&[]);
    exchange.origin = "https://app.example/".to_owned();
    assert_eq!(diagnose(&exchange).unwrap_err().code(), "invalid-origin");
    exchange.origin = PAGE.to_owned();
    exchange.preflight.as_mut().unwrap().request.headers[1].1 = "TRACE".to_owned();
    assert_eq!(diagnose(&exchange).unwrap_err().code(), "request-refused");
}

/// Codes that consoles' errors decode to, and that no answer can show.
const SHOWN_BY_NO_ANSWER: [(&str, &str); 3] = [
    (
        "local-network-access",
        "the user or a policy of the browser decides",
    ),
    ("reason-not-told", "the console has not told it"),
    ("too-many-redirects", "it takes a chain of them"),
];

#[test]
fn consoles_tell_of_what_diagnoses_tell_of() {
    let mut shown: BTreeSet<&str> = scenes()
        .into_iter()
        .flat_map(|(_, exchange)| told(&exchange).findings)
        .map(|finding| finding.code)
        .collect();
    let credentials = |value: &str, allowed: &str| {
        let mut exchange = permitted(&[
            ("Access-Control-Allow-Origin", value),
            ("Access-Control-Allow-Credentials", allowed),
        ]);
        exchange.credentials = true;
        exchange
    };
    let mut authorization = permitted(&[("Access-Control-Allow-Headers", "*")]);
    "authorization".clone_into(&mut authorization.preflight.as_mut().unwrap().request.headers[2].1);
    for exchange in [
        credentials("*", ""),
        credentials("https://a.example, https://b.example", "True"),
        credentials("https://b.example", ""),
        authorization,
    ] {
        shown.extend(told(&exchange).findings.iter().map(|finding| finding.code));
    }
    let mut decoded = BTreeSet::new();
    for recorded in [
        include_str!("vectors/console/chromium.json"),
        include_str!("vectors/console/firefox.json"),
        include_str!("vectors/console/webkit.json"),
    ] {
        let rows: Vec<Value> = serde_json::from_str(recorded).unwrap();
        let printed = rows
            .iter()
            .flat_map(|row| row["printed"].as_array().into_iter().flatten());
        for error in printed.flat_map(|line| decode_console_error(line.as_str().unwrap())) {
            decoded.insert(error.code);
            decoded.extend(error.also_possible);
        }
    }
    assert!(decoded.len() > 20, "{decoded:?}");
    for code in decoded {
        let elsewhere = SHOWN_BY_NO_ANSWER.iter().any(|(known, _)| *known == code);
        assert!(elsewhere != shown.contains(code), "{code}");
    }
}
