//! Actix Web with `actix-cors`.

use alloc::string::String;

use super::super::template::{lines, render_with, rust_texts};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Actix Web, actix-cors",
    language: "rust",
    file: "src/cors.rs",
    install: Some("cargo add actix-cors"),
    place: "`.wrap(cors())` behind every other `.wrap`: the last one is outermost, so authentication can't refuse preflights.",
    pitfalls: &[
        "Inside of authentication, every preflight gets 401: `.wrap` reads from below.",
        "`Cors::permissive()` reflects whoever asks, with credentials: never in production.",
        "It compares methods for every preflight, so GET and POST have to be listed, too.",
        "`allow_any_origin()` alone reflects who asks; `send_wildcard()` makes it `*`.",
    ],
    verified: Verified::With("actix-web 4.18.1, actix-cors 0.7.2"),
    write,
};

const TEMPLATE: &str = r#"
use actix_cors::Cors;

/// `web::scope("@path@").wrap(cors())`, behind every other `.wrap`: the last one is outermost.
/// `App::new().wrap(cors())`, behind every other `.wrap`: the last one is outermost.@everywhere@
pub fn cors() -> Cors {
    Cors::default()
@calls@
        .allow_any_origin()@any@
        .send_wildcard()@any@
        .allowed_methods(@method-array@)
        .allowed_headers(@header-array@)
        .expose_headers(@exposed-array@)
        .supports_credentials()@credentials@
        .max_age(@age@)
}
"#;

fn write(policy: &CorsPolicy) -> String {
    let calls = policy.origins.listed().map(calls);
    let array = |texts: &[String]| rust_texts(texts, "        ");
    let more = [
        ("calls", calls),
        ("method-array", array(&policy.methods)),
        ("header-array", array(&policy.headers)),
        ("exposed-array", array(&policy.expose_headers)),
    ];
    render_with(TEMPLATE, policy, &more)
}

fn calls(origins: &[String]) -> String {
    lines(origins, |origin| {
        ["        .allowed_origin(\"", origin, "\")"].concat()
    })
}
