//! Lines: where they end, and those that can't be read.

use cors_forecast::{AccessLog, LogOptions};

use super::{line, pair, read};

#[test]
fn pieces_of_any_length_are_the_same_log() {
    let text = pair("192.0.2.1", 0, "PUT", "/caf\u{e9}/7?q=\u{1f600}")
        + "\r\n"
        + &pair("192.0.2.1", 9, "PUT", "/b").replace('\n', "\r\n")
        + "{\"method\":\"OPTIONS\",\"path\":\"/j\\\"\",\"status\":204,\"acrm\":\"PUT\",\"ts\":1795867200}\n"
        + "nonsense\n{\"method\":\n\n"
        + line("192.0.2.3", 9, "GET /end", 200).trim_end();
    let bytes = text.as_bytes();
    let whole = read(bytes);
    assert_eq!(
        (whole.lines, whole.bad_lines, whole.options.preflights),
        (8, 2, 3)
    );
    for cut in 0..=bytes.len() {
        let mut log = AccessLog::new(LogOptions::default());
        log.feed(&bytes[..cut]);
        log.feed(&bytes[cut..]);
        assert_eq!(log.finish(), whole, "cut at {cut}");
    }
    for length in 1..80 {
        let mut log = AccessLog::new(LogOptions::default());
        bytes.chunks(length).for_each(|piece| log.feed(piece));
        assert_eq!(log.finish(), whole, "pieces of {length}");
    }
}

#[test]
fn huge_lines_are_named_and_not_kept() {
    for length in [65_536, 65_537, 65_538, 65_539, 3_000_000] {
        let head = line("192.0.2.1", 0, "GET /", 200).replace("\"\n", "");
        let long = head.clone() + &"x".repeat(length - head.len() - 1) + "\"";
        assert_eq!(long.len(), length);
        let text = [long.as_str(), "\n", &line("192.0.2.1", 1, "GET /b", 200)].concat();
        let whole = read(&text);
        let is_bad = u64::from(length > 65_536);
        assert_eq!(
            (whole.bad_lines, whole.requests),
            (is_bad, 2 - is_bad),
            "{length}"
        );
        for size in [1_000, 65_537, 65_538] {
            let mut log = AccessLog::new(LogOptions::default());
            text.as_bytes()
                .chunks(size)
                .for_each(|piece| log.feed(piece));
            assert_eq!(log.finish(), whole, "{length} in pieces of {size}");
        }
    }
}

#[test]
fn bad_lines_have_a_reason_and_their_numbers() {
    let good = line("192.0.2.1", 0, "GET /", 200);
    let head = "192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"";
    for (bad, code) in [
        ("hello", "unknown-format"),
        ("#Fields: date time cs-method", "unknown-format"),
        ("Nov 28 12:00:00 host nginx[7]: started", "unknown-format"),
        ("\u{1}\u{2}\u{3}", "unknown-format"),
        (&format!("{head}GET / HTTP/1.1"), "unclosed-quote"),
        (
            &format!("{head}GET / HTTP/1.1\" 200 5 \"-\" \"Mozi"),
            "unclosed-quote",
        ),
        (&format!("{head}\" 400 0 \"-\" \"-\""), "no-request"),
        (&format!("{head}-\" 408 0 \"-\" \"-\""), "no-request"),
        (
            &format!("{head}\\x16\\x03\\x01\" 400 157 \"-\" \"-\""),
            "no-request",
        ),
        (&format!("{head}GET / HTTP/1.1\""), "no-status"),
        (&format!("{head}GET / HTTP/1.1\" - 0"), "no-status"),
        (&format!("{head}GET / HTTP/1.1\" 20 0"), "no-status"),
        ("{\"method\":\"GET\",\"path\":\"/\"}", "no-status"),
        ("{\"msg\":\"started\"}", "no-request"),
        (
            "{\"method\":\"GET\",\"path\":\"/\",\"status\":20",
            "truncated-json",
        ),
        ("{\"method\":\"GET\\", "truncated-json"),
        ("{", "truncated-json"),
        ("{method:1}", "broken-json"),
        ("{\"a\":}", "broken-json"),
        ("{\"a\":1 \"b\":2}", "broken-json"),
        (&"{\"a\":".repeat(1_000), "broken-json"),
    ] {
        let report = read(format!("{good}\n{bad}\n{good}"));
        assert_eq!(
            (report.lines, report.requests, report.bad_lines),
            (3, 2, 1),
            "{bad}"
        );
        let told = &report.bad[0];
        assert_eq!(
            (told.code, told.count, told.first.as_slice()),
            (code, 1, [3].as_slice()),
            "{bad}"
        );
        assert!(told.text.ends_with('.'));
    }
    let many = read("x\n".repeat(1_000));
    assert_eq!(
        (many.bad[0].count, &many.bad[0].first[..]),
        (1_000, [1, 2, 3, 4, 5].as_slice())
    );
    assert_eq!(many.findings[0].code, "bad-lines");
}

#[test]
fn nothing_breaks_the_reader() {
    // Every beginning and every changed byte of lines that are right.
    let lines = [
        pair("192.0.2.1", 0, "PUT", "/a/7?b=c"),
        "{\"ts\":1.5e9,\"request\":{\"method\":\"GET\",\"uri\":\"/a\",\"headers\":{\"Origin\":[\"x\",[]]}},\"status\":200,\"duration\":4e-5}".to_owned(),
    ];
    for text in lines {
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            let cut = read(&bytes[..at]);
            assert_eq!(cut.requests + cut.bad_lines, cut.lines);
            for byte in [0, b'"', b'\\', b'[', b']', b'{', b' ', b'9', 0xff] {
                bytes[at] = byte;
                let report = read(&bytes);
                assert_eq!(
                    report.requests + report.bad_lines,
                    report.lines,
                    "{byte} at {at}"
                );
            }
        }
    }
}

#[test]
fn paths_in_every_writing() {
    for (target, endpoint) in [
        ("/a b/c", "/:text/c"),
        ("http://api.example/users/7?q", "/users/:id"),
        ("/users/7#x", "/users/:id"),
        ("/", "/"),
        ("//x", "//x"),
        ("/users/ann@a.example", "/users/:address"),
        (
            "/t/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            "/t/:token",
        ),
    ] {
        let report = read(line("192.0.2.1", 0, &format!("OPTIONS {target}"), 204));
        assert_eq!(report.endpoints[0].endpoint, endpoint, "{target}");
    }
    let of_bytes =
        read(b"192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS /\xff\xfe HTTP/1.1\" 204 0\n");
    assert_eq!(of_bytes.endpoints[0].endpoint, "/:text");
}
