//! Command lines, read by a shell as they will be when they are pasted.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test, a panic is how it fails"
)]

use std::process::Command;

use cors_forecast::{curl, curl_for, Shell, WireKind, WireRequest};

fn preflight(url: &str, headers: &[(&str, &str)]) -> WireRequest {
    WireRequest {
        kind: WireKind::Preflight,
        method: "OPTIONS".to_owned(),
        url: url.to_owned(),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

/// The words that a shell hands to curl.
fn words(line: &str) -> Vec<String> {
    let script = format!("curl() {{ printf '%s\\n' \"$@\"; }}\n{line}");
    let output = Command::new("sh").arg("-c").arg(script).output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_shell_reads_each_word_as_it_was_meant() {
    for hostile in [
        "it's", "'", "''", "$HOME", "`id`", "$(id)", "a b", "\\", "\\'", "!!", "\"", ";", "a&b",
        "*", "#", "\u{e9}",
    ] {
        let url = format!("https://api.example/{hostile}?q={hostile}");
        let request = preflight(
            &url,
            &[
                ("Accept", "*/*"),
                ("Access-Control-Request-Method", "PUT"),
                ("Access-Control-Request-Headers", hostile),
                ("Origin", "https://app.example"),
            ],
        );
        let header = format!("Access-Control-Request-Headers: {hostile}");
        let expected = [
            "-i",
            "-X",
            "OPTIONS",
            &url,
            "-H",
            "Accept: */*",
            "-H",
            "Access-Control-Request-Method: PUT",
            "-H",
            &header,
            "-H",
            "Origin: https://app.example",
        ];
        assert_eq!(words(&curl(&request)), expected);
    }
}

#[test]
fn brackets_are_no_pattern_and_what_is_empty_is_sent() {
    let request = preflight("http://[::1]:3000/{id}", &[("Origin", "")]);
    let expected = [
        "-i",
        "-X",
        "OPTIONS",
        "--globoff",
        "http://[::1]:3000/{id}",
        "-H",
        "Origin;",
    ];
    assert_eq!(words(&curl(&request)), expected);
}

#[test]
fn nothing_of_the_page_s_own_request_is_written_down() {
    let request = preflight(
        "https://me:secret@api.example/items",
        &[
            ("Origin", "https://app.example"),
            ("Authorization", "secret"),
            ("Cookie", "secret"),
        ],
    );
    for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
        let line = curl_for(&request, shell);
        assert!(!line.contains("secret"), "{line}");
        assert!(
            line.contains("api.example") && line.contains("app.example"),
            "{line}"
        );
    }
}

#[test]
fn other_shells_have_their_own_quotes() {
    let request = preflight(
        "https://api.example/it's?a=1&b=%41",
        &[("Origin", "https://app.example")],
    );
    assert_eq!(
        curl_for(&request, Shell::PowerShell),
        "curl.exe -i -X OPTIONS 'https://api.example/it''s?a=1&b=%41' -H 'Origin: https://app.example'"
    );
    assert_eq!(
        curl_for(&request, Shell::Cmd),
        "curl -i -X OPTIONS ^\"https://api.example/it^'s^?a=1^&b=^%41^\" -H ^\"Origin: https://app.example^\""
    );
    let quoted = preflight("https://api.example/", &[("Origin", "a\\\"b\\")]);
    let line = curl_for(&quoted, Shell::Cmd);
    assert!(
        line.ends_with("^\"Origin: a^\\^\\^\\^\"b^\\^\\^\""),
        "{line}"
    );
}
