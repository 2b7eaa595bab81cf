//! Access logs of every format, in pieces of any length, with lines that can't be read, and larger than what is kept.

#![allow(clippy::unwrap_used)]

#[path = "access_log/bounds.rs"]
mod bounds;
#[path = "access_log/formats.rs"]
mod formats;
#[path = "access_log/lines.rs"]
mod lines;
#[path = "access_log/pairing.rs"]
mod pairing;
#[path = "access_log/recorded.rs"]
mod recorded;

use cors_forecast::{AccessLog, LogOptions, LogReport};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";

/// What a log tells that comes in one piece.
fn read(text: impl AsRef<[u8]>) -> LogReport {
    read_as(text, LogOptions::default())
}

fn read_as(text: impl AsRef<[u8]>, options: LogOptions) -> LogReport {
    let mut log = AccessLog::new(options);
    log.feed(text.as_ref());
    log.finish()
}

/// A line of combined format, so many seconds after noon.
fn line(client: &str, second: u32, request: &str, status: u16) -> String {
    let (hour, minute) = (12 + second / 3_600, second / 60 % 60);
    format!(
        "{client} - - [28/Nov/2026:{hour:02}:{minute:02}:{:02} +0000] \"{request} HTTP/1.1\" {status} 0 \"https://app.example/\" \"{BROWSER}\"\n",
        second % 60
    )
}

/// An `OPTIONS` that is answered with 204, and its request.
fn pair(client: &str, second: u32, method: &str, target: &str) -> String {
    line(client, second, &format!("OPTIONS {target}"), 204)
        + &line(client, second, &format!("{method} {target}"), 200)
}

/// The codes of what was found.
fn codes(report: &LogReport) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code).collect()
}
