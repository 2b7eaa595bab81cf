//! Advice: recipes, and the guard.

// In a test, a panic is how it fails.
#![allow(clippy::expect_used)]

#[path = "support/scene.rs"]
#[allow(dead_code)]
mod scene;

use cors_forecast::{
    recipe, recipes, Advice, Api, BodyKind, Engine, MinimalSet, RequestDescription, RouteState,
};
use scene::{forecaster, request};

fn advice(request: &RequestDescription) -> Vec<Advice> {
    forecaster(Engine::Chromium).predict(request, 0.0).advice
}

fn codes(request: &RequestDescription) -> Vec<&'static str> {
    advice(request).iter().map(|advice| advice.code).collect()
}

fn least(request: &RequestDescription) -> MinimalSet {
    forecaster(Engine::Chromium).minimal_set(request, 0.0)
}

const JSON: (&str, &str) = ("Content-Type", "application/json");

/// Recipes that make a request simple.
fn removes(code: &str) -> bool {
    !matches!(
        code,
        "cache-the-preflight"
            | "list-authorization-by-name"
            | "list-by-name"
            | "write-patch-in-capitals"
    )
}

#[test]
fn each_recipe_says_all_that_it_has_to() {
    for recipe in recipes() {
        for text in [
            recipe.title,
            recipe.when,
            recipe.text,
            recipe.effect,
            recipe.cost,
        ] {
            assert!(!text.is_empty(), "{recipe:?}");
        }
        for text in [recipe.when, recipe.text, recipe.effect, recipe.cost] {
            assert!(text.ends_with('.'), "{text}");
        }
        assert!(recipe.text.matches("{}").count() <= 1, "{}", recipe.text);
        assert!(!recipe.sources.is_empty(), "{}", recipe.code);
        for source in recipe.sources {
            assert!(source.starts_with("https://"), "{source}");
        }
    }
    // Whatever puts something into a URL or takes a defence away says so.
    for code in [
        "json-as-text-plain",
        "blob-without-a-type",
        "document-as-text",
        "post-the-operation",
        "header-to-query",
        "leave-the-header-out",
        "one-origin",
        "one-credentials-mode",
    ] {
        assert!(recipe(code).expect(code).risk.is_some(), "{code}");
    }
}

#[test]
fn each_trigger_has_the_recipe_that_fits() {
    for (request, expected) in [
        (
            request("GET", &[JSON], "omit"),
            "content-type-only-with-a-body",
        ),
        (request("POST", &[JSON], "omit"), "cache-the-preflight"),
        (request("PUT", &[], "omit"), "cache-the-preflight"),
        (request("patch", &[], "include"), "write-patch-in-capitals"),
        (
            request("GET", &[("Authorization", "x")], "omit"),
            "list-authorization-by-name",
        ),
        (
            request("GET", &[("Cache-Control", "no-cache")], "omit"),
            "use-a-cache-mode",
        ),
        (
            request("GET", &[("If-None-Match", "x")], "omit"),
            "use-a-cache-mode",
        ),
        (
            request("GET", &[("traceparent", "x")], "omit"),
            "trace-only-where-allowed",
        ),
        (
            request("GET", &[("X-Datadog-Origin", "x")], "omit"),
            "trace-only-where-allowed",
        ),
        (
            request("GET", &[("X-Client-Version", "1")], "omit"),
            "header-to-query",
        ),
        (
            request("GET", &[("X-Request-Id", "1")], "omit"),
            "leave-the-header-out",
        ),
        (
            request("GET", &[("X-Api-Key", "1")], "omit"),
            "cache-the-preflight",
        ),
        (
            request("GET", &[("Range", "bytes=-5")], "omit"),
            "ask-for-one-range",
        ),
        (
            request("GET", &[("Accept", "a{b")], "omit"),
            "leave-the-character-out",
        ),
    ] {
        assert_eq!(codes(&request), [expected], "{request:?}");
    }
    let mut upload = request("POST", &[], "include");
    upload.api = Api::Xhr;
    upload.upload_listener = true;
    assert_eq!(codes(&upload), ["listen-only-when-shown"]);
    let mut sent = request("POST", &[], "omit");
    sent.api = Api::Xhr;
    sent.body.kind = BodyKind::Document;
    assert_eq!(codes(&sent), ["document-as-text"]);
    sent.body.kind = BodyKind::Blob;
    sent.body.r#type = Some("text/html".to_owned());
    assert_eq!(codes(&sent), ["blob-without-a-type"]);
}

#[test]
fn what_protects_an_endpoint_is_never_advised_away() {
    let mut graphql = request("POST", &[JSON], "omit");
    graphql.url = "https://api.example/graphql".to_owned();
    for (request, guard) in [
        (
            request("GET", &[("Apollo-Require-Preflight", "1")], "omit"),
            "required-header",
        ),
        (
            request("GET", &[("X-Apollo-Operation-Name", "q")], "omit"),
            "required-header",
        ),
        (
            request("GET", &[("GraphQL-Preflight", "1")], "omit"),
            "required-header",
        ),
        (
            request("GET", &[("GraphQL-Require-Preflight", "1")], "omit"),
            "required-header",
        ),
        (
            request("GET", &[("X-GraphQL-Yoga-CSRF", "1")], "omit"),
            "required-header",
        ),
        (
            request("GET", &[("x-trpc-source", "web")], "omit"),
            "required-header",
        ),
        (
            request("GET", &[("X-Requested-With", "XMLHttpRequest")], "omit"),
            "requested-with",
        ),
        (
            request("POST", &[("X-CSRF-Token", "t")], "include"),
            "csrf-token",
        ),
        (
            request("GET", &[("X-XSRF-Token", "t")], "omit"),
            "csrf-token",
        ),
        (graphql, "graphql-body"),
        (request("PUT", &[], "include"), "cookies"),
        (request("DELETE", &[], "include"), "cookies"),
        (request("POST", &[JSON], "include"), "cookies"),
        (
            request("POST", &[("X-Client-Version", "1")], "include"),
            "cookies",
        ),
    ] {
        for code in codes(&request) {
            assert!(!removes(code), "{request:?}: {code}");
        }
        let least = least(&request);
        assert_eq!(least.to_simple.state, RouteState::Withheld, "{request:?}");
        assert!(least.to_simple.steps.is_empty());
        assert_eq!(least.to_simple.withheld[0].code, guard, "{request:?}");
        // To let it be cached is.
        assert_eq!(least.to_hit.state, RouteState::Possible);
        assert!(least.to_hit.steps.iter().all(|step| !removes(step.recipe)));
    }
    // Secrets have no better place.
    let key = least(&request("GET", &[("X-Api-Key", "1")], "omit"));
    assert_eq!(key.to_simple.withheld[0].code, "secret");
    let token = least(&request("GET", &[("Authorization", "x")], "omit"));
    assert_eq!(token.to_simple.withheld[0].code, "secret");
}
