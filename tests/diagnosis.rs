//! Real servers' answers, diagnosed: each hazard that was measured has its code, and what is well configured has none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test, a panic is how it fails"
)]

#[path = "support/servers.rs"]
mod servers;

use cors_forecast::{
    diagnose, fingerprint, Diagnosis, Gravity, SeenAnswer, SeenCall, SeenExchange,
};
use servers::Servers;

/// The page of all of these.
const PAGE: &str = "https://app.example.com";

/// Origins and names that no configuration lists.
const MADE_UP: [&str; 3] = [
    "https://evil.example.net",
    "https://app.example.com.evil.net",
    "x-not-allowed",
];

/// Where a hazard was measured, and the code that it must have: stack, configuration, preflight, code.
type Seen = (&'static str, &'static str, &'static str, &'static str);

/// Each hazard that was measured. One without a place can't be seen in any answer; the reason stands beside it.
const HAZARDS: [(&str, &[Seen]); 28] = [
    (
        "apache-header-set-not-always",
        &[
            ("apache", "article", "pf_known", "preflight-without-cors"),
            (
                "apache",
                "article_200",
                "pf_known",
                "preflight-without-cors",
            ),
            ("apache", "htaccess", "pf_known", "allow-origin-missing"),
        ],
    ),
    (
        "apache-always-plus-upstream",
        &[("apache", "dup", "pf_known", "allow-origin-multiple")],
    ),
    (
        "nginx-add_header-inheritance",
        &[
            ("nginx", "inherit", "pf_known", "preflight-without-cors"),
            ("nginx", "inherit_loc", "pf_known", "allow-origin-missing"),
        ],
    ),
    (
        "nginx-no-always",
        &[
            ("nginx", "noalways", "pf_known", "errors-without-cors"),
            ("nginx", "badup_noalways", "pf_known", "errors-without-cors"),
        ],
    ),
    (
        "nginx-duplicate",
        &[("nginx", "dup", "pf_known", "allow-origin-multiple")],
    ),
    (
        "nginx-map-case",
        &[("nginx", "recommended", "pf_known", "origin-case-ignored")],
    ),
    (
        "auth-before-cors",
        &[
            ("actix", "auth_outer", "pf_known", "auth-before-cors"),
            ("aiohttp", "auth_mw", "pf_known", "auth-before-cors"),
            ("apache", "auth_norewrite", "pf_known", "auth-before-cors"),
            ("axum", "auth_outer", "pf_known", "auth-before-cors"),
            ("django", "auth_before", "pf_known", "auth-before-cors"),
            ("drf", "perm", "pf_known", "auth-before-cors"),
            ("express5", "auth_before", "pf_known", "auth-before-cors"),
            ("fastapi", "auth_outer", "pf_known", "auth-before-cors"),
            ("fastify", "auth_before", "pf_known", "auth-before-cors"),
            ("flask", "auth_before", "pf_known", "auth-before-cors"),
            ("gin", "auth_before", "pf_known", "auth-before-cors"),
            ("hono", "auth_before", "pf_known", "auth-before-cors"),
            ("koa", "auth_before", "pf_known", "auth-before-cors"),
            ("nest", "auth_before", "pf_known", "auth-before-cors"),
            ("nethttp", "auth_before", "pf_known", "auth-before-cors"),
            ("nginx", "auth_basic_noif", "pf_known", "auth-before-cors"),
            ("rails", "auth_before", "pf_known", "auth-before-cors"),
            ("sinatra", "auth_before", "pf_known", "auth-before-cors"),
            ("spring", "auth_filter", "pf_known", "auth-before-cors"),
        ],
    ),
    (
        "cors-registered-last",
        &[
            ("express5", "cors_last", "pf_known", "actual-without-cors"),
            ("express4", "cors_last", "pf_known", "actual-without-cors"),
            ("gin", "cors_last", "pf_known", "actual-without-cors"),
        ],
    ),
    (
        "options-route-only",
        &[
            (
                "express5",
                "options_splat",
                "pf_known",
                "actual-without-cors",
            ),
            (
                "fastapi",
                "router_options",
                "pf_known",
                "actual-without-cors",
            ),
            (
                "express5",
                "per_route",
                "pf_known",
                "preflight-without-cors",
            ),
        ],
    ),
    // The server throws when it starts, so there is no answer; its error's text is a fingerprint.
    ("express5-options-star", &[]),
    (
        "gin-group",
        &[("gin", "group", "pf_known", "options-not-routed")],
    ),
    (
        "reflects-with-credentials",
        &[
            (
                "actix",
                "permissive",
                "pf_known",
                "reflects-with-credentials",
            ),
            (
                "axum",
                "very_permissive",
                "pf_known",
                "reflects-with-credentials",
            ),
            (
                "django",
                "wildcred",
                "pf_known",
                "reflects-with-credentials",
            ),
            (
                "express5",
                "reflect",
                "pf_known",
                "reflects-with-credentials",
            ),
            (
                "fastapi",
                "wildcred",
                "pf_known",
                "reflects-with-credentials",
            ),
            ("fastify", "reflect", "pf_known", "null-origin-accepted"),
            ("flask", "wildcred", "pf_known", "reflects-with-credentials"),
            ("hono", "reflect", "pf_known", "reflects-with-credentials"),
            ("koa", "wildcred", "pf_known", "reflects-with-credentials"),
            ("spring", "wildcred", "pf_known", "null-origin-accepted"),
        ],
    ),
    (
        "star-with-credentials",
        &[
            ("express5", "wildcred", "pf_known", "star-with-credentials"),
            ("fastify", "wildcred", "pf_known", "star-with-credentials"),
            ("gin", "wildcred", "pf_known", "star-with-credentials"),
            ("hono", "wildcred", "pf_known", "star-with-credentials"),
            ("nethttp", "wildcred", "pf_known", "star-with-credentials"),
        ],
    ),
    (
        "reflects-any-header",
        &[
            ("actix", "any", "pf_known", "reflects-any-header"),
            ("express5", "noallowhdr", "pf_known", "reflects-any-header"),
            ("fastapi", "wild", "pf_known", "reflects-any-header"),
            ("fastify", "noallowhdr", "pf_known", "reflects-any-header"),
            ("flask", "noallowhdr", "pf_known", "reflects-any-header"),
            ("hono", "noallowhdr", "pf_known", "reflects-any-header"),
            ("koa", "noallowhdr", "pf_known", "reflects-any-header"),
            ("rails", "any", "pf_known", "reflects-any-header"),
            ("spring", "defaults", "pf_known", "reflects-any-header"),
        ],
    ),
    (
        "static-origin-string",
        &[
            ("axum", "cors", "pf_known", "static-origin-string"),
            ("express5", "cors", "pf_known", "static-origin-string"),
            ("fastify", "cors", "pf_known", "static-origin-string"),
            ("koa", "cors", "pf_known", "static-origin-string"),
        ],
    ),
    (
        "missing-vary",
        &[
            ("aiohttp", "cors", "pf_known", "missing-vary"),
            ("flask", "cors", "pf_known", "missing-vary"),
            ("flask", "list", "pf_known", "partial-vary"),
            ("rails", "cors", "pf_known", "missing-vary"),
            ("express5", "cbfalse", "pf_known", "partial-vary"),
            ("gin", "list", "pf_known", "partial-vary"),
            ("spring", "cors", "pf_known", "partial-vary"),
        ],
    ),
    (
        "success-status-for-refusal",
        &[
            ("express5", "cors", "pf_known", "success-status-for-refusal"),
            ("django", "cors", "pf_known", "success-status-for-refusal"),
            ("nethttp", "cors", "pf_known", "success-status-for-refusal"),
            ("rails", "cors", "pf_known", "success-status-for-refusal"),
        ],
    ),
    (
        "acao-on-refusal",
        &[("fastapi", "cors", "pf_known", "acao-on-refusal")],
    ),
    (
        "plain-options-differs",
        &[
            ("aiohttp", "cors", "pf_known", "plain-options-differs"),
            ("fastify", "cors", "pf_known", "plain-options-differs"),
            ("fastapi", "cors", "pf_known", "plain-options-differs"),
            ("gin", "cors", "pf_known", "plain-options-differs"),
            ("axum", "cors", "pf_known", "plain-options-swallowed"),
            ("express5", "cors", "pf_known", "plain-options-swallowed"),
            ("hono", "cors", "pf_known", "plain-options-swallowed"),
        ],
    ),
    (
        "narrow-defaults",
        &[
            ("fastify", "defaults", "pf_known_id_put", "narrow-defaults"),
            ("fastapi", "defaults", "pf_known_id_put", "narrow-defaults"),
            (
                "spring",
                "defaults",
                "pf_known_id_put",
                "preflight-status-not-ok",
            ),
            ("gin", "defaults", "pf_known", "header-not-allowed"),
            ("actix", "defaults", "pf_known", "preflight-status-not-ok"),
            ("axum", "defaults", "pf_known", "allow-origin-missing"),
            (
                "axum",
                "permissive",
                "pf_known",
                "authorization-by-wildcard",
            ),
        ],
    ),
    (
        "blocks-real-requests",
        &[
            ("actix", "block", "pf_known", "blocks-real-requests"),
            ("gin", "cors", "pf_known", "blocks-real-requests"),
            ("spring", "cors", "pf_known", "blocks-real-requests"),
        ],
    ),
    (
        "fastapi-500",
        &[
            ("fastapi", "cors", "pf_known", "errors-without-cors"),
            ("aiohttp", "handwritten", "pf_known", "errors-without-cors"),
            ("aiohttp", "cors", "pf_known", "errors-without-cors"),
            ("spring", "cors", "pf_known", "errors-without-cors"),
        ],
    ),
    (
        "regex-origins",
        &[
            (
                "express5",
                "regex",
                "pf_known",
                "look-alike-origin-accepted",
            ),
            (
                "flask",
                "regex_loose",
                "pf_known",
                "look-alike-origin-accepted",
            ),
        ],
    ),
    (
        "callback-error",
        &[
            ("express5", "cberr", "pf_known", "callback-error"),
            ("fastify", "cberr", "pf_known", "callback-error"),
        ],
    ),
    (
        "redirects",
        &[
            (
                "fastapi",
                "default",
                "pf_trailing_slash",
                "preflight-redirected",
            ),
            (
                "django",
                "slash_common_first",
                "pf_known",
                "actual-redirected",
            ),
        ],
    ),
    (
        "private-network",
        &[
            ("fastapi", "cors", "pf_pna", "private-network"),
            ("flask", "cors", "pf_pna", "private-network"),
        ],
    ),
    (
        "method-case",
        &[("fastapi", "cors", "pf_lower_method", "method-case")],
    ),
    (
        "spring-allow-header",
        &[("spring", "cors", "pf_known", "allow-header-not-cors")],
    ),
];

/// Configurations with names of origins, methods and headers, and what was measured of them nonetheless.
const MEASURED_NONETHELESS: [(&str, &str); 6] = [
    ("aiohttp", "missing-vary errors-without-cors"),
    ("fastapi", "errors-without-cors"),
    ("flask", "missing-vary partial-vary"),
    ("gin", "partial-vary"),
    // Its list has `headers: :any`.
    ("rails", "reflects-any-header"),
    (
        "spring",
        "partial-vary errors-without-cors reflects-any-header",
    ),
];

/// The exchange that begins with `preflight`, and all else that the configuration was asked.
fn exchange(servers: &Servers, stack: &str, configuration: &str, preflight: &str) -> SeenExchange {
    let (_, _, asks) = servers
        .all()
        .into_iter()
        .find(|(known, name, _)| known == stack && name == configuration)
        .unwrap();
    let call = |ask: &str| servers.call(stack, configuration, ask);
    let own = ["pf_known", "pf_known_id_put", "get_origin", preflight];
    let preflight = call(preflight);
    // What a path that is not there is answered says nothing of this one.
    let others = asks.iter().filter(|ask| {
        !own.contains(&ask.as_str())
            && ![
                "pf_unknown",
                "pf_trailing_slash",
                "pf_lower_method",
                "pf_pna",
            ]
            .contains(&ask.as_str())
    });
    SeenExchange {
        origin: PAGE.to_owned(),
        credentials: preflight.as_ref().is_some_and(allows_credentials),
        preflight,
        actual: call("get_origin"),
        probes: others.filter_map(|ask| call(ask)).collect(),
        made_up: MADE_UP.map(str::to_owned).to_vec(),
        ..SeenExchange::default()
    }
}

/// A configuration that allows credentials was made for them; beside `*` there are none.
fn allows_credentials(call: &SeenCall) -> bool {
    let answer = call.answer.as_ref().unwrap();
    let has = |name: &str, value: &str| {
        let mut lines = answer.response.headers.iter();
        lines.any(|(known, given)| known == name && given == value)
    };
    has("access-control-allow-credentials", "true") && !has("access-control-allow-origin", "*")
}

fn codes(told: &Diagnosis) -> Vec<&'static str> {
    told.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn each_hazard_that_was_measured_has_its_code() {
    let servers = Servers::read();
    for (hazard, places) in HAZARDS {
        for &(stack, configuration, preflight, code) in places {
            let told = diagnose(&exchange(&servers, stack, configuration, preflight)).unwrap();
            let codes = codes(&told);
            let place = format!("{hazard}: {stack} {configuration}");
            assert!(codes.contains(&code), "{place}: no {code} in {codes:?}");
        }
        assert_eq!(places.is_empty(), hazard == "express5-options-star");
    }
}

#[test]
fn what_throws_at_the_start_is_told_by_its_text() {
    let answer = SeenAnswer {
        body: Some("PathError [TypeError]: Missing parameter name at index 1: *".to_owned()),
        ..SeenAnswer::default()
    };
    let found = fingerprint(&answer);
    assert_eq!(found[0].who, Some("Express"));
    assert!(found[0].fix.contains("/{*splat}"), "{}", found[0].fix);
}

#[test]
fn well_configured_servers_have_nothing_that_matters() {
    let servers = Servers::read();
    let mut judged = 0;
    for (stack, configuration, _) in servers.all() {
        if !["cors", "cred", "list", "recommended"].contains(&configuration.as_str()) {
            continue;
        }
        judged += 1;
        let told = diagnose(&exchange(&servers, &stack, &configuration, "pf_known")).unwrap();
        let known = MEASURED_NONETHELESS
            .iter()
            .find(|(known, _)| *known == stack);
        let known = known.map_or("", |(_, codes)| codes);
        for finding in told.findings {
            let expected = known.split(' ').any(|code| code == finding.code);
            assert!(
                finding.severity == Gravity::Info || expected,
                "{stack} {configuration}: {} ({})",
                finding.code,
                finding.meaning
            );
        }
    }
    assert!(judged > 45, "{judged}");
}

#[test]
fn what_fails_is_what_the_measurements_say() {
    let servers = Servers::read();
    for (stack, configuration, _) in servers.all() {
        let told = diagnose(&exchange(&servers, &stack, &configuration, "pf_known")).unwrap();
        for finding in &told.findings {
            let place = format!("{stack} {configuration} {}", finding.code);
            assert!(
                !finding.engines.is_empty() && !finding.origins.is_empty(),
                "{place}"
            );
            assert!(
                finding.meaning.ends_with(['.', ')']) && !finding.fix.text.is_empty(),
                "{place}"
            );
            assert!(finding.spec.starts_with("https://"), "{place}");
            assert!(
                !finding.meaning.contains("{}"),
                "{place}: {}",
                finding.meaning
            );
            if let (Some(value), Some(part)) = (&finding.value, finding.part) {
                let end = part.offset + part.length;
                assert!(
                    value.get(part.offset..end).is_some(),
                    "{place}: {value} {part:?}"
                );
            }
            let caused = finding
                .cause_of
                .is_none_or(|code| codes(&told).contains(&code));
            assert!(caused, "{place} is the cause of {:?}", finding.cause_of);
        }
        for engine in &told.engines {
            let code = engine.code;
            let shown = told
                .findings
                .iter()
                .find(|finding| finding.shown_by.contains(&engine.engine));
            assert_eq!(
                shown.map(|finding| finding.code),
                code,
                "{stack} {configuration}"
            );
        }
    }
}
