//! Actix Web with `actix-cors`.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::template::{listed, only_if, quoted_if_any, render};
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

/// `web::scope("@below@").wrap(cors())`, behind every other `.wrap`: the last one is outermost.
/// `App::new().wrap(cors())`, behind every other `.wrap`: the last one is outermost.@everywhere@
pub fn cors() -> Cors {
    Cors::default()
@origins@
        .allow_any_origin()@any@
        .send_wildcard()@any@
        .allowed_methods([@methods@])
        .allowed_headers([@headers@])
        .expose_headers([@exposed@])
        .supports_credentials()@credentials@
        .max_age(@age@)
}
"#;

fn write(policy: &CorsPolicy) -> String {
    let origins = policy.origins.listed();
    let below = policy.below();
    render(
        TEMPLATE,
        &[
            ("below", below.map(String::from)),
            ("everywhere", only_if(below.is_none())),
            ("origins", origins.map(calls)),
            ("any", only_if(origins.is_none())),
            ("methods", quoted_if_any(&policy.methods)),
            ("headers", quoted_if_any(&policy.headers)),
            ("exposed", quoted_if_any(&policy.expose_headers)),
            ("credentials", only_if(policy.credentials)),
            ("age", policy.max_age.map(|age| age.to_string())),
        ],
    )
}

fn calls(origins: &[String]) -> String {
    let call = |origin: &String| ["        .allowed_origin(\"", origin, "\")"].concat();
    let calls: Vec<String> = origins.iter().map(call).collect();
    listed(&calls, "\n")
}
