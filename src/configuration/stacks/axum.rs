//! axum with `tower-http`.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::template::{listed, only_if, render_with, rust_array, rust_texts};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "axum, tower-http",
    language: "rust",
    file: "src/cors.rs",
    install: Some("cargo add tower-http --features cors"),
    place: "`.layer(cors())` behind every other `.layer` and all routes: the last one is outermost, so authentication can't refuse \
            preflights.",
    pitfalls: &[
        "One origin as a value is sent to everybody; an array, even of one, is compared with who asks.",
        "`route_layer` does not see OPTIONS of a path without such a route: `layer` does.",
        "`CorsLayer::permissive()` answers `*` for headers, and that never covers Authorization.",
        "A nested router needs a `.fallback(…)` of its own: without it, what is unknown below gets its 404 from outside, without a header.",
        "It answers every OPTIONS, also your own routes for it.",
    ],
    verified: Verified::With("axum 0.8.9, tower-http 0.7.1"),
    write,
};

const TEMPLATE: &str = r#"
use std::time::Duration;@aged@
@aged@
use axum::http::@http@;
use tower_http::cors::{Any, CorsLayer};@any@
use tower_http::cors::CorsLayer;@listed@

/// `Router::new().nest("@path@", api.layer(cors()))`, behind every other layer of `api`: the last one is outermost.
/// `app.layer(cors())`, behind every other layer: the last one is outermost.@everywhere@
pub fn cors() -> CorsLayer {
    let origins = @origin-array@;
    let headers = @lower-headers@;
    let exposed = @lower-exposed@;
    CorsLayer::new()
        .allow_origin(origins.map(HeaderValue::from_static))@listed@
        .allow_origin(Any)@any@
        .allow_methods(@methods-as-types@)
        .allow_headers(headers.map(HeaderName::from_static))@has-headers@
        .expose_headers(exposed.map(HeaderName::from_static))@has-exposed@
        .allow_credentials(true)@credentials@
        .max_age(Duration::from_secs(@age@))
}
"#;

fn write(policy: &CorsPolicy) -> String {
    let more = [
        ("aged", only_if(policy.max_age.is_some())),
        ("http", types(policy)),
        ("has-headers", only_if(!policy.headers.is_empty())),
        ("has-exposed", only_if(!policy.expose_headers.is_empty())),
        (
            "origin-array",
            policy
                .origins
                .listed()
                .and_then(|list| rust_texts(list, "    ")),
        ),
        ("methods-as-types", methods(&policy.methods)),
        ("lower-headers", lower_case(&policy.headers)),
        ("lower-exposed", lower_case(&policy.expose_headers)),
    ];
    render_with(TEMPLATE, policy, &more)
}

/// What the code uses of `axum::http`.
fn types(policy: &CorsPolicy) -> Option<String> {
    let has_names = !policy.headers.is_empty() || !policy.expose_headers.is_empty();
    let types = [
        ("HeaderName", has_names),
        ("HeaderValue", policy.origins.listed().is_some()),
        ("Method", !policy.methods.is_empty()),
    ];
    let used = types.into_iter().filter(|(_, is_used)| *is_used);
    let used: Vec<&str> = used.map(|(name, _)| name).collect();
    match used.as_slice() {
        [] => None,
        [single] => Some(single.to_string()),
        several => Some(["{", &listed(several, ", "), "}"].concat()),
    }
}

/// `HeaderName::from_static` panics at capitals.
fn lower_case(names: &[String]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    rust_texts(&names, "    ")
}

/// Those that have a constant, by it.
fn methods(methods: &[String]) -> Option<String> {
    let written = |method: &String| match method.as_str() {
        "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => {
            ["Method::", method].concat()
        }
        _ => ["Method::from_bytes(b\"", method, "\").expect(\"a method\")"].concat(),
    };
    let written: Vec<String> = methods.iter().map(written).collect();
    (!written.is_empty()).then(|| rust_array(&written, "        "))
}
