//! Header values: what rules tell apart byte by byte, by length, and by grammar.

use super::draw::Draw;
use super::words::spelled;

/// Media types, from the safelisted to the malformed.
pub const TYPES: [&str; 46] = [
    "text/plain",
    "text/plain;charset=UTF-8",
    "Text/Plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data;boundary=x",
    "application/json",
    "application/xml",
    "text/html",
    "text/xml",
    "image/png",
    "text/plain;",
    "text/plain; charset=utf-8",
    "text/plain;a=b;c=d",
    "text/plain,application/json",
    "application/json,text/plain",
    "text/plain, text/plain",
    "text",
    "text/",
    "/plain",
    "/",
    "",
    " ",
    "text/plain ",
    " text/plain",
    "text /plain",
    "text/ plain",
    "text/plain;a=\"b\"",
    "text/plain;a=\"b",
    "text/plain;=",
    "text/plain;a",
    "text/plain;a=b c",
    "text/plain;a=<b>",
    "text/plain;a=(b)",
    "text/plain;a={b}",
    "text/plain;a=b:c",
    "text/plain;a=@b",
    "text/plain;a=b?c",
    "text/plain/x",
    "*/*",
    "text/*",
    "application/x-www-form-urlencoded;charset=UTF-8",
    "multipart/form-data; boundary=\"a b\"",
    "application/csp-report",
    "text/plainx",
    "application/x-www-form-urlencoded,x",
];

/// Values of `Range`, most of them not quite right.
pub const RANGES: [&str; 32] = [
    "bytes=0-",
    "bytes=0-1",
    "bytes=1-0",
    "bytes=-1",
    "bytes=0",
    "bytes=0-1,2-3",
    "bytes= 0-1",
    "bytes =0-1",
    "bytes=0 -1",
    "bytes=0- 1",
    "bytes=0-1 ",
    " bytes=0-1",
    "Bytes=0-1",
    "BYTES=0-",
    "bytes=00-01",
    "bytes=5-5",
    "bytes=a-b",
    "bytes=0-b",
    "bytes",
    "bytes=",
    "bytes=-",
    "items=0-1",
    "bytes=0--1",
    "bytes=+0-1",
    "bytes=0-+1",
    "bytes=0-18446744073709551615",
    "bytes=0-18446744073709551616",
    "bytes=9223372036854775807-9223372036854775808",
    "bytes=2147483647-2147483648",
    "bytes=0-1;x",
    "bytes=\t0-1",
    "0-1",
];

const LANGUAGES: [&str; 12] = [
    "en",
    "en-US,en;q=0.5",
    "*",
    "de, en;q=0.8",
    "en_US",
    "en=1",
    "en(",
    "en;",
    "en\"",
    " en ",
    "",
    "q=.5",
];

const ACCEPTS: [&str; 12] = [
    "*/*",
    "application/json",
    "text/html, */*;q=0.1",
    "a\"b",
    "a(b",
    "a:b",
    "<a>",
    "a@b",
    "[a]",
    "{a}",
    "",
    "a\\b",
];

const METERED: [usize; 7] = [1, 60, 126, 127, 128, 129, 300];

/// Client hints, which Chromium counts as safe.
pub const HINTS: [&str; 9] = [
    "DPR",
    "Device-Memory",
    "Downlink",
    "RTT",
    "Width",
    "Viewport-Width",
    "ECT",
    "Save-Data",
    "Intervention",
];

/// Good and bad values of theirs.
pub const HINT_VALUES: [&str; 22] = [
    "1", "1.5", "0", ".5", "1.", "-1", "+1", "1e3", "4g", "4G", "slow-2g", "3g", "2g", "5g", "on",
    "On", "off", "x", "", " 1 ", "1,2", "01",
];

/// A header that is safe by its name, with any value.
pub fn safelisted(draw: &mut Draw) -> (String, String) {
    let name = draw.one(&[
        "Accept",
        "Accept-Language",
        "Content-Language",
        "Content-Type",
        "Range",
    ]);
    let value = match draw.below(10) {
        0..=1 => bytes(draw),
        2..=3 => metered(draw, name),
        _ => match name {
            "Accept" => draw.one(&ACCEPTS).to_owned(),
            "Content-Type" => draw.one(&TYPES).to_owned(),
            "Range" => draw.one(&RANGES).to_owned(),
            _ => draw.one(&LANGUAGES).to_owned(),
        },
    };
    (spelled(draw, name), value)
}

/// The rows of client hints, ranges, media types and byte classes one by one.
pub fn valued(draw: &mut Draw) -> (String, String) {
    match draw.below(6) {
        0 => {
            let name = draw.one(&HINTS);
            (spelled(draw, name), draw.one(&HINT_VALUES).to_owned())
        }
        1 => ("Content-Type".to_owned(), media_type(draw)),
        2 => ("Range".to_owned(), draw.one(&RANGES).to_owned()),
        _ => safelisted(draw),
    }
}

/// A media type out of parts that a parser has to look at.
pub fn media_type(draw: &mut Draw) -> String {
    if draw.once_in(2) {
        return draw.one(&TYPES).to_owned();
    }
    let mut text = draw
        .one(&[
            "text/plain",
            "TEXT/plain",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "application/json",
        ])
        .to_owned();
    for _ in 0..draw.between(1, 3) {
        text += draw.one(&[";", "; ", " ;", ";;", ","]);
        text += draw.one(&[
            "charset=utf-8",
            "a=b",
            "a=",
            "a",
            "=b",
            "a=\"b;c\"",
            "a=\"",
            "a=b c",
            "A=b",
            "boundary=----x",
            "",
        ]);
    }
    text
}

/// A short value with one byte that may not be as harmless as the rest.
fn bytes(draw: &mut Draw) -> String {
    let byte = match draw.below(4) {
        0 => draw.between(1, 31),
        1 => draw.between(128, 255),
        _ => draw.between(32, 127),
    };
    let byte = char::from(u8::try_from(byte).unwrap_or(b'x'));
    // These two make it an invalid value, of which one in a while is enough.
    let byte = if matches!(byte, '\n' | '\r') {
        '\t'
    } else {
        byte
    };
    match draw.below(3) {
        0 => format!("a{byte}b"),
        1 => format!("{byte}a"),
        _ => format!("text/plain;a={byte}"),
    }
}

/// A value whose length is at or near a limit.
fn metered(draw: &mut Draw, name: &str) -> String {
    let length = METERED[draw.below(METERED.len())];
    let start = match name {
        "Content-Type" => "text/plain;a=",
        "Range" => "bytes=0-",
        _ => "",
    };
    let fill = if name == "Range" { "1" } else { "a" };
    format!("{start}{}", fill.repeat(length.saturating_sub(start.len())))
}
