//! Who answered, told from what servers say by default.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test, a panic is how it fails"
)]

#[path = "support/servers.rs"]
mod servers;

use cors_forecast::{fingerprint, Certainty, Fingerprint, SeenAnswer, WireResponse};
use servers::Servers;

/// Stack, configuration, question; who must be among those that are named, and how sure that must be.
const DEFAULTS: [(&str, &str, &str, &str, Certainty); 39] = [
    (
        "express5",
        "default",
        "pf_known",
        "Express 5",
        Certainty::Certain,
    ),
    (
        "express5",
        "default",
        "pf_unknown",
        "Express",
        Certainty::Likely,
    ),
    (
        "express4",
        "default",
        "pf_known",
        "Express 4",
        Certainty::Certain,
    ),
    (
        "express4",
        "default",
        "pf_unknown",
        "Express",
        Certainty::Likely,
    ),
    ("nest", "default", "pf_known", "NestJS", Certainty::Certain),
    (
        "fastify",
        "default",
        "pf_known",
        "Fastify",
        Certainty::Certain,
    ),
    (
        "fastify",
        "cors",
        "plain_known",
        "@fastify/cors",
        Certainty::Certain,
    ),
    ("koa", "default", "pf_known", "Koa", Certainty::Likely),
    (
        "koa_allowedMethods",
        "default",
        "pf_known",
        "@koa/router",
        Certainty::Likely,
    ),
    ("hono", "default", "pf_known", "Hono", Certainty::Likely),
    (
        "fastapi",
        "default",
        "pf_known",
        "FastAPI",
        Certainty::Certain,
    ),
    (
        "fastapi",
        "default",
        "pf_unknown",
        "FastAPI",
        Certainty::Certain,
    ),
    (
        "fastapi",
        "default",
        "pf_trailing_slash",
        "FastAPI or Starlette",
        Certainty::Likely,
    ),
    (
        "fastapi",
        "cors",
        "pf_bad_origin",
        "Starlette or FastAPI, CORSMiddleware",
        Certainty::Certain,
    ),
    (
        "fastapi",
        "cors",
        "pf_pna",
        "Starlette or FastAPI, CORSMiddleware",
        Certainty::Certain,
    ),
    (
        "starlette",
        "default",
        "pf_known",
        "Starlette",
        Certainty::Likely,
    ),
    (
        "starlette",
        "default",
        "pf_unknown",
        "Starlette",
        Certainty::Likely,
    ),
    (
        "flask",
        "default",
        "pf_known",
        "Flask (development server)",
        Certainty::Certain,
    ),
    (
        "flask",
        "default",
        "pf_unknown",
        "Flask (development server)",
        Certainty::Certain,
    ),
    ("django", "default", "pf_known", "Django", Certainty::Likely),
    (
        "django",
        "default",
        "pf_unknown",
        "Django",
        Certainty::Likely,
    ),
    (
        "drf",
        "default",
        "pf_known",
        "Django REST framework",
        Certainty::Certain,
    ),
    (
        "aiohttp",
        "default",
        "pf_known",
        "aiohttp",
        Certainty::Certain,
    ),
    (
        "aiohttp",
        "default",
        "pf_unknown",
        "aiohttp",
        Certainty::Certain,
    ),
    (
        "aiohttp",
        "cors",
        "pf_bad_origin",
        "aiohttp-cors",
        Certainty::Certain,
    ),
    (
        "nethttp",
        "default",
        "pf_unknown",
        "Go net/http",
        Certainty::Likely,
    ),
    ("gin", "default", "pf_known", "Gin", Certainty::Likely),
    ("gin", "na405", "pf_known", "Gin", Certainty::Likely),
    (
        "gin",
        "group",
        "pf_known",
        "Gin or Go net/http",
        Certainty::Possible,
    ),
    (
        "gin",
        "cors",
        "pf_bad_origin",
        "gin-contrib/cors",
        Certainty::Possible,
    ),
    (
        "spring",
        "default",
        "pf_known",
        "Spring",
        Certainty::Certain,
    ),
    (
        "spring",
        "jetty_only",
        "pf_known",
        "Jetty",
        Certainty::Possible,
    ),
    ("axum", "default", "pf_known", "axum", Certainty::Possible),
    (
        "axum",
        "defaults",
        "pf_known",
        "tower-http",
        Certainty::Possible,
    ),
    (
        "actix",
        "default",
        "pf_known",
        "actix-web",
        Certainty::Possible,
    ),
    (
        "actix",
        "cors",
        "pf_bad_header",
        "actix-cors",
        Certainty::Certain,
    ),
    ("rails", "default", "pf_known", "Rails", Certainty::Possible),
    (
        "sinatra",
        "default",
        "pf_known",
        "Sinatra",
        Certainty::Likely,
    ),
    ("caddy", "static", "pf_known", "Caddy", Certainty::Possible),
];

/// Proxies: by themselves, and in front of an application, which then tells.
const PROXIES: [(&str, &str, &str, &str); 5] = [
    ("nginx", "static", "pf_known", "nginx"),
    ("nginx", "default", "pf_known", "Express 5"),
    ("apache", "static", "pf_known", "Apache httpd"),
    ("apache", "default", "pf_known", "Express 5"),
    ("caddy", "default", "pf_known", "Express 5"),
];

fn of(servers: &Servers, stack: &str, configuration: &str, ask: &str) -> Vec<Fingerprint> {
    let call = servers.call(stack, configuration, ask);
    let answer = call.and_then(|call| call.answer);
    fingerprint(&answer.unwrap_or_else(|| panic!("{stack} {configuration} was not asked {ask}")))
}

#[test]
fn each_default_answer_tells_who_gives_it() {
    let servers = Servers::read();
    for (stack, configuration, ask, who, certainty) in DEFAULTS {
        let found = of(&servers, stack, configuration, ask);
        let told: Vec<_> = found.iter().map(|one| (one.who, one.certainty)).collect();
        assert!(
            told.contains(&(Some(who), certainty)),
            "{stack} {configuration} {ask}: {told:?}"
        );
    }
}

#[test]
fn proxies_do_not_hide_who_stands_behind_them() {
    let servers = Servers::read();
    for (stack, configuration, ask, who) in PROXIES {
        let found = of(&servers, stack, configuration, ask);
        assert_eq!(
            found[0].who,
            Some(who),
            "{stack} {configuration}: {found:?}"
        );
    }
}

#[test]
fn nobody_is_taken_for_another() {
    let servers = Servers::read();
    // What a stack's own answers may be taken for by words that are certain.
    let own = |stack: &str, who: &str| {
        let who = who.to_ascii_lowercase();
        let families: &[(&str, &[&str])] = &[
            ("express5", &["express"]),
            ("express4", &["express"]),
            ("nest", &["nestjs", "express"]),
            ("nethttp", &["net/http"]),
            ("rails", &["rails", "rack-cors"]),
            ("sinatra", &["sinatra", "rack-cors"]),
            ("axum", &["axum", "tower-http"]),
            ("fastapi", &["fastapi", "starlette"]),
            ("starlette", &["starlette", "fastapi"]),
            ("drf", &["django"]),
            ("nginx", &["nginx", "express"]),
            ("apache", &["apache", "express"]),
            ("caddy", &["caddy", "express"]),
        ];
        let family = families.iter().find(|(known, _)| *known == stack);
        match family {
            Some((_, names)) => names.iter().any(|name| who.contains(name)),
            None => who.contains(stack.trim_end_matches("_allowedMethods")),
        }
    };
    for (stack, configuration, asks) in servers.all() {
        for ask in asks.iter().filter(|ask| ask.starts_with('p')) {
            for found in of(&servers, &stack, &configuration, ask) {
                let who = found.who.unwrap_or("");
                let sure = found.certainty < Certainty::Possible && !who.is_empty();
                assert!(
                    !sure || own(&stack, who),
                    "{stack} {configuration} {ask}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn evidence_names_what_it_rests_on() {
    let answer = SeenAnswer {
        response: WireResponse {
            status: 404,
            headers: vec![
                ("X-Request-Id".into(), "1".into()),
                ("X-Runtime".into(), "0.01".into()),
            ],
            ..WireResponse::default()
        },
        ..SeenAnswer::default()
    };
    let found = fingerprint(&answer);
    assert_eq!(found[0].who, Some("Rails"));
    assert_eq!(
        found[0].evidence,
        ["status 404", "x-request-id: 1", "x-runtime: 0.01"]
    );
    assert_eq!(found[0].measured, Some("Rails 6.1.7"));
}

#[test]
fn what_anybody_does_names_nobody() {
    let answer = |status| SeenAnswer {
        response: WireResponse {
            status,
            ..WireResponse::default()
        },
        ..SeenAnswer::default()
    };
    assert_eq!(fingerprint(&answer(401))[0].who, None);
    assert!(fingerprint(&answer(302))[0]
        .means
        .contains("follows no redirect"));
    assert!(fingerprint(&answer(200)).is_empty());
}
