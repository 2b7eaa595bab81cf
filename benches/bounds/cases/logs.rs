//! Access logs: lines, and what a line has in it.

use cors_forecast::{AccessLog, LogOptions};

use super::{case, Case};

fn read(text: &String) -> impl Sized {
    let mut log = AccessLog::new(LogOptions::default());
    for piece in text.as_bytes().chunks(5_000) {
        log.feed(piece);
    }
    (log.bytes(), log.finish())
}

const READ: &[&str] = &[
    "AccessLog::new",
    "AccessLog::feed",
    "AccessLog::bytes",
    "AccessLog::finish",
];

/// The same line again and again, with numbers in the place of `{}`, and words in that of `[]`.
fn lines(line: &'static str) -> Case {
    let made = move |n| {
        let one = |at: usize| {
            let word: String = format!("{at:06}")
                .bytes()
                .map(|digit| char::from(b'a' + digit - b'0'))
                .collect();
            let time = format!(
                "{:02}:{:02}:{:02}",
                at / 36_000 % 24,
                at / 600 % 60,
                at / 10 % 60
            );
            line.replace("<>", &at.to_string())
                .replace("<word>", &word)
                .replace("<time>", &time)
        };
        (0..n).map(one).collect::<String>()
    };
    case(READ, format!("lines as {line:?}"), made, read)
}

/// One line in which something is repeated.
fn line(before: &'static str, shape: &'static str, after: &'static str) -> Case {
    let made = move |n| format!("{before}{}{after}\n", shape.repeat(n));
    case(
        READ,
        format!("a line with {shape:?} again and again in {before:?}"),
        made,
        read,
    )
}

const CLF: &str = "10.0.0.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS /";

pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        lines("10.0.0.1 - - [28/Nov/2026:<time> +0000] \"OPTIONS /items HTTP/1.1\" 204 0 \"-\" \"a\"\n10.0.0.1 - - [28/Nov/2026:<time> +0000] \"PUT /items HTTP/1.1\" 200 0 \"-\" \"a\"\n"),
        lines("10.0.<>.1 - - [28/Nov/2026:<time> +0000] \"OPTIONS /items/<> HTTP/1.1\" 204 0 \"-\" \"a\"\n10.0.<>.1 - - [28/Nov/2026:<time> +0000] \"PUT /items/<> HTTP/1.1\" 200 0 \"-\" \"a\"\n"),
        lines("10.0.0.1 - - [28/Nov/2026:<time> +0000] \"OPTIONS /<word> HTTP/1.1\" 204 0 \"-\" \"a\"\n"),
        lines("10.0.0.1 - - [28/Nov/2026:<time> +0000] \"OPTIONS /<word>/<word>/<word> HTTP/1.1\" 204 0 \"-\" \"<word>\"\n"),
        lines("{\"ts\":<>,\"request\":{\"remote_ip\":\"10.0.0.1\",\"method\":\"OPTIONS\",\"uri\":\"/<>\",\"headers\":{\"Origin\":[\"a\"]}},\"status\":204}\n"),
        lines("\n"),
        lines("garbage\n"),
        lines("{\n"),
    ];
    for shape in [
        "a", "/", "%", "\"", "\\", "\\\"", " ", "?", "a/", "1/", "[", "\0", "\u{e9}",
    ] {
        cases.push(line(CLF, shape, " HTTP/1.1\" 204 0 \"-\" \"a\""));
        cases.push(line(
            "10.0.0.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS / HTTP/1.1\" 204 0 \"-\" \"",
            shape,
            "\"",
        ));
        cases.push(line("{\"request\":{\"uri\":\"/", shape, "\"}}"));
    }
    for shape in [
        "[",
        "{\"a\":",
        "\"a\":1,",
        "{\"headers\":",
        " ",
        "[1,",
        "\"\":{},",
    ] {
        cases.push(line("{", shape, ""));
    }
    cases
}
