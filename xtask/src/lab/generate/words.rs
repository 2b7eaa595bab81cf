//! What requests are made of: methods, header names, targets.

use super::draw::Draw;
use super::values;

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
        7..=9 => values::safelisted(draw),
        10..=12 => pair("Content-Type", draw.one(&values::TYPES)),
        13 => pair("Range", draw.one(&values::RANGES)),
        14..=15 => {
            let name = draw.one(&FORBIDDEN_HEADERS);
            let value = draw.one(&["1", "x", "http://example.com/"]);
            (spelled(draw, name), value.to_owned())
        }
        16..=17 => {
            let name = draw.one(&values::HINTS);
            (
                spelled(draw, name),
                draw.one(&values::HINT_VALUES).to_owned(),
            )
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

/// A name in the spelling of some pages.
pub fn spelled(draw: &mut Draw, name: &str) -> String {
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
