//! Functions of one text: each shape that could make a reader look at the same character again and again.

use cors_forecast::spec::header::Header;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::infra::{
    is_http_tab_or_space, isomorphic_decode, isomorphic_encode, trim,
};
use cors_forecast::spec::request::{CacheMode, CredentialsMode, RedirectMode, RequestMode};
use cors_forecast::spec::{
    cors_safelist, event_source, header, header_list, header_list_values, infra, method, mime_type,
    range,
};
use cors_forecast::{recipe, Engine, LogFormat, LogTimeUnit, Stack};

use super::{case, Case};

/// What is repeated; `{}` is a number that is another each time.
const SHAPES: &[&str] = &[
    "a",
    "\"",
    ",",
    "\\",
    "\\\"",
    "(",
    ")",
    "%",
    "%41",
    "\0",
    " ",
    "\t \r\n",
    "\n",
    ";",
    ";a",
    ";a=1",
    ";{}=1",
    ";a=\"",
    ";a=\"\\",
    "/",
    ".",
    ":",
    "@",
    "=",
    "[",
    "]",
    "{",
    "<",
    "> ",
    "1",
    "0",
    "\u{e9}",
    "#",
    "?",
    "*",
    "-",
    "&a=1",
    "\",",
    ", \"",
    "a,",
    "::",
    "//",
    "'",
    "../",
    "%2e/",
    "a b ",
    "HTTP/1.1 200 OK\n",
    "< a: b\n",
    "> GET / HTTP/1.1\n",
    "a: b\r\n",
    "\n\n",
];

/// A text of about `n` bytes.
pub fn text(start: &str, shape: &str, n: usize) -> String {
    let mut text = String::from(start);
    let mut number = 0;
    while text.len() < n {
        match shape.split_once("{}") {
            Some((before, after)) => text.push_str(&format!("{before}n{number:x}{after}")),
            None => text.push_str(shape),
        }
        number += 1;
    }
    text
}

/// A function of a text, on each shape behind each beginning.
pub fn of_text(
    of: &'static [&'static str],
    starts: &[&'static str],
    run: impl Fn(&str) + Clone + 'static,
) -> Vec<Case> {
    let mut cases = Vec::new();
    for &start in starts {
        for &shape in SHAPES {
            let run = run.clone();
            let input = format!("{start:?} and then {shape:?}");
            let make = move |n| text(start, shape, n);
            cases.push(case(of, input, make, move |text: &String| run(text)).up_to(3_000));
        }
    }
    cases
}

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(of_bytes());
    cases
}

macro_rules! run {
    ($function:expr) => {
        move |text: &str| {
            let _ = std::hint::black_box($function(std::hint::black_box(text)));
        }
    };
}

pub(super) use run;

fn of_bytes() -> Vec<Case> {
    let value = |name: &'static str| move |text: &str| Header::new(name, text.as_bytes());
    let mut cases = Vec::new();
    cases.extend(of_text(
        &[
            "spec::mime_type::parse_a_mime_type",
            "spec::mime_type::MimeType::essence",
            "spec::mime_type::MimeType::serialize",
        ],
        &[
            "text/plain",
            "text/plain;charset=\"",
            "text/plain;a=",
            "text/",
            "",
        ],
        |text| {
            let mime = mime_type::parse_a_mime_type(text.as_bytes());
            std::hint::black_box(mime.map(|mime| (mime.essence(), mime.serialize())).ok());
        },
    ));
    cases.extend(of_text(
        &["spec::range::parse_a_single_range_header_value"],
        &["bytes=", "bytes", "bytes=0-"],
        run!(|text: &str| range::parse_a_single_range_header_value(text.as_bytes(), true)),
    ));
    cases.extend(of_text(
        &["spec::header_list::get_decode_and_split"],
        &["", "\""],
        run!(|text: &str| header_list::get_decode_and_split(text.as_bytes())),
    ));
    cases.extend(of_text(
        &[
            "spec::header::forbidden_request_header",
            "spec::header::is_forbidden_request_header",
        ],
        &["", "\"", "GET, "],
        run!(|text: &str| {
            let name = "X-HTTP-Method-Override";
            (
                header::forbidden_request_header(name, text.as_bytes()),
                header::is_forbidden_request_header(text, b"1"),
            )
        }),
    ));
    cases.extend(of_text(
        &[
            "spec::header::is_header_name",
            "spec::header::is_header_value",
            "spec::header::normalize",
            "spec::header::Header::new",
            "spec::header::Header::is",
        ],
        &["", "a"],
        run!(|text: &str| {
            let bytes = text.as_bytes();
            (
                header::is_header_name(bytes),
                header::is_header_value(bytes),
                header::normalize(bytes).len(),
                Header::new(text, bytes).is(text),
            )
        }),
    ));
    cases.extend(of_text(
        &[
            "spec::infra::isomorphic_decode",
            "spec::infra::isomorphic_encode",
            "spec::infra::byte_lowercase",
            "spec::infra::is_token",
            "spec::infra::trim",
        ],
        &["", "A"],
        run!(|text: &str| {
            let bytes = text.as_bytes();
            let both = (isomorphic_decode(bytes), isomorphic_encode(text));
            (
                both,
                infra::byte_lowercase(bytes),
                infra::is_token(bytes),
                trim(bytes, is_http_tab_or_space).len(),
            )
        }),
    ));
    cases.extend(of_text(
        &[
            "spec::header::is_cors_non_wildcard_request_header_name",
            "spec::header::is_request_body_header_name",
            "spec::header::is_forbidden_response_header_name",
            "spec::method::is_method",
            "spec::method::is_forbidden_method",
            "spec::method::normalize",
            "spec::method::is_cors_safelisted_method",
            "spec::request_init::method",
            "spec::no_cors::is_no_cors_safelisted_request_header_name",
            "spec::no_cors::is_privileged_no_cors_request_header_name",
        ],
        &["", "content-", "PAT"],
        run!(|text: &str| {
            use cors_forecast::spec::{no_cors, request_init};
            (
                header::is_cors_non_wildcard_request_header_name(text),
                header::is_request_body_header_name(text),
                header::is_forbidden_response_header_name(text),
                method::is_method(text),
                method::is_forbidden_method(text),
                method::normalize(text),
                method::is_cors_safelisted_method(text),
                request_init::method(Some(text)),
                (
                    no_cors::is_no_cors_safelisted_request_header_name(text),
                    no_cors::is_privileged_no_cors_request_header_name(text),
                ),
            )
        }),
    ));
    for name in ["content-type", "accept", "accept-language", "range"] {
        let header = value(name);
        cases.extend(of_text(
            &[
                "spec::cors_safelist::cors_safelisted_request_header",
                "spec::no_cors::is_no_cors_safelisted_request_header",
            ],
            &[""],
            move |text: &str| {
                use cors_forecast::spec::no_cors::is_no_cors_safelisted_request_header;
                let header = header(text);
                std::hint::black_box(
                    cors_safelist::cors_safelisted_request_header(&header).is_ok(),
                );
                std::hint::black_box(is_no_cors_safelisted_request_header(&header));
            },
        ));
    }
    let list =
        |name: &'static str| move |text: &str| HeaderList(vec![Header::new(name, text.as_bytes())]);
    let methods = list("access-control-allow-methods");
    cases.extend(of_text(
        &["spec::header_list_values::extract_header_list_values"],
        &["", "a,"],
        run!(|text: &str| header_list_values::extract_header_list_values(
            &methods(text),
            "access-control-allow-methods"
        )),
    ));
    let max_age = list("access-control-max-age");
    cases.extend(of_text(
        &[
            "spec::header_list_values::extract_max_age",
            "spec::cors_preflight_cache::max_age",
        ],
        &["", "1"],
        run!(|text: &str| {
            let told = header_list_values::extract_max_age(&max_age(text));
            cors_forecast::spec::cors_preflight_cache::max_age(told, Some(7_200))
        }),
    ));
    let content_type = list("content-type");
    cases.extend(of_text(
        &["spec::event_source::opens_the_stream"],
        &["text/event-stream", ""],
        run!(|text: &str| event_source::opens_the_stream(200, &content_type(text))),
    ));
    cases.extend(of_text(
        &[
            "Engine::parse",
            "Stack::from_id",
            "LogFormat::of",
            "LogTimeUnit::of",
            "recipe",
            "spec::request::RequestMode::parse",
            "spec::request::CredentialsMode::parse",
            "spec::request::CacheMode::parse",
            "spec::request::RedirectMode::parse",
        ],
        &["", "chrom"],
        run!(|text: &str| {
            let modes = (
                RequestMode::parse(text),
                CredentialsMode::parse(text),
                CacheMode::parse(text),
                RedirectMode::parse(text),
            );
            (
                Engine::parse(text),
                Stack::from_id(text),
                LogFormat::of(text),
                LogTimeUnit::of(text),
                recipe(text),
                modes,
            )
        }),
    ));
    cases
}
