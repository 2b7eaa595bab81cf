//! What a forecaster is told of servers, what it makes of it, and what each statement rests on.

#![allow(clippy::expect_used, reason = "in a test, a panic is how it fails")]

use cors_forecast::{
    Allowed, Basis, CacheForecast, CacheState, Engine, Error, Forecaster, MaxAgeVerdict, Policy,
    RequestDescription, WireRequest, WireResponse,
};

const PAGE: &str = "https://app.example";
const ENGINES: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

fn forecaster(engine: Engine) -> Forecaster {
    Forecaster::new(PAGE, engine).expect("an origin")
}

fn put(url: &str) -> RequestDescription {
    RequestDescription {
        method: Some("PUT".to_owned()),
        headers: vec![("X-A".to_owned(), "secret".to_owned())],
        ..RequestDescription::new(url)
    }
}

fn answer(max_age: Option<&str>) -> WireResponse {
    let mut headers = vec![
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Methods", "PUT, DELETE"),
        ("Access-Control-Allow-Headers", "x-a, x-b"),
    ];
    headers.extend(max_age.map(|value| ("Access-Control-Max-Age", value)));
    WireResponse {
        status: 204,
        headers: headers
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        ..WireResponse::default()
    }
}

fn cache(forecaster: &Forecaster, request: &RequestDescription, at: f64) -> CacheForecast {
    forecaster.predict(request, at).cache
}

#[test]
fn without_knowledge_all_is_assumed() {
    let item = put("https://api.example/items/1");
    for engine in ENGINES {
        let mut forecaster = forecaster(engine);
        let first = cache(&forecaster, &item, 0.0);
        assert_eq!(
            (first.state, first.basis),
            (CacheState::Miss, Basis::Assumed)
        );
        let expected = first.answer.expect("an answer");
        assert_eq!(expected.basis, Basis::Assumed);
        assert_eq!(expected.max_age.verdict, MaxAgeVerdict::Absent);
        assert_eq!(expected.max_age.kept_for, Some(5));
        forecaster.record(&item, 0.0);
        let second = cache(&forecaster, &item, 4_999.0);
        assert_eq!(
            (second.state, second.basis),
            (CacheState::Hit, Basis::Assumed)
        );
        assert_eq!(second.expires_at, Some(5_000.0));
        let third = cache(&forecaster, &item, 7_000.0);
        assert_eq!(
            third.reason.expect("a reason").text,
            "The permission ended 2 s ago."
        );
    }
}

#[test]
fn what_the_browser_was_answered_is_in_its_cache() {
    let item = put("https://api.example/items/1");
    for (engine, kept) in [
        (Engine::Chromium, 7_200),
        (Engine::Firefox, 86_400),
        (Engine::WebKit, 600),
    ] {
        let mut forecaster = forecaster(engine);
        let learned = forecaster
            .learn(
                &item,
                &answer(Some("100000")),
                Basis::Recorded,
                Some(1_000.0),
            )
            .expect("a request");
        assert_eq!(learned.error, None);
        assert_eq!(learned.max_age.verdict, MaxAgeVerdict::Capped);
        assert_eq!(learned.max_age.asked_for, Some(100_000));
        assert_eq!(learned.max_age.limit, Some(kept));
        let ends = 1_000.0 + kept as f64 * 1_000.0;
        let hit = cache(&forecaster, &item, ends - 1.0);
        assert_eq!((hit.state, hit.basis), (CacheState::Hit, Basis::Recorded));
        let entry = hit.entry.expect("an entry");
        assert_eq!(entry.methods, ["PUT", "DELETE"]);
        assert_eq!(entry.headers, ["x-a", "x-b"]);
        assert_eq!((entry.stored_at, entry.expires_at), (1_000.0, ends));
        assert_eq!(entry.max_age.kept_for, Some(kept));
        assert_eq!(cache(&forecaster, &item, ends).state, CacheState::Miss);
    }
}

#[test]
fn what_somebody_else_was_answered_is_not() {
    let item = put("https://api.example/items/1");
    for engine in ENGINES {
        let mut forecaster = forecaster(engine);
        let learned = forecaster.learn(&item, &answer(Some("300")), Basis::Probed, None);
        assert_eq!(learned.expect("a request").max_age.kept_for, Some(300));
        let before = cache(&forecaster, &item, 0.0);
        assert_eq!(
            (before.state, before.basis),
            (CacheState::Miss, Basis::Probed)
        );
        assert_eq!(
            before.answer.expect("an answer").max_age.kept_for,
            Some(300)
        );
        forecaster.record(&item, 0.0);
        let after = cache(&forecaster, &item, 299_000.0);
        assert_eq!((after.state, after.basis), (CacheState::Hit, Basis::Probed));
    }
}

#[test]
fn what_was_assumed_is_judged_anew() {
    let item = put("https://api.example/items/1");
    for engine in ENGINES {
        let mut forecaster = forecaster(engine);
        forecaster.record(&item, 1_000.0);
        let learned = forecaster.learn(&item, &answer(Some("60")), Basis::Probed, None);
        assert!(learned.is_ok());
        let hit = cache(&forecaster, &item, 60_000.0);
        assert_eq!((hit.state, hit.basis), (CacheState::Hit, Basis::Probed));
        assert_eq!(hit.expires_at, Some(61_000.0));
        // The page's preflight was refused, if this is what the server says.
        let mut refused = answer(Some("60"));
        refused.headers.remove(2);
        let other = put("https://api.example/others");
        forecaster.record(&other, 1_000.0);
        let learned = forecaster.learn(&other, &refused, Basis::Probed, None);
        assert_eq!(
            learned.expect("a request").error.expect("an error").code,
            "header-not-allowed"
        );
        assert_eq!(cache(&forecaster, &other, 2_000.0).state, CacheState::Miss);
    }
}

#[test]
fn what_was_seen_is_not_judged_anew_by_what_somebody_else_was_answered() {
    let item = put("https://api.example/items/1");
    let mut refused = answer(Some("60"));
    refused.headers.remove(2);
    for engine in ENGINES {
        let mut forecaster = forecaster(engine);
        let seen = forecaster.learn(&item, &answer(Some("300")), Basis::Recorded, Some(1_000.0));
        assert!(seen.is_ok());
        let probed = forecaster.learn(&item, &refused, Basis::Probed, None);
        assert!(probed.is_ok());
        let hit = cache(&forecaster, &item, 2_000.0);
        assert_eq!((hit.state, hit.basis), (CacheState::Hit, Basis::Recorded));
        assert_eq!(hit.expires_at, Some(301_000.0));
    }
}

#[test]
fn what_is_forgotten_is_asked_for_again() {
    let item = put("https://api.example/items/1");
    let near = put("https://api.example/items/2");
    for engine in ENGINES {
        let mut forecaster = forecaster(engine);
        forecaster
            .learn(&item, &answer(Some("300")), Basis::Recorded, Some(0.0))
            .expect("a request");
        assert_eq!(cache(&forecaster, &item, 1.0).state, CacheState::Hit);
        let code = |forecaster: &Forecaster| {
            let miss = cache(forecaster, &near, 1.0);
            (miss.state, miss.reason.map(|reason| reason.code))
        };
        let differs = (CacheState::Miss, Some("path-differs"));
        assert_eq!(code(&forecaster), differs);
        forecaster.clear();
        assert_eq!(cache(&forecaster, &item, 1.0).state, CacheState::Miss);
        let nothing = (CacheState::Miss, Some("nothing-kept"));
        assert_eq!(code(&forecaster), nothing);
    }
}

#[test]
fn of_too_many_the_oldest_are_left_out_and_it_is_said() {
    for engine in [Engine::WebKit, Engine::Standard] {
        let mut forecaster = forecaster(engine);
        let item = |at: usize| put(&format!("https://h{at}.example/"));
        let learn = |forecaster: &mut Forecaster, at: usize| {
            let given = answer(Some("600"));
            let learned = forecaster.learn(&item(at), &given, Basis::Recorded, Some(at as f64));
            learned.expect("a request");
        };
        let state = |forecaster: &Forecaster, at: usize| {
            let told = cache(forecaster, &item(at), 20_000.0);
            let possible: Vec<_> = told.possible.iter().map(|one| one.code).collect();
            (told.state, possible)
        };
        for at in 0..10_000 {
            learn(&mut forecaster, at);
        }
        assert_eq!(state(&forecaster, 0), (CacheState::Hit, vec![]));
        assert_eq!(state(&forecaster, 10_000), (CacheState::Miss, vec![]));
        learn(&mut forecaster, 10_000);
        let left_out = (CacheState::Miss, vec!["forgotten"]);
        assert_eq!(state(&forecaster, 0), left_out);
        assert_eq!(state(&forecaster, 2_499), left_out);
        for at in [2_500, 9_999, 10_000] {
            assert_eq!(state(&forecaster, at), (CacheState::Hit, vec![]), "{at}");
        }
    }
}

#[test]
fn answers_are_expected_where_they_were_given() {
    let mut forecaster = forecaster(Engine::Chromium);
    let seen = put("https://api.example/items/1?a");
    forecaster
        .learn(&seen, &answer(Some("300")), Basis::Probed, None)
        .expect("a request");
    let basis = |url: &str| {
        let answer = cache(&forecaster, &put(url), 0.0)
            .answer
            .expect("an answer");
        (answer.basis, answer.max_age.kept_for)
    };
    assert_eq!(
        basis("https://api.example/items/1?b#c"),
        (Basis::Probed, Some(300))
    );
    // Another id is another place: likely the same, but not known.
    assert_eq!(
        basis("https://api.example/items/2"),
        (Basis::Assumed, Some(300))
    );
    assert_eq!(
        basis("https://api.example/users/2"),
        (Basis::Assumed, Some(5))
    );
}

#[test]
fn a_server_that_seems_to_echo_is_expected_to() {
    let mut forecaster = forecaster(Engine::Chromium);
    let mut echo = answer(Some("300"));
    echo.headers[1].1 = "PUT".to_owned();
    echo.headers[2].1 = "x-a".to_owned();
    let item = put("https://api.example/items/1");
    forecaster
        .learn(&item, &echo, Basis::Probed, None)
        .expect("a request");
    let mut other = item.clone();
    other.headers.push(("X-C".to_owned(), "1".to_owned()));
    let expected = cache(&forecaster, &other, 0.0).answer.expect("an answer");
    assert_eq!((expected.basis, expected.error), (Basis::Assumed, None));
}

#[test]
fn policies_are_declared_by_pattern() {
    let listed =
        |list: &[&str]| Allowed::Listed(list.iter().map(|text| (*text).to_owned()).collect());
    let policies = vec![
        Policy {
            allow_origin: Some(listed(&["https://other.example", PAGE])),
            allow_methods: Some(listed(&["PUT"])),
            allow_headers: Some(Allowed::ECHO),
            allow_credentials: true,
            max_age: Some("abc".to_owned()),
            ..Policy::new("https://api.example/items/:id")
        },
        Policy {
            allow_origin: Some(listed(&["*"])),
            ..Policy::new("https://api.example/*")
        },
    ];
    let mut forecaster = forecaster(Engine::Firefox)
        .with_policies(policies)
        .expect("policies");
    let mut item = put("https://api.example/items/1");
    item.credentials = Some("include".to_owned());
    let expected = cache(&forecaster, &item, 0.0).answer.expect("an answer");
    assert_eq!((expected.basis, expected.error), (Basis::Configured, None));
    assert_eq!(expected.max_age.verdict, MaxAgeVerdict::Malformed);
    assert_eq!(expected.max_age.kept_for, None);
    forecaster.record(&item, 0.0);
    assert_eq!(cache(&forecaster, &item, 1.0).state, CacheState::Miss);
    let refused = cache(&forecaster, &put("https://api.example/others/1/x"), 0.0);
    let error = refused.answer.expect("an answer").error.expect("an error");
    assert_eq!(error.code, "method-not-allowed");
}

#[test]
fn bad_input_is_named() {
    let mut forecaster = forecaster(Engine::Chromium);
    let item = put("https://api.example/items/1");
    let error = forecaster.learn(&item, &answer(None), Basis::Assumed, None);
    assert_eq!(error.expect_err("no basis").code(), "invalid-basis");
    let error = forecaster.learn(&put("https://"), &answer(None), Basis::Probed, None);
    assert_eq!(error.expect_err("no URL").code(), "request-refused");
    let of = |policy: Policy| {
        let error: Error = Forecaster::new(PAGE, Engine::Chromium)
            .expect("an origin")
            .with_policies(vec![Policy::new("*"), policy])
            .expect_err("no policy");
        error.to_string()
    };
    assert!(of(Policy::new("/api/*")).starts_with("policies[1].match must be an absolute URL"));
    let empty = Policy {
        allow_methods: Some(Allowed::Listed(Vec::new())),
        ..Policy::new("*")
    };
    assert!(of(empty).starts_with("policies[1].allowMethods must be"));
    let broken = Policy {
        max_age: Some("5\r\nX: y".to_owned()),
        ..Policy::new("*")
    };
    assert!(of(broken).starts_with("policies[1].maxAge must be"));
}

#[test]
fn what_happens_by_chance_is_possible() {
    let mut server = |_: &WireRequest| Some(answer(Some("600")));
    let mut chromium = forecaster(Engine::Chromium);
    for at in 0..1_030 {
        chromium.simulate(
            &put(&format!("https://api.example/{at}x")),
            &mut server,
            0.0,
        );
    }
    let codes = |cache: &CacheForecast| -> Vec<&str> {
        cache
            .possible
            .iter()
            .map(|possible| possible.code)
            .collect()
    };
    let last = cache(&chromium, &put("https://api.example/1000x"), 1.0);
    assert_eq!(
        (last.state, codes(&last)),
        (CacheState::Hit, vec!["purged-by-chance"])
    );
    let gone = cache(&chromium, &put("https://other.example/unseen"), 1.0);
    assert_eq!(
        (gone.state, codes(&gone)),
        (CacheState::Miss, vec!["spared-by-chance"])
    );
    // Firefox forgets a permission when it looks the host up anew; addresses are not looked up.
    for (url, expected) in [
        ("https://api.example/x", vec!["address-refreshed"]),
        ("https://127.0.0.1/x", vec![]),
        ("http://localhost:1234/x", vec![]),
    ] {
        let item = put(url);
        let page = if url.starts_with("http:") {
            "http://app.example"
        } else {
            PAGE
        };
        let mut firefox = Forecaster::new(page, Engine::Firefox).expect("an origin");
        firefox.simulate(&item, &mut server, 0.0);
        let early = cache(&firefox, &item, 59_000.0);
        assert_eq!(
            (early.state, codes(&early)),
            (CacheState::Hit, vec![]),
            "{url}"
        );
        let late = cache(&firefox, &item, 61_000.0);
        assert_eq!(
            (late.state, codes(&late)),
            (CacheState::Hit, expected),
            "{url}"
        );
    }
}

#[test]
fn a_cache_is_full_when_it_has_what_its_engine_keeps() {
    let mut server = |_: &WireRequest| Some(answer(Some("600")));
    let nth = |number: usize| put(&format!("https://api.example/{number}"));
    let mut fill = |forecaster: &mut Forecaster, numbers: std::ops::Range<usize>| {
        for number in numbers {
            forecaster.simulate(&nth(number), &mut server, 0.0);
        }
    };
    let mut firefox = forecaster(Engine::Firefox);
    fill(&mut firefox, 0..100);
    assert_eq!(cache(&firefox, &nth(0), 1.0).state, CacheState::Hit);
    fill(&mut firefox, 100..101);
    let states = [0, 1, 100].map(|number| cache(&firefox, &nth(number), 1.0).state);
    assert_eq!(states, [CacheState::Miss, CacheState::Hit, CacheState::Hit]);
    let mut chromium = forecaster(Engine::Chromium);
    fill(&mut chromium, 0..1_024);
    for known in [0, 1_023] {
        let hit = cache(&chromium, &nth(known), 1.0);
        assert_eq!((hit.state, hit.possible.len()), (CacheState::Hit, 0));
    }
    let unseen = put("https://other.example/unseen");
    assert_eq!(cache(&chromium, &unseen, 1.0).possible.len(), 0);
    fill(&mut chromium, 1_024..1_025);
    assert_eq!(cache(&chromium, &nth(1_023), 1.0).possible.len(), 1);
    assert_eq!(cache(&chromium, &unseen, 1.0).possible.len(), 1);
}

#[test]
fn values_are_never_told() {
    let item = put("https://user:pass@api.example/items/1");
    let mut forecaster = forecaster(Engine::Chromium);
    forecaster.record(&put("https://api.example/items/2?b"), 0.0);
    for request in [item, put("https://api.example/items/2?c=3")] {
        let told = format!("{:?}", forecaster.predict(&request, 1.0));
        assert!(
            !told.contains("secret") && !told.contains("pass@"),
            "{told}"
        );
    }
}
