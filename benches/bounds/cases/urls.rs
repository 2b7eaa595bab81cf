//! Functions of URLs, and of texts that are pasted.

use cors_forecast::spec::mixed_content;
use cors_forecast::spec::origin::{port, Origin};
use cors_forecast::spec::url::Url;
use cors_forecast::{
    decode_console_error, existing_answers, look_alike_origins, parse_url, read_pasted,
};

use super::texts::{of_text, run, text};
use super::{case, Case};

pub fn cases() -> Vec<Case> {
    let mut cases = of_urls();
    cases.extend(of_pastes());
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
