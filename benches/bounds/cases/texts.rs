//! Functions of one text: each shape that could make a reader look at the same character again and again.

use cors_forecast::spec::header::Header;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::infra::{
    is_http_tab_or_space, isomorphic_decode, isomorphic_encode, trim,
};
use cors_forecast::spec::origin::{port, Origin};
use cors_forecast::spec::request::{CacheMode, CredentialsMode, RedirectMode, RequestMode};
use cors_forecast::spec::url::Url;
use cors_forecast::spec::{
    cors_safelist, event_source, header, header_list, header_list_values, infra, method, mime_type,
    mixed_content, range,
};
use cors_forecast::{
    decode_console_error, existing_answers, look_alike_origins, parse_url, read_pasted, recipe,
    Engine, LogFormat, LogTimeUnit, Stack,
};

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
fn text(start: &str, shape: &str, n: usize) -> String {
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
fn of_text(
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
    cases.extend(of_urls());
    cases.extend(of_pastes());
    cases
}

macro_rules! run {
    ($function:expr) => {
        move |text: &str| {
            let _ = std::hint::black_box($function(std::hint::black_box(text)));
        }
    };
}

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

fn of_urls() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(of_text(
        &["parse_url"],
        &[
            "https://api.example/",
            "https://",
            "https://a@",
            "https://api.example/?",
            "https://api.example/#",
            "data:",
            "",
        ],
        run!(|text: &str| (
            parse_url(text, None),
            parse_url(text, Some("https://app.example/a/b"))
        )),
    ));
    cases.extend(of_text(
        &[
            "spec::url::Url::scheme",
            "spec::url::Url::is_http_scheme",
            "spec::url::Url::includes_credentials",
            "spec::url::Url::fragment",
            "spec::url::Url::without_fragment",
            "spec::url::Url::as_sent",
            "spec::url::Url::without_userinfo",
            "spec::url::Url::inherit_fragment",
        ],
        &["https://api.example/", "https://a:b@", ""],
        run!(|text: &str| {
            let mut url = Url {
                href: text.to_owned(),
                origin: Origin::Opaque,
                port: None,
            };
            url.inherit_fragment(Some(text));
            let texts = (url.as_sent(), url.without_userinfo());
            (
                url.scheme().len(),
                url.is_http_scheme(),
                url.includes_credentials(),
                url.fragment().map(str::len),
                url.without_fragment().len(),
                texts,
            )
        }),
    ));
    cases.extend(of_text(
        &[
            "spec::origin::Origin::from_serialization",
            "spec::origin::Origin::from_trusted_serialization",
            "spec::origin::Origin::serialize",
            "spec::origin::Origin::same_origin",
            "spec::origin::port",
            "spec::mixed_content::is_loopback",
            "spec::mixed_content::is_potentially_trustworthy_origin",
            "spec::mixed_content::should_fetching_be_blocked_as_mixed_content",
        ],
        &["https://", "https://a:", ""],
        run!(|text: &str| {
            let origin = Origin::from_serialization(text);
            let trusted = Origin::from_trusted_serialization(text).unwrap_or(Origin::Opaque);
            let url = Url {
                href: text.to_owned(),
                origin: trusted.clone(),
                port: None,
            };
            let mixed = mixed_content::should_fetching_be_blocked_as_mixed_content(&trusted, &url);
            let trustworthy = mixed_content::is_potentially_trustworthy_origin(&trusted);
            (
                origin,
                trusted.serialize(),
                trusted.same_origin(&url.origin),
                port(text),
                mixed_content::is_loopback(text),
                mixed,
                trustworthy,
            )
        }),
    ));
    cases.extend(of_text(
        &["look_alike_origins"],
        &["https://", "https://a.b.", ""],
        run!(look_alike_origins),
    ));
    cases
}

fn of_pastes() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(of_text(
        &["read_pasted", "existing_answers"],
        &[
            "",
            "HTTP/1.1 200 OK\n",
            "> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n< ",
        ],
        run!(|text: &str| (
            read_pasted(text),
            existing_answers(text, "https://app.example")
        )),
    ));
    cases.extend(of_text(
        &["decode_console_error"],
        &[
            "",
            "Access to fetch at '",
            "Cross-Origin Request Blocked: ",
            "[Error] Origin ",
        ],
        run!(decode_console_error),
    ));
    let repeated = [
        "Access to fetch at 'https://api.example/x' from origin 'https://app.example' has been blocked by CORS policy: ",
        "Access to fetch at 'https://api.example/{}' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.\n",
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/{}. (Reason: CORS request did not succeed). ",
        "[Error] Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200\n",
        "GET https://api.example/{} net::ERR_FAILED\n",
        "Access to fetch at '",
        "Reason: ",
    ];
    for shape in repeated {
        cases.push(
            case(
                &["decode_console_error"],
                format!("again and again {shape:?}"),
                move |n| text("", shape, n),
                |text: &String| decode_console_error(text),
            )
            .up_to(3_000),
        );
    }
    cases
}
