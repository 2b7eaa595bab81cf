//! Each format, and what is taken from it.

use cors_forecast::{LogFormat, LogOptions, LogReport, LogTimeUnit};

use super::{read, read_as, BROWSER};

fn only_format(report: &LogReport) -> LogFormat {
    assert_eq!(report.bad_lines, 0, "{:?}", report.bad);
    assert_eq!(report.formats.len(), 1, "{:?}", report.formats);
    report.formats[0].format
}

#[test]
fn common_log_format_pairs_by_address_and_url() {
    let report = read(
        "192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS /users/7?q=1 HTTP/1.1\" 204 -\n\
         192.0.2.1 - ann [28/Nov/2026:12:00:01 +0000] \"PUT /users/7?q=1 HTTP/1.1\" 200 12\n",
    );
    assert_eq!(only_format(&report), LogFormat::Common);
    assert_eq!((report.options.paired, report.options.all), (1, 1));
    let endpoint = &report.endpoints[0];
    assert_eq!(
        (endpoint.endpoint.as_str(), endpoint.gap),
        ("/users/:id", Some(1.0))
    );
    assert_eq!(report.traffic.unwrap().all, 12.0);
    assert_eq!(
        (report.from, report.to),
        (Some(1_795_867_200_000.0), Some(1_795_867_201_000.0))
    );
    assert_eq!(report.time, None);
}

#[test]
fn combined_with_a_virtual_host_names_it() {
    let report = read(format!(
        "api.example:443 192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS /a HTTP/2.0\" 200 5 \"-\" \"{BROWSER}\"\n\
         api.example:443 192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"PUT /a HTTP/2.0\" 200 5 \"-\" \"{BROWSER}\"\n"
    ));
    assert_eq!(only_format(&report), LogFormat::Combined);
    assert_eq!(report.endpoints[0].endpoint, "api.example:443/a");
    assert_eq!(report.options.paired, 1);
}

#[test]
fn behind_a_proxy_the_forwarded_address_is_the_clients() {
    let from = |client: &str, method: &str| {
        format!("127.0.0.1 - - [28/Nov/2026:12:00:00 +0000] \"{method} /a HTTP/1.1\" 204 0 \"-\" \"{BROWSER}\" \"{client}, 10.0.0.1\"\n")
    };
    let other = read(from("192.0.2.1", "OPTIONS") + &from("192.0.2.2", "PUT"));
    assert_eq!((other.options.paired, other.options.unpaired), (0, 1));
    let same = read(from("2001:db8::1", "OPTIONS") + &from("2001:db8::1", "PUT"));
    assert_eq!(same.options.paired, 1);
}

#[test]
fn nginxs_durations_are_known_by_their_form() {
    for behind in [
        "0.010 0.009",
        "rt=0.010 urt=\"0.009\"",
        "\"-\" 0.010",
        "request_time=0.010",
    ] {
        let report = read(format!(
            "192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS /a HTTP/1.1\" 204 0 \"-\" \"{BROWSER}\" {behind}\n\
             192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"PUT /a HTTP/1.1\" 200 0 \"-\" \"{BROWSER}\" 0.030\n"
        ));
        assert_eq!(only_format(&report), LogFormat::Nginx, "{behind}");
        let time = report.time.unwrap();
        assert_eq!(
            (time.all, time.preflights, time.share),
            (40.0, 10.0, 25.0),
            "{behind}"
        );
        let latency = report.preflight_latency.unwrap();
        assert!((latency.median - 10.0).abs() < 0.2, "{latency:?}");
        assert!((report.other_latency.unwrap().p99 - 30.0).abs() < 0.6);
    }
}

#[test]
fn apaches_durations_need_their_unit() {
    let text = format!(
        "192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"GET /a HTTP/1.1\" 200 0 \"-\" \"{BROWSER}\" 1500\n"
    );
    assert_eq!(read(&text).time, None);
    for (unit, milliseconds) in [
        (LogTimeUnit::Microseconds, 1.5),
        (LogTimeUnit::Milliseconds, 1_500.0),
        (LogTimeUnit::Seconds, 1_500_000.0),
    ] {
        let options = LogOptions {
            time_unit: Some(unit),
            ..LogOptions::default()
        };
        assert_eq!(
            read_as(&text, options).time.unwrap().all,
            milliseconds,
            "{unit:?}"
        );
    }
}

#[test]
fn a_logged_header_makes_it_certain() {
    let of = |acrm: &str| {
        read(format!(
            "192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS /a HTTP/1.1\" 204 0 \"-\" \"curl/8\" acrm=\"{acrm}\"\n"
        ))
    };
    let asked = of("PUT");
    assert_eq!(
        (
            asked.options.certain,
            asked.options.unfollowed,
            asked.with_headers
        ),
        (1, 1, 1)
    );
    let plain = of("-");
    assert_eq!(
        (plain.options.certain, plain.options.without_headers),
        (0, 1)
    );
}

#[test]
fn json_of_nginx_with_texts_for_numbers() {
    let report = read(
        "{\"time_iso8601\":\"2026-11-28T12:00:00+00:00\",\"msec\":\"1795867200.100\",\"remote_addr\":\"192.0.2.1\",\"request_method\":\"OPTIONS\",\"request_uri\":\"/a?token=b\",\"status\":\"204\",\"body_bytes_sent\":\"0\",\"request_time\":\"0.001\",\"http_user_agent\":\"x\",\"http_origin\":\"https://app.example\",\"http_access_control_request_method\":\"PUT\",\"sent_http_access_control_max_age\":\"600\"}\n\
         {\"msec\": \"1795867200.400\", \"remote_addr\": \"192.0.2.1\", \"request\": \"PUT /a?token=b HTTP/1.1\", \"status\": 200, \"request_time\": 0.200, \"http_user_agent\": \"x\", \"http_access_control_request_method\": \"\"}\n",
    );
    assert_eq!(only_format(&report), LogFormat::Json);
    assert_eq!((report.options.certain, report.options.unfollowed), (1, 0));
    let endpoint = &report.endpoints[0];
    assert_eq!(endpoint.lasting.stated, Some(600));
    // The request began 200 ms before its line.
    assert!((endpoint.gap.unwrap() - 0.1).abs() < 0.01, "{endpoint:?}");
    assert_eq!(report.time.unwrap().preflights, 1.0);
}

const CADDY: &str = r#"{"level":"info","ts":1795867200.5,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"192.0.2.1","remote_port":"5","client_ip":"192.0.2.1","proto":"HTTP/2.0","method":"METHOD","host":"api.example","uri":"/users/7","headers":{"User-Agent":["Mozilla/5.0 \"q\""],"Origin":["https://app.example"]HEADERS},"tls":{"resumed":false,"version":772}},"bytes_read":0,"user_id":"","duration":0.0015,"size":0,"status":204,"resp_headers":{"Server":["Caddy"]}}"#;

#[test]
fn caddys_json_has_the_headers() {
    let asked = CADDY.replace("METHOD", "OPTIONS").replace(
        "HEADERS",
        r#","Access-Control-Request-Method":["PUT"],"Access-Control-Request-Headers":["content-type"]"#,
    );
    let request = CADDY.replace("METHOD", "PUT").replace("HEADERS", "");
    let report = read(format!("{asked}\n{request}\n"));
    assert_eq!(only_format(&report), LogFormat::Caddy);
    assert_eq!((report.options.certain, report.options.unfollowed), (1, 0));
    let endpoint = &report.endpoints[0];
    assert_eq!(endpoint.endpoint, "api.example/users/:id");
    assert_eq!(
        (endpoint.lasting.stated, endpoint.lasting.absent),
        (None, Some(1))
    );
    assert_eq!((endpoint.time, report.time.unwrap().all), (Some(1.5), 3.0));
    let plain = CADDY.replace("METHOD", "OPTIONS").replace("HEADERS", "");
    assert_eq!(read(plain).options.without_headers, 1);
}

#[test]
fn json_of_others() {
    let traefik = r#"{"ClientAddr":"192.0.2.1:5","ClientHost":"192.0.2.1","DownstreamContentSize":0,"DownstreamStatus":204,"Duration":2500000,"RequestHost":"api.example","RequestMethod":"OPTIONS","RequestPath":"/a","StartUTC":"2026-11-28T12:00:00.1Z","request_Access-Control-Request-Method":"PUT","request_Origin":"https://app.example","time":"2026-11-28T12:00:00Z"}"#;
    let pino = r#"{"level":30,"time":1795867200100,"pid":1,"req":{"id":1,"method":"OPTIONS","url":"/a","query":{"a":"b"},"headers":{"host":"api.example","origin":"https://app.example","access-control-request-method":"PUT"},"remoteAddress":"::1"},"res":{"statusCode":204,"headers":{"access-control-max-age":"60"}},"responseTime":3,"msg":"request completed"}"#;
    let google = r#"{"httpRequest":{"requestMethod":"OPTIONS","requestUrl":"https://api.example/a?b","status":204,"userAgent":"Mozilla/5.0","remoteIp":"192.0.2.1","latency":"0.0025s"},"timestamp":"2026-11-28T12:00:00.1Z"}"#;
    for (text, took, certain) in [(traefik, 2.5, 1), (pino, 3.0, 1), (google, 2.5, 0)] {
        let report = read(text);
        assert_eq!(only_format(&report), LogFormat::Json);
        assert_eq!(
            (report.time.unwrap().all, report.options.certain),
            (took, certain),
            "{text}"
        );
        assert!(
            report.endpoints[0].endpoint.ends_with("/a"),
            "{:?}",
            report.endpoints
        );
        assert_eq!(report.untimed, 0);
    }
}

#[test]
fn a_duration_without_a_unit_is_not_guessed() {
    let text = r#"{"method":"GET","path":"/a","status":200,"duration":12,"ts":1795867200}"#;
    assert_eq!(read(text).time, None);
    let options = LogOptions {
        time_unit: Some(LogTimeUnit::Milliseconds),
        ..LogOptions::default()
    };
    assert_eq!(read_as(text, options).time.unwrap().all, 12.0);
}

#[test]
fn a_format_that_was_asked_for_is_the_only_one() {
    let text = "192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"GET /a HTTP/1.1\" 200 1\n{\"method\":\"GET\",\"path\":\"/a\",\"status\":200}\n";
    for (format, requests) in [
        (LogFormat::Common, 1),
        (LogFormat::Combined, 0),
        (LogFormat::Nginx, 1),
        (LogFormat::Json, 1),
        (LogFormat::Caddy, 0),
    ] {
        let report = read_as(
            text,
            LogOptions {
                format: Some(format),
                ..LogOptions::default()
            },
        );
        assert_eq!(
            (report.requests, report.bad_lines),
            (requests, 2 - requests),
            "{format:?}"
        );
        assert!(report.bad.iter().all(|bad| bad.code == "other-format"));
        assert_eq!(LogFormat::of(format.as_str()), Some(format));
    }
}
