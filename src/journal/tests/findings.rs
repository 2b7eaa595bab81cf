//! Each finding: from requests and a server that bring it about, and from such that do not.

use super::super::report::{Finding, JournalReport, Severity};
use super::*;

fn report(asked: &[(RequestDescription, f64)], answer: &[(&str, &str)]) -> JournalReport {
    let mut headers = vec![
        pair("Access-Control-Allow-Origin", PAGE),
        pair("Access-Control-Allow-Credentials", "true"),
    ];
    headers.extend(answer.iter().map(|(name, value)| pair(name, value)));
    let server = Fixed(vec![("https://", headers)]);
    let page = Origin::from_serialization(PAGE).expect("an origin");
    journal(asked).report(&page, &server)
}

fn request(method: &str, url: &str, headers: &[&str], credentials: &str) -> RequestDescription {
    RequestDescription {
        method: Some(method.to_owned()),
        headers: headers.iter().map(|name| pair(name, "1")).collect(),
        credentials: Some(credentials.to_owned()),
        ..RequestDescription::new(url)
    }
}

/// One request after the other, `pause` seconds between them.
fn every(pause: f64, asked: Vec<RequestDescription>) -> Vec<(RequestDescription, f64)> {
    let timed = asked.into_iter().enumerate();
    timed
        .map(|(at, request)| (request, at as f64 * pause * 1_000.0))
        .collect()
}

fn codes(report: &JournalReport) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.code).collect()
}

fn found<'a>(report: &'a JournalReport, code: &str) -> &'a Finding {
    let mut findings = report.findings.iter();
    let found = findings.find(|finding| finding.code == code);
    found.unwrap_or_else(|| panic!("no {code} among {:?}", codes(report)))
}

/// Cost and what is left, by the engine's name.
fn costs(finding: &Finding) -> Vec<(&'static str, usize, usize)> {
    let name = |engine| {
        let mut all = Engine::ALL.iter();
        all.find(|(_, known)| *known == engine)
            .map_or("", |(name, _)| name)
    };
    let engines = finding.engines.iter();
    engines
        .map(|one| (name(one.engine), one.cost, one.left))
        .collect()
}

const ME: &str = "https://api.example/me";
const MINUTES: (&str, &str) = ("Access-Control-Max-Age", "600");

#[test]
fn header_churn_is_of_names_and_not_of_values() {
    let one = request("GET", ME, &["X-A"], "omit");
    let two = request("GET", ME, &["X-A", "X-B"], "omit");
    let mut asked = Vec::new();
    for _ in 0..5 {
        asked.extend([one.clone(), two.clone()]);
    }
    let asked = every(1.0, asked);
    let page = Origin::from_serialization(PAGE).expect("an origin");
    let told = journal(&asked).report(&page, &Echo);
    let churn = found(&told, "header-churn");
    assert_eq!(churn.names, ["x-b"]);
    // Where records are replaced, the larger one serves the smaller request as well.
    assert_eq!(
        costs(churn),
        [
            ("chromium", 1, 1),
            ("firefox", 1, 1),
            ("webkit", 1, 1),
            ("standard", 1, 1)
        ]
    );
    assert_eq!(churn.basis, Basis::Configured);
    let fixed = journal(&asked).what_if(&page, &Echo, &churn.changes);
    assert!(fixed.iter().all(|one| one.after == 1), "{fixed:?}");

    // Other values of the same names are no churn.
    let values = every(
        1.0,
        (0..10)
            .map(|at| {
                let mut one = one.clone();
                one.headers = vec![pair("X-A", &at.to_string())];
                one
            })
            .collect(),
    );
    assert!(codes(&journal(&values).report(&page, &Echo)).is_empty());

    // Two sets of which neither holds the other take turns.
    let other = request("GET", ME, &["X-B"], "omit");
    let mut asked = Vec::new();
    for _ in 0..5 {
        asked.extend([one.clone(), other.clone()]);
    }
    let told = journal(&every(1.0, asked)).report(&page, &Echo);
    let turns = found(&told, "alternating-records");
    assert_eq!(costs(turns), [("chromium", 9, 1), ("webkit", 9, 1)]);
    let churn = found(&told, "header-churn");
    assert_eq!(
        costs(churn),
        [
            ("chromium", 9, 1),
            ("firefox", 1, 1),
            ("webkit", 9, 1),
            ("standard", 1, 1)
        ]
    );
}

#[test]
fn url_churn_names_what_differs() {
    let busted = (0..8).map(|at| {
        let url = format!("{ME}?sort=name&_={}", 1_700_000_000_000_u64 + at);
        request("PUT", &url, &[], "omit")
    });
    let told = report(
        &every(1.0, busted.collect()),
        &[("Access-Control-Allow-Methods", "PUT"), MINUTES],
    );
    assert_eq!(codes(&told), ["url-churn"]);
    let churn = &told.findings[0];
    assert_eq!(
        churn.endpoint,
        "https://api.example/me?_=:timestamp&sort=\u{2026}"
    );
    assert_eq!(churn.parts, ["_"]);
    assert_eq!(churn.urls, Some(8));
    assert_eq!(costs(churn)[0], ("chromium", 7, 1));
    assert_eq!(
        churn.changes,
        [Change::at(
            churn.endpoint.as_str(),
            Action::DropQueryKey {
                key: "_".to_owned()
            }
        )]
    );
    // Ids can't be left out, and where no permission lasts for a minute, one URL is not enough.
    let ids = (1..9).map(|at| request("PUT", &format!("{ME}/{at}"), &[], "omit"));
    let told = report(
        &every(60.0, ids.collect()),
        &[("Access-Control-Allow-Methods", "PUT")],
    );
    let churn = found(&told, "url-churn");
    assert_eq!(churn.parts, [":id"]);
    let actions: Vec<&Action> = churn.changes.iter().map(|change| &change.action).collect();
    assert_eq!(
        actions,
        [&Action::OneUrl, &Action::MaxAge { seconds: 7_200 }]
    );
    assert_eq!(costs(churn)[0], ("chromium", 7, 1));
}

#[test]
fn credentials_split() {
    let with = request("PUT", ME, &[], "include");
    let without = request("PUT", ME, &[], "omit");
    let asked = every(1.0, vec![without.clone(), with, without]);
    let told = report(&asked, &[("Access-Control-Allow-Methods", "PUT"), MINUTES]);
    let split = found(&told, "credentials-split");
    assert_eq!(
        costs(split),
        [
            ("chromium", 1, 1),
            ("firefox", 1, 1),
            ("webkit", 1, 1),
            ("standard", 1, 1)
        ]
    );
    let include = Action::OneCredentialsMode { include: true };
    assert_eq!(split.changes, [Change::at(ME, include)]);
}

#[test]
fn a_wildcard_that_is_not_remembered() {
    let asked = every(1.0, vec![request("GET", ME, &["X-A"], "omit"); 4]);
    let told = report(&asked, &[("Access-Control-Allow-Headers", "*"), MINUTES]);
    let wildcard = found(&told, "wildcard-never-cached");
    assert_eq!(wildcard.names, ["x-a"]);
    assert_eq!(costs(wildcard), [("firefox", 3, 1)]);
    let asked = every(1.0, vec![request("GET", ME, &["Authorization"], "omit"); 4]);
    let told = report(&asked, &[("Access-Control-Allow-Headers", "*"), MINUTES]);
    assert_eq!(
        costs(found(&told, "wildcard-never-cached")),
        [("chromium", 3, 1), ("firefox", 3, 1)]
    );
}

#[test]
fn what_the_server_says_about_time() {
    let asked = every(30.0, vec![request("PUT", ME, &[], "omit"); 4]);
    let methods = ("Access-Control-Allow-Methods", "PUT");
    for (value, code) in [
        (Some("10"), "max-age-short"),
        (Some("0"), "max-age-zero"),
        (Some("1 h"), "max-age-malformed"),
        (None, "max-age-absent"),
    ] {
        let age = value.map(|value| ("Access-Control-Max-Age", value));
        let answer: Vec<_> = [methods].into_iter().chain(age).collect();
        let told = report(&asked, &answer);
        assert_eq!(codes(&told), [code]);
        assert_eq!(costs(&told.findings[0])[0], ("chromium", 3, 1), "{code}");
        assert_eq!(told.findings[0].severity, Severity::Warning);
    }
    let told = report(&asked, &[methods, MINUTES]);
    assert_eq!(codes(&told), [] as [&str; 0]);
    // Nothing is known of the server: that is said.
    let page = Origin::from_serialization(PAGE).expect("an origin");
    let told = journal(&asked).report(&page, &crate::policy::Knowledge::default());
    assert_eq!(codes(&told), ["max-age-absent"]);
    assert_eq!(told.findings[0].severity, Severity::Info);
    assert_eq!(told.findings[0].basis, Basis::Assumed);
    assert!(told.findings[0].text.starts_with("Nothing is known"));
}

#[test]
fn longer_than_engines_keep_anything() {
    let asked = every(3_600.0, vec![request("PUT", ME, &[], "omit"); 10]);
    let methods = ("Access-Control-Allow-Methods", "PUT");
    let told = report(&asked, &[methods, ("Access-Control-Max-Age", "86400")]);
    assert_eq!(codes(&told), ["max-age-above-cap"]);
    let cap = &told.findings[0];
    assert_eq!(costs(cap), [("chromium", 4, 5), ("webkit", 9, 10)]);
    assert!(cap.changes.is_empty());
    assert_eq!(cap.max_age, Some(86_400));
    // Within the cap there is nothing to say.
    let asked = every(100.0, vec![request("PUT", ME, &[], "omit"); 5]);
    let told = report(&asked, &[methods, ("Access-Control-Max-Age", "86400")]);
    assert!(codes(&told).is_empty());
}

#[test]
fn methods_that_are_permitted_one_at_a_time() {
    let mut asked = Vec::new();
    for _ in 0..3 {
        asked.extend([
            request("PUT", ME, &[], "omit"),
            request("DELETE", ME, &[], "omit"),
        ]);
    }
    let page = Origin::from_serialization(PAGE).expect("an origin");
    let told = journal(&every(1.0, asked)).report(&page, &Echo);
    let churn = found(&told, "method-churn");
    assert_eq!(churn.names, ["PUT", "DELETE"]);
    assert_eq!(costs(churn)[..2], [("chromium", 5, 1), ("firefox", 1, 1)]);
    assert_eq!(
        costs(found(&told, "alternating-records"))[0],
        ("chromium", 5, 1)
    );
}

#[test]
fn what_nobody_could_list_is_no_advice() {
    let page = Origin::from_serialization(PAGE).expect("an origin");
    let advised = |count: usize, ask: fn(usize) -> RequestDescription| {
        let asked: Vec<_> = (0..2 * count).map(|at| ask(at % count)).collect();
        let told = journal(&every(0.1, asked)).report(&page, &Echo);
        let mut changes = told.findings.iter().flat_map(|finding| &finding.changes);
        changes.any(|change| change.action == Action::ListByName)
    };
    let methods = |at: usize| request(&format!("M{at}"), ME, &[], "omit");
    assert_eq!([64, 65].map(|count| advised(count, methods)), [true, false]);
    let names = |at: usize| request("GET", ME, &[&format!("X-{at}")], "omit");
    assert_eq!([64, 65].map(|count| advised(count, names)), [true, false]);
}

/// A server that permits what it is asked for.
struct Echo;

impl KnownServer for Echo {
    fn answer(&self, preflight: &WireRequest, _credentials: bool) -> Answer {
        let mut answer = crate::policy::assumed_answer(preflight);
        answer
            .response
            .headers
            .push(pair("Access-Control-Max-Age", "600"));
        answer.basis = Basis::Configured;
        answer
    }
}
