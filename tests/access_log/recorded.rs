//! Logs as servers have written them: nginx 1.22, Apache 2.4 and Caddy 2.6 were asked by curl for the same, on loopback.
//!
//! Twice a preflight and its `PUT`, a `GET` between them; a preflight for what is closed; `OPTIONS` by curl, by a probe, by a
//! browser without the headers, and for the server; a user agent with quotation marks; bytes that are no HTTP.

use cors_forecast::{LogFormat, LogOptions, LogReport, LogTimeUnit};

use super::{codes, read_as};

fn recorded(name: &str) -> LogReport {
    let path = format!(
        "{}/tests/vectors/logs/{name}.log",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read(path).unwrap();
    let report = read_as(
        &text,
        LogOptions {
            time_unit: None,
            ..LogOptions::default()
        },
    );
    for length in [1, 7, 64, 1_000] {
        let mut log = cors_forecast::AccessLog::new(LogOptions::default());
        text.chunks(length).for_each(|piece| log.feed(piece));
        assert_eq!(log.finish(), report, "{name} in pieces of {length}");
    }
    let told = serde_json::to_string(&report).unwrap();
    for secret in ["s3cret", "token=", "Firefox", "quoted", "app.example"] {
        assert!(!told.contains(secret), "{name}: {secret}");
    }
    report
}

#[test]
fn without_the_header_preflights_are_paired() {
    for (name, format) in [
        ("nginx-combined", LogFormat::Combined),
        ("apache-combined", LogFormat::Combined),
        ("apache-common", LogFormat::Common),
    ] {
        let report = recorded(name);
        assert_eq!(report.formats[0].format, format, "{name}");
        assert_eq!((report.lines, report.requests), (12, 11), "{name}");
        assert_eq!(
            (report.bad[0].code, &report.bad[0].first[..]),
            ("no-request", [12].as_slice())
        );
        let options = report.options;
        assert_eq!(
            (options.all, options.paired, options.certain),
            (7, 2, 0),
            "{name}"
        );
        assert_eq!(options.for_server, 1, "{name}");
        let has_agents = format != LogFormat::Common;
        assert_eq!(
            (options.by_watchers, options.by_others),
            if has_agents { (1, 1) } else { (0, 0) }
        );
        assert_eq!(options.unpaired, if has_agents { 2 } else { 4 }, "{name}");
        assert_eq!(report.endpoints[0].endpoint, "/api/items/:id");
        assert_eq!(report.endpoints[0].lasting.repeats, 1);
        assert!(codes(&report).contains(&"headers-not-logged"), "{name}");
    }
}

#[test]
fn with_the_header_they_are_certain() {
    for (name, format) in [
        ("nginx-timed", LogFormat::Nginx),
        ("nginx-json", LogFormat::Json),
        ("apache-vhost", LogFormat::Combined),
        ("caddy", LogFormat::Caddy),
    ] {
        let report = recorded(name);
        assert_eq!(
            (report.formats.len(), report.formats[0].format),
            (1, format),
            "{name}"
        );
        let options = report.options;
        assert_eq!(
            (options.certain, options.paired, options.unpaired),
            (3, 0, 0),
            "{name}"
        );
        assert_eq!(options.without_headers, 3, "{name}");
        assert_eq!(report.endpoints[0].options.unfollowed, 0, "{name}");
        assert!(
            report.endpoints[0].endpoint.ends_with("/api/items/:id"),
            "{name}"
        );
        let refused = if name.starts_with("apache") { 0 } else { 1 };
        assert_eq!(options.refused, refused, "{name}");
        assert_eq!(
            codes(&report).contains(&"preflights-refused"),
            refused == 1,
            "{name}"
        );
        assert!(!codes(&report).contains(&"headers-not-logged"), "{name}");
    }
}

#[test]
fn logged_answers_tell_how_long_permissions_last() {
    let nginx = recorded("nginx-json").endpoints[0].lasting;
    assert_eq!((nginx.stated, nginx.absent), (Some(600), Some(0)));
    let caddy = recorded("caddy");
    assert_eq!(caddy.endpoints[0].lasting.absent, Some(2));
    assert!(codes(&caddy).contains(&"max-age-absent"));
}

#[test]
fn durations_are_those_of_the_lines() {
    let caddy = recorded("caddy").preflight_latency.unwrap();
    assert_eq!(caddy.count, 3);
    assert!(caddy.median < 1.0, "{caddy:?}");
    assert_eq!(recorded("apache-vhost").time, None);
    let path = format!(
        "{}/tests/vectors/logs/apache-vhost.log",
        env!("CARGO_MANIFEST_DIR")
    );
    let options = LogOptions {
        time_unit: Some(LogTimeUnit::Microseconds),
        ..LogOptions::default()
    };
    let apache = read_as(std::fs::read(path).unwrap(), options);
    // 349, 178 and 3,269 µs.
    assert_eq!(apache.time.unwrap().preflights, 3.796);
}
