//! Why the cache does not spare a preflight: each reason, in each engine, with what the statement rests on.

#![allow(clippy::expect_used, reason = "in a test, a panic is how it fails")]

use cors_forecast::{
    Api, Basis, BodyDescription, BodyKind, CacheState, Context, Engine, Forecaster,
    RequestDescription, WireRequest, WireResponse,
};

/// The code of the reason, and the basis, after a first exchange with this answer.
fn miss(
    engine: Engine,
    first: &RequestDescription,
    answer: &[(&str, &str)],
    second: &RequestDescription,
    at: f64,
) -> Option<(&'static str, Basis)> {
    let mut forecaster = Forecaster::new("https://app.example", engine).ok()?;
    let mut headers = vec![
        (
            "Access-Control-Allow-Origin".to_owned(),
            "https://app.example".to_owned(),
        ),
        (
            "Access-Control-Allow-Credentials".to_owned(),
            "true".to_owned(),
        ),
    ];
    let lines = answer
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    headers.extend(lines);
    let mut server = |_: &WireRequest| {
        Some(WireResponse {
            status: 204,
            headers: headers.clone(),
            ..WireResponse::default()
        })
    };
    forecaster.simulate(first, &mut server, 0.0);
    let cache = forecaster.predict(second, at).cache;
    cache.reason.map(|reason| (reason.code, cache.basis))
}

fn request(method: &str, headers: &[&str], credentials: &str) -> RequestDescription {
    RequestDescription {
        method: Some(method.to_owned()),
        headers: headers
            .iter()
            .map(|name| ((*name).to_owned(), "1".to_owned()))
            .collect(),
        credentials: Some(credentials.to_owned()),
        ..RequestDescription::new("https://api.example/x")
    }
}

/// What is asked for only because a page listens to its progress.
fn upload() -> RequestDescription {
    RequestDescription {
        api: Api::Xhr,
        upload_listener: true,
        body: BodyDescription {
            kind: BodyKind::String,
            r#type: None,
            length: None,
        },
        ..request("POST", &[], "same-origin")
    }
}

const METHODS: (&str, &str) = ("Access-Control-Allow-Methods", "PUT");
const NAMES: (&str, &str) = ("Access-Control-Allow-Headers", "x-a");
const ALL: (&str, &str) = ("Access-Control-Allow-Headers", "*");
const MINUTE: (&str, &str) = ("Access-Control-Max-Age", "60");

#[test]
fn a_miss_has_its_reason_and_says_what_that_rests_on() {
    use Engine::{Chromium, Firefox, Standard, WebKit};
    let put = request("PUT", &["X-A"], "omit");
    let told = [METHODS, NAMES, MINUTE];
    let known = Basis::Configured;
    for engine in [Chromium, Firefox, WebKit, Standard] {
        let of = |second: &RequestDescription, at| miss(engine, &put, &told, second, at);
        assert_eq!(of(&put, 59_000.0), None, "{engine:?}");
        assert_eq!(of(&put, 61_000.0), Some(("expired", known)), "{engine:?}");
        let delete = request("DELETE", &["X-A"], "omit");
        assert_eq!(
            of(&delete, 1.0),
            Some(("method-not-listed", known)),
            "{engine:?}"
        );
        let more = request("PUT", &["X-A", "X-B"], "omit");
        assert_eq!(
            of(&more, 1.0),
            Some(("header-not-listed", known)),
            "{engine:?}"
        );
        let include = request("PUT", &["X-A"], "include");
        assert_eq!(
            of(&include, 1.0),
            Some(("other-credentials", known)),
            "{engine:?}"
        );
        for (url, code, basis) in [
            ("https://api.example/x?_=1", "query-differs", known),
            ("https://api.example/x#y", "fragment-differs", known),
            ("https://other.example/x", "origin-differs", known),
            ("https://api.example/y", "nothing-kept", Basis::Assumed),
        ] {
            let mut other = put.clone();
            other.url = url.to_owned();
            assert_eq!(of(&other, 1.0), Some((code, basis)), "{engine:?} {url}");
        }
    }
    let wildcard = [METHODS, ALL, MINUTE];
    let again = miss(Firefox, &put, &wildcard, &put, 1.0);
    assert_eq!(again, Some(("wildcard-does-not-count", known)));
    assert_eq!(miss(Chromium, &put, &wildcard, &put, 1.0), None);
}

#[test]
fn what_has_ended_is_as_good_as_gone() {
    use Engine::{Chromium, Firefox, Standard, WebKit};
    let put = request("PUT", &["X-A"], "omit");
    let mut near = put.clone();
    near.url.push_str("?_=1");
    for engine in [Chromium, Firefox, WebKit, Standard] {
        let of = |second: &RequestDescription, at| {
            miss(engine, &put, &[METHODS, NAMES, MINUTE], second, at).map(|(code, _)| code)
        };
        assert_eq!(of(&put, 59_999.0), None, "{engine:?}");
        assert_eq!(of(&put, 60_000.0), Some("expired"), "{engine:?}");
        assert_eq!(of(&near, 59_999.0), Some("query-differs"), "{engine:?}");
        assert_eq!(of(&near, 60_000.0), Some("nothing-kept"), "{engine:?}");
    }
    // No method and no name that would end by itself.
    for engine in [Chromium, WebKit] {
        let of = |at| miss(engine, &upload(), &[MINUTE], &upload(), at).map(|(code, _)| code);
        assert_eq!(of(59_999.0), None, "{engine:?}");
        assert_eq!(of(60_000.0), Some("expired"), "{engine:?}");
    }
}

#[test]
fn an_engine_says_what_it_never_keeps() {
    let put = request("PUT", &[], "omit");
    let told = [METHODS, MINUTE];
    let mut long = put.clone();
    long.url.push_str(&"a".repeat(1_024));
    let of = |request: &RequestDescription| miss(Engine::Chromium, request, &told, request, 1.0);
    assert_eq!(of(&long), Some(("url-too-long", Basis::None)));
    let mut reload = put.clone();
    reload.cache = Some("reload".to_owned());
    assert_eq!(of(&reload), Some(("cache-mode-bypasses", Basis::None)));
    let mut opaque = put.clone();
    opaque.context = Context::Opaque;
    let answer = [("Access-Control-Allow-Origin", "*"), METHODS, MINUTE];
    let never = miss(Engine::Chromium, &opaque, &answer, &opaque, 1.0);
    assert_eq!(never, Some(("origin-never-kept", Basis::None)));
}

#[test]
fn each_engine_names_the_failure_that_it_finds_first() {
    use Engine::{Chromium, Firefox, Standard, WebKit};
    let put = request("PUT", &[], "omit");
    for (engine, code) in [
        (Chromium, "allow-origin-missing"),
        (Firefox, "allow-origin-missing"),
        (WebKit, "preflight-status-not-ok"),
        (Standard, "allow-origin-missing"),
    ] {
        let mut server = |_: &WireRequest| {
            Some(WireResponse {
                status: 404,
                ..WireResponse::default()
            })
        };
        let seen = Forecaster::new("https://app.example", engine)
            .map(|mut forecaster| forecaster.simulate(&put, &mut server, 0.0))
            .ok()
            .and_then(|simulation| simulation.error)
            .map(|error| error.code);
        assert_eq!(seen, Some(code), "{engine:?}");
    }
}

#[test]
fn what_would_have_to_be_permitted_is_named() {
    use Engine::{Chromium, Firefox, Standard, WebKit};
    let upload = upload();
    for engine in [Chromium, Firefox, WebKit, Standard] {
        let missing = |request: &RequestDescription| {
            let forecaster = Forecaster::new("https://app.example", engine).ok()?;
            let missing = forecaster.predict(request, 0.0).cache.missing?;
            Some((missing.method, missing.headers))
        };
        let named = |method: Option<&str>, names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            Some((method.map(str::to_owned), names))
        };
        let both = missing(&request("PUT", &["X-A", "X-B"], "omit"));
        assert_eq!(both, named(Some("PUT"), &["x-a", "x-b"]), "{engine:?}");
        // GET is permitted to all, POST too, but not where the preflight is for the listener's sake.
        let header = missing(&request("GET", &["X-A"], "omit"));
        assert_eq!(header, named(None, &["x-a"]), "{engine:?}");
        assert_eq!(missing(&upload), named(Some("POST"), &[]), "{engine:?}");
    }
}

#[test]
fn an_empty_line_is_no_line_in_firefox_but_for_the_origin() {
    let put = request("PUT", &["X-A"], "omit");
    let seen = |engine: Engine, origin: &'static str, names: &'static str| {
        let mut server = |_: &WireRequest| {
            let lines = [
                ("Access-Control-Allow-Origin", origin),
                METHODS,
                ("Access-Control-Allow-Headers", names),
            ];
            Some(WireResponse {
                status: 204,
                headers: lines
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .to_vec(),
                ..WireResponse::default()
            })
        };
        let mut forecaster = Forecaster::new("https://app.example", engine).ok()?;
        let error = forecaster.simulate(&put, &mut server, 0.0).error?;
        Some(error.code)
    };
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let empty = seen(engine, "", "x-a");
        assert_eq!(empty, Some("allow-origin-mismatch"), "{engine:?}");
        let names = seen(engine, "*", "");
        assert_eq!(names, Some("header-not-allowed"), "{engine:?}");
    }
}

#[test]
fn by_the_letter_a_wildcard_takes_the_max_age_of_what_it_covers() {
    let at_once = |name: &str| request("GET", &[name], "omit");
    let put = |name: &str| request("PUT", &[name], "omit");
    // An Authorization is covered by none.
    for (name, state) in [
        ("X-A", CacheState::Miss),
        ("Authorization", CacheState::Hit),
    ] {
        let answers = [("GET", "60", "*"), ("PUT", "5", name)].map(|(methods, max_age, names)| {
            WireResponse {
                status: 204,
                headers: [
                    ("Access-Control-Allow-Origin", "*"),
                    ("Access-Control-Allow-Methods", methods),
                    ("Access-Control-Allow-Headers", names),
                    ("Access-Control-Max-Age", max_age),
                ]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
                ..WireResponse::default()
            }
        });
        let mut forecaster =
            Forecaster::new("https://app.example", Engine::Standard).expect("an origin");
        let asked = [at_once("X-A"), put(name)];
        for ((answer, asked), at) in answers.iter().zip(&asked).zip([0.0, 1_000.0]) {
            let played = forecaster.simulate(asked, &mut |_: &_| Some(answer.clone()), at);
            assert_eq!(played.requests.len(), 2, "{name} at {at}: a preflight too");
        }
        let cache = forecaster.predict(&at_once("X-A"), 10_000.0).cache;
        assert_eq!(cache.state, state, "{name}");
    }
}

#[test]
fn the_reason_is_the_one_that_the_engine_meets_first() {
    use Engine::{Chromium, Firefox, Standard, WebKit};
    let told = [METHODS, NAMES, MINUTE];
    let of = |engine, first: &RequestDescription, second: &RequestDescription| {
        miss(engine, first, &told, second, 1.0).map(|(code, _)| code)
    };
    let put = |credentials| request("PUT", &["X-A"], credentials);
    let delete = |credentials| request("DELETE", &["X-A"], credentials);
    // One record for both: without credentials it is no use to who has some, whatever it lists.
    for engine in [Chromium, WebKit] {
        let other = of(engine, &put("omit"), &delete("include"));
        assert_eq!(other, Some("other-credentials"), "{engine:?}");
    }
    // The standard looks for the method, and for its credentials then.
    let unlisted = of(Standard, &put("omit"), &delete("include"));
    assert_eq!(unlisted, Some("method-not-listed"));
    for engine in [Chromium, Firefox, WebKit, Standard] {
        let same = of(engine, &put("include"), &delete("include"));
        assert_eq!(same, Some("method-not-listed"), "{engine:?}");
    }
    // In Firefox a kept `*` is a name like others, for as long as it is kept.
    let get = request("GET", &["X-A"], "omit");
    for (at, code) in [
        (59_999.0, "wildcard-does-not-count"),
        (60_000.0, "header-not-listed"),
    ] {
        let kept = miss(Firefox, &get, &[ALL, MINUTE], &get, at).map(|(code, _)| code);
        assert_eq!(kept, Some(code), "at {at}");
    }
}

#[test]
fn what_has_ended_is_dropped_when_something_is_added() {
    for engine in [Engine::Firefox, Engine::Standard] {
        let mut forecaster = Forecaster::new("https://app.example", engine).expect("an origin");
        let mut reason = |second_at: f64| {
            forecaster.clear();
            for (name, at) in [("X-A", 0.0), ("X-B", second_at)] {
                let answer = WireResponse {
                    status: 204,
                    headers: [
                        ("Access-Control-Allow-Origin", "*"),
                        ("Access-Control-Allow-Headers", name),
                        ("Access-Control-Max-Age", "60"),
                    ]
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .to_vec(),
                    ..WireResponse::default()
                };
                let asked = request("GET", &[name], "omit");
                forecaster.simulate(&asked, &mut |_: &_| Some(answer.clone()), at);
            }
            let asked = request("GET", &["X-A"], "omit");
            let reason = forecaster.predict(&asked, 61_000.0).cache.reason;
            reason.map(|reason| reason.code)
        };
        assert_eq!(reason(59_999.0), Some("expired"), "{engine:?}");
        assert_eq!(reason(60_000.0), Some("header-not-listed"), "{engine:?}");
    }
}
