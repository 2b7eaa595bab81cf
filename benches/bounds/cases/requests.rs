//! What scripts hand over: many headers, long values, long URLs, many redirects.

use cors_forecast::parse_url;
use cors_forecast::spec::body::BodyInit;
use cors_forecast::spec::header::Header;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::origin::Origin;
use cors_forecast::spec::request_constructor::{self, HeadersGuard};
use cors_forecast::spec::request_init::{self, Client, RequestInit};
use cors_forecast::spec::url::Url;
use cors_forecast::spec::{beacon, event_source, redirect, xml_http_request};

use super::headers::request;
use super::{case, names, Case};

/// What a script hands over, owned.
struct Given {
    url: String,
    headers: Vec<(String, String)>,
    body_type: String,
}

impl Given {
    fn new(headers: Vec<(String, String)>) -> Self {
        Self {
            url: "https://api.example/".to_owned(),
            headers,
            body_type: "text/plain".to_owned(),
        }
    }

    fn init(&self) -> RequestInit<'_> {
        RequestInit {
            url: &self.url,
            method: Some("POST"),
            headers: &self.headers,
            body: BodyInit::Blob {
                r#type: &self.body_type,
            },
            ..RequestInit::default()
        }
    }
}

fn client() -> Client {
    Client {
        origin: Origin::from_serialization("https://app.example").expect("an origin"),
        base_url: Some("https://app.example/".to_owned()),
        parse_url,
    }
}

fn of_name(name: &'static str) -> impl Fn(usize) -> Given + Clone {
    move |n| {
        Given::new(
            (0..n)
                .map(|_| (name.to_owned(), "a/b".to_owned()))
                .collect(),
        )
    }
}

fn made(given: &Given) -> impl Sized {
    let (init, client) = (given.init(), client());
    let no_cors = RequestInit {
        mode: Some("no-cors"),
        ..init
    };
    let text = RequestInit {
        body: BodyInit::String,
        ..init
    };
    (
        request_constructor::new_request(&init, &client),
        request_constructor::new_request(&no_cors, &client),
        xml_http_request::xml_http_request(&text, true, &client),
        xml_http_request::author_content_type(&text),
        beacon::send_beacon(&init, &client),
        event_source::event_source(&init, &client),
        request_init::headers(init.headers),
    )
}

const MAKERS: &[&str] = &[
    "spec::request_constructor::new_request",
    "spec::xml_http_request::xml_http_request",
    "spec::xml_http_request::author_content_type",
    "spec::beacon::send_beacon",
    "spec::event_source::event_source",
    "spec::request_init::headers",
    "spec::request_init::Client::parse",
    "spec::body::extract",
];

pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        case(
            MAKERS,
            "headers of as many names",
            |n| Given::new(names(n)),
            made,
        ),
        case(MAKERS, "lines of X-A", of_name("X-A"), made),
        case(MAKERS, "lines of Accept", of_name("Accept"), made),
        case(
            MAKERS,
            "lines of Content-Type",
            of_name("Content-Type"),
            made,
        ),
        case(MAKERS, "lines of Range", of_name("Range"), made),
        case(
            MAKERS,
            "a long URL",
            |n| Given {
                url: format!("https://api.example/{}", "%2e/".repeat(n)),
                ..Given::new(names(1))
            },
            made,
        ),
        case(
            MAKERS,
            "a long value",
            |n| {
                Given::new(vec![(
                    "Content-Type".to_owned(),
                    format!("text/plain{}", ";".repeat(n)),
                )])
            },
            made,
        )
        .up_to(3_000),
        case(
            MAKERS,
            "a Blob's type of many parameters",
            |n| {
                let parameters: Vec<String> = (0..n).map(|at| format!(";a{at}=1")).collect();
                Given {
                    body_type: format!("text/plain{}", parameters.concat()),
                    ..Given::new(names(1))
                }
            },
            made,
        ),
        case(
            &[
                "spec::request_constructor::append",
                "spec::request_constructor::append_implied_content_type",
                "spec::request_constructor::append_accept",
            ],
            "headers of a list to which one more is appended, by either guard",
            names,
            |pairs: &Vec<(String, String)>| {
                let made = pairs
                    .iter()
                    .map(|(name, value)| Header::new(name.as_str(), value.as_bytes()));
                let mut list = HeaderList(made.collect());
                request_constructor::append(&mut list, HeadersGuard::Request, "X-None", b"1");
                request_constructor::append(&mut list, HeadersGuard::RequestNoCors, "Accept", b"1");
                request_constructor::append_implied_content_type(
                    &mut list,
                    HeadersGuard::Request,
                    "text/plain",
                );
                request_constructor::append_accept(&mut list);
                list
            },
        ),
    ];
    cases.extend(redirected());
    cases
}

fn redirected() -> Vec<Case> {
    let hop = |at: usize| parse_url(&format!("https://h{at}.example/"), None).expect("a URL");
    vec![
        case(
            &[
                "spec::redirect::redirect_taint",
                "spec::request::Request::byte_serialized_origin",
                "spec::request::Request::current_url",
            ],
            "URLs that a request was led to",
            move |n| {
                let mut led = request(1);
                led.url_list = (0..n).map(|_| hop(1)).collect();
                led
            },
            |request: &cors_forecast::spec::request::Request| {
                (
                    redirect::redirect_taint(request),
                    request.byte_serialized_origin(),
                    request.current_url().href.len(),
                )
            },
        ),
        case(
            &[
                "spec::redirect::http_redirect_fetch",
                "spec::request::Request::new",
            ],
            "headers of a request that is redirected elsewhere",
            move |n| (request(n), hop(1)),
            |(request, location): &(cors_forecast::spec::request::Request, Url)| {
                let mut request = request.clone();
                redirect::http_redirect_fetch(&mut request, 303, location.clone()).map(|()| request)
            },
        ),
    ]
}
