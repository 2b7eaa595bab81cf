//! What is a preflight, what followed, and what it means.

use cors_forecast::{LogOptions, Severity};

use super::{codes, line, pair, read, read_as, BROWSER};

#[test]
fn clients_are_told_apart() {
    let (a, b) = ("192.0.2.1", "192.0.2.2");
    let text = line(a, 0, "OPTIONS /x", 204)
        + &line(b, 0, "OPTIONS /x", 204)
        + &line(b, 1, "PUT /x", 200)
        + &line(a, 2, "GET /y", 200)
        + &line(a, 3, "PUT /x", 200);
    let report = read(&text);
    assert_eq!((report.options.paired, report.options.unpaired), (2, 0));
    let other = text.replace(
        &line(a, 3, "PUT /x", 200),
        &line("192.0.2.3", 3, "PUT /x", 200),
    );
    assert_eq!(read(other).options.paired, 1);
    // The same address with another browser is another client.
    let chrome = line(a, 0, "PUT /x", 200).replace("Firefox", "Chrome");
    assert_eq!(
        read(line(a, 0, "OPTIONS /x", 204) + &chrome).options.paired,
        0
    );
}

#[test]
fn each_options_has_one_request() {
    let a = "192.0.2.1";
    let twice = line(a, 0, "OPTIONS /x", 204).repeat(2) + &line(a, 1, "PUT /x", 200).repeat(2);
    assert_eq!(read(&twice).options.paired, 2);
    let spared = pair(a, 0, "PUT", "/x") + &line(a, 5, "PUT /x", 200).repeat(3);
    let report = read(spared);
    assert_eq!(
        (report.options.paired, report.endpoints[0].lasting.spared),
        (1, 3)
    );
    assert_eq!(report.endpoints[0].per_hundred, Some(25.0));
}

#[test]
fn the_window_is_what_was_asked_for() {
    let late = line("192.0.2.1", 0, "OPTIONS /x", 204) + &line("192.0.2.1", 11, "PUT /x", 200);
    assert_eq!(read(&late).options.unpaired, 1);
    let options = LogOptions {
        window_seconds: 11,
        ..LogOptions::default()
    };
    assert_eq!(read_as(&late, options).options.paired, 1);
}

#[test]
fn only_the_same_url_is_followed() {
    let text =
        line("192.0.2.1", 0, "OPTIONS /x?a=1", 204) + &line("192.0.2.1", 0, "PUT /x?a=2", 200);
    assert_eq!(read(text).options.unpaired, 1);
}

#[test]
fn clocks_may_go_backwards() {
    let text = line("192.0.2.1", 5, "OPTIONS /x", 204)
        + &line("192.0.2.1", 4, "PUT /x", 200)
        + &line("192.0.2.1", 5_000, "OPTIONS /x", 204)
        + &line("192.0.2.1", 0, "PUT /x", 200);
    let report = read(text);
    assert_eq!(
        (
            report.options.paired,
            report.options.unpaired,
            report.backwards
        ),
        (1, 1, 2)
    );
    assert_eq!(report.endpoints[0].gap, Some(0.0));
    assert!(report.from < report.to);
}

#[test]
fn what_is_no_preflight() {
    let by = |agent: &str| line("192.0.2.1", 0, "OPTIONS /x", 204).replace(BROWSER, agent);
    let report = read(
        by("kube-probe/1.31")
            + &by("Mozilla/5.0 (compatible; Pingdom.com_bot_version_1.4)")
            + &by("curl/8.5.0")
            + &by("-")
            + &line("192.0.2.1", 0, "OPTIONS *", 200)
            + &line("192.0.2.1", 0, "OPTIONS /x", 401),
    );
    let options = report.options;
    assert_eq!(
        (options.by_watchers, options.by_others, options.for_server),
        (2, 2, 1)
    );
    assert_eq!(
        (options.regular, options.unpaired, options.unpaired_refused),
        (5, 1, 1)
    );
    assert_eq!(
        options.all,
        options.preflights + options.unpaired + options.regular
    );
}

#[test]
fn what_was_refused_is_not_followed() {
    let text = line("192.0.2.1", 0, "OPTIONS /x", 401) + &line("192.0.2.1", 0, "PUT /x", 200);
    assert_eq!(read(&text).options.unpaired_refused, 1);
    let certain = text.replace("\"\n", "\" acrm=\"PUT\"\n").repeat(2);
    let report = read(certain);
    assert_eq!((report.options.certain, report.options.refused), (2, 2));
    assert_eq!(codes(&report), ["preflights-refused"]);
    let finding = &report.findings[0];
    assert_eq!(
        (finding.severity, &finding.statuses[..]),
        (Severity::Warning, [401].as_slice())
    );
}

#[test]
fn permissions_without_max_age_are_repeated_within_seconds() {
    let text: String = (0..20)
        .map(|at| pair("192.0.2.1", at * 6, "PUT", "/x"))
        .collect();
    let report = read(text);
    let lasting = report.endpoints[0].lasting;
    assert_eq!((lasting.repeats, lasting.repeats_within_600), (19, 19));
    assert!((lasting.at_most.unwrap() - 6.0).abs() < 0.5, "{lasting:?}");
    assert_eq!(
        codes(&report),
        ["preflights-repeated", "headers-not-logged"]
    );
    assert!(report.findings[0]
        .text
        .contains("no Access-Control-Max-Age, or one of a few seconds"));
}

#[test]
fn a_permission_lasts_between_what_it_spared_and_what_was_repeated() {
    // Asked every 100 s, kept for 600 s.
    let text: String = (0..120)
        .map(|at| match at % 7 {
            0 => pair("192.0.2.1", at * 100, "PUT", "/x"),
            _ => line("192.0.2.1", at * 100, "PUT /x", 200),
        })
        .collect();
    let report = read(text);
    let lasting = report.endpoints[0].lasting;
    assert_eq!((lasting.repeats, lasting.spared), (17, 102));
    assert!(
        (560.0..=640.0).contains(&lasting.at_least.unwrap()),
        "{lasting:?}"
    );
    assert!(
        (655.0..=745.0).contains(&lasting.at_most.unwrap()),
        "{lasting:?}"
    );
    assert_eq!(codes(&report), ["headers-not-logged"]);
}

#[test]
fn another_method_is_no_repeat() {
    let text: String = (0..10)
        .map(|at| pair("192.0.2.1", at, ["PUT", "DELETE"][at as usize % 2], "/x"))
        .collect();
    let lasting = read(text).endpoints[0].lasting;
    assert_eq!((lasting.repeats, lasting.other_method), (0, 9));
}

#[test]
fn urls_that_are_asked_for_once_are_no_matter_of_max_age() {
    let text: String = (0..50)
        .map(|at| pair("192.0.2.1", at, "PUT", &format!("/x?t={at}")))
        .collect();
    let report = read(text);
    assert_eq!(report.endpoints[0].lasting.other_url, 49);
    assert_eq!(codes(&report), ["url-churn", "headers-not-logged"]);
}

#[test]
fn what_answers_state_is_taken_where_it_is_logged() {
    let of = |age: &str| {
        let text = line("192.0.2.1", 0, "OPTIONS /x", 204)
            .replace("\"\n", &format!("\" acrm=\"PUT\" max_age=\"{age}\"\n"))
            + &line("192.0.2.1", 0, "PUT /x", 200);
        let report = read(text);
        (
            report.endpoints[0].lasting.stated,
            codes(&report).first().map(|code| (*code).to_owned()),
        )
    };
    assert_eq!(of("-"), (None, Some("max-age-absent".to_owned())));
    assert_eq!(of("0"), (Some(0), Some("max-age-zero".to_owned())));
    assert_eq!(of("60"), (Some(60), Some("max-age-short".to_owned())));
    assert_eq!(of("600, 600"), (None, Some("max-age-malformed".to_owned())));
    assert_eq!(of("7200"), (Some(7_200), None));
}

#[test]
fn advice_names_the_header_to_log() {
    let report = read(pair("192.0.2.1", 0, "PUT", "/x"));
    let text = &report.findings[0].text;
    assert!(
        text.contains("acrm=\"$http_access_control_request_method\""),
        "{text}"
    );
    assert!(
        text.contains("acrm=\\\"%{Access-Control-Request-Method}i\\\""),
        "{text}"
    );
}
