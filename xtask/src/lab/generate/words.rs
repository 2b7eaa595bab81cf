//! What requests are made of: methods, header names and values, targets.

use super::draw::Draw;

/// Methods that need no preflight, in the spelling that is normalised.
pub const SIMPLE_METHODS: [&str; 3] = ["GET", "HEAD", "POST"];

/// Methods that need one.
pub const OTHER_METHODS: [&str; 5] = ["PUT", "DELETE", "PATCH", "OPTIONS", "QUERY"];

const ODD_METHODS: [&str; 22] = [
    "get",
    "Post",
    "head",
    "put",
    "Delete",
    "options",
    "patch",
    "Patch",
    "foo",
    "FOO",
    "x-method",
    "PROPFIND",
    "M-SEARCH",
    "index",
    "GETT",
    "QUERY",
    "query",
    "!#$%&'*+-.^_`|~",
    "A1",
    "REPORT",
    "PURGE",
    "PUTT",
];

const BAD_METHODS: [&str; 18] = [
    "", " ", "GET ", " PUT", "A B", "G@T", "PUT\r\n", "P\u{e9}T", "a/b", "(x)", "TRACE", "CONNECT",
    "TRACK", "trace", "Connect", "tRaCk", "PUT,GET", "\u{7f}",
];

/// Headers of the page's own.
pub const PLAIN_HEADERS: [&str; 34] = [
    "X-A",
    "x-b",
    "X-C",
    "Authorization",
    "X-Requested-With",
    "If-None-Match",
    "If-Modified-Since",
    "If-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Cache-Control",
    "Pragma",
    "X-Csrf-Token",
    "Last-Event-ID",
    "Upgrade-Insecure-Requests",
    "Purpose",
    "X-Forwarded-For",
    "Forwarded",
    "Idempotency-Key",
    "Content-Encoding",
    "Content-Disposition",
    "Content-Location",
    "Location",
    "Access-Control-Allow-Origin",
    "Accept-Datetime",
    "Accepts",
    "Content-Typ",
    "Ranges",
    "traceparent",
    "ETag",
    "Warning",
    "Max-Forwards",
    "User-Agent",
    "_",
];

/// Headers that no page may set.
const FORBIDDEN_HEADERS: [&str; 27] = [
    "Accept-Charset",
    "Accept-Encoding",
    "Access-Control-Request-Headers",
    "Access-Control-Request-Method",
    "Access-Control-Request-Private-Network",
    "Connection",
    "Content-Length",
    "Cookie",
    "Cookie2",
    "Date",
    "DNT",
    "Expect",
    "Host",
    "Keep-Alive",
    "Origin",
    "Referer",
    "Set-Cookie",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "Via",
    "Proxy-X",
    "Sec-X",
    "sec-ch-ua",
    "Proxy-Authorization",
    "Sec-Fetch-Mode",
];

const HINTS: [&str; 9] = [
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

const HINT_VALUES: [&str; 22] = [
    "1", "1.5", "0", ".5", "1.", "-1", "+1", "1e3", "4g", "4G", "slow-2g", "3g", "2g", "5g", "on",
    "On", "off", "x", "", " 1 ", "1,2", "01",
];

const BAD_NAMES: [&str; 8] = ["", "X A", "X:A", "X\u{e9}", "x\n", "(x)", "x,y", "x/y"];

const OVERRIDES: [&str; 3] = [
    "X-HTTP-Method-Override",
    "X-HTTP-Method",
    "X-Method-Override",
];

const OVERRIDE_VALUES: [&str; 10] = [
    "PUT",
    "GET",
    "TRACE",
    "track",
    "Connect",
    "PUT, TRACE",
    "TRACE,x",
    "\"TRACE\"",
    "TRACES",
    " TRACE",
];

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

const RANGES: [&str; 32] = [
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

/// A method, mostly a sound one.
pub fn method(draw: &mut Draw) -> String {
    match draw.below(20) {
        0..=7 => draw.one(&SIMPLE_METHODS).to_owned(),
        8..=13 => draw.one(&OTHER_METHODS).to_owned(),
        14..=17 => draw.one(&ODD_METHODS).to_owned(),
        18 => draw.one(&BAD_METHODS).to_owned(),
        _ => {
            let word = draw.one(&["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]);
            draw.mixed_case(word)
        }
    }
}

/// A method that browsers send.
pub fn sound_method(draw: &mut Draw) -> &'static str {
    if draw.once_in(2) {
        draw.one(&SIMPLE_METHODS)
    } else {
        draw.one(&OTHER_METHODS)
    }
}

/// A header's name and value, of any kind that the rules tell apart.
pub fn header(draw: &mut Draw) -> (String, String) {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    match draw.below(24) {
        0..=6 => {
            let name = draw.one(&PLAIN_HEADERS);
            let value = draw.one(&["1", "x", "", "a b", "no-cache", "\"x\""]);
            (spelled(draw, name), value.to_owned())
        }
        7..=9 => safelisted(draw),
        10..=12 => pair("Content-Type", draw.one(&TYPES)),
        13 => pair("Range", draw.one(&RANGES)),
        14..=15 => {
            let name = draw.one(&FORBIDDEN_HEADERS);
            let value = draw.one(&["1", "x", "http://example.com/"]);
            (spelled(draw, name), value.to_owned())
        }
        16..=17 => {
            let name = draw.one(&HINTS);
            (spelled(draw, name), draw.one(&HINT_VALUES).to_owned())
        }
        18 => {
            let name = draw.one(&OVERRIDES);
            (spelled(draw, name), draw.one(&OVERRIDE_VALUES).to_owned())
        }
        19 if draw.once_in(3) => pair(draw.one(&BAD_NAMES), "1"),
        20 if draw.once_in(3) => pair(
            "X-A",
            draw.one(&[
                "a\nb", "a\0b", "a\rb", "\u{100}", "\n", "a\u{e9}", "\t", "\u{7f}",
            ]),
        ),
        _ => pair(draw.one(&["X-A", "X-B", "Authorization"]), "1"),
    }
}

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

fn spelled(draw: &mut Draw, name: &str) -> String {
    match draw.below(6) {
        0 => name.to_ascii_lowercase(),
        1 => draw.mixed_case(name),
        _ => name.to_owned(),
    }
}

/// A target, mostly of another origin than the page.
pub fn target(draw: &mut Draw) -> &'static str {
    let origin = draw.weighed(&[
        (40, "{B}"),
        (20, "{C}"),
        (6, "{D}"),
        (5, "{E}"),
        (6, "{H}"),
        (3, "{I}"),
        (2, "{L}"),
        (8, "{A}"),
    ]);
    origin.unwrap_or("{B}")
}
