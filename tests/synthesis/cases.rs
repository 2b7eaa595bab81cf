//! Single cases, and what is said of them.

use cors_forecast::{
    synthesize, Barrier, BodyDescription, BodyKind, Engine, PageRequest, PermittedOrigins,
    PolicyPart, RequestDescription, SynthesisOptions, SynthesisProblem, Why, WireResponse,
};

use crate::traffic::{pair, request, seen, API, PAGE};
use crate::{defaults, found};

fn for_pages(origins: &[&str]) -> SynthesisOptions {
    SynthesisOptions {
        origins: origins.iter().map(|&origin| origin.to_owned()).collect(),
        ..defaults()
    }
}

#[test]
fn only_what_needs_permission_is_in_it() {
    let headers = [
        ("Accept", "text/html"),
        ("Content-Type", "text/plain"),
        ("X-Id", "1"),
        ("Cookie", "a=b"),
    ];
    let server = found(&[seen(PAGE, request("POST", &headers, "same-origin"))])
        .servers
        .remove(0);
    assert_eq!(server.policy.headers, ["x-id"]);
    assert_eq!(server.policy.methods, ["POST"]);
    assert!(!server.policy.credentials);
    assert_eq!(server.policy.max_age, Some(7200));
    let kept: Vec<Option<u64>> = server
        .kept_for
        .iter()
        .map(|one| one.max_age.kept_for)
        .collect();
    assert_eq!(kept, [Some(7200), Some(7200), Some(600), Some(7200)]);
    let simple = found(&[seen(PAGE, request("GET", &[], "omit"))])
        .servers
        .remove(0);
    assert_eq!((simple.policy.max_age, simple.preflighted), (None, 0));
    assert_eq!(simple.policy.methods, ["GET"]);
    let Why::Used { requests: 1, .. } = &simple.reasons[1].why else {
        panic!("{:?}", simple.reasons);
    };
}

#[test]
fn a_header_that_one_engine_asks_for_is_there_for_its_sake() {
    let odd = found(&[seen(
        PAGE,
        request("GET", &[("Accept", "a,\u{7f}")], "omit"),
    )])
    .servers
    .remove(0);
    assert_eq!(odd.policy.headers, ["accept"]);
    let own = found(&[seen(
        PAGE,
        request("GET", &[("Accept-Language", "de;q=0.5, a(b)")], "omit"),
    )])
    .servers
    .remove(0);
    let Some(reason) = own
        .reasons
        .iter()
        .find(|reason| matches!(reason.part, PolicyPart::Header { .. }))
    else {
        panic!("{:?}", own.reasons);
    };
    let Why::Refused {
        engines,
        requests: 1,
        ..
    } = &reason.why
    else {
        panic!("{reason:?}");
    };
    assert!(engines.contains(&Engine::WebKit), "{reason:?}");
}

#[test]
fn what_would_be_simple_is_said_and_defences_are_kept() {
    let plain = PageRequest {
        count: 40,
        ..seen(PAGE, request("GET", &[("X-Request-Id", "1")], "omit"))
    };
    let token = seen(PAGE, request("GET", &[("X-CSRF-Token", "1")], "include"));
    let server = found(&[plain, token]).servers.remove(0);
    assert_eq!(server.simpler.len(), 1);
    assert_eq!(
        (
            server.simpler[0].requests,
            server.simpler[0].steps[0].recipe
        ),
        (40, "leave-the-header-out")
    );
    let kept: Vec<(&str, u32)> = server
        .withheld
        .iter()
        .map(|kept| (kept.code, kept.requests))
        .collect();
    assert_eq!(kept, [("csrf-token", 1)]);
}

#[test]
fn several_servers_have_a_policy_each() {
    let mut other = request("PUT", &[], "omit");
    other.url = "https://cdn.example/v1/files/17".to_owned();
    let found = found(&[
        seen(PAGE, request("GET", &[], "include")),
        seen(PAGE, other),
    ]);
    let servers: Vec<(&str, bool, &str)> = found
        .servers
        .iter()
        .map(|server| {
            (
                server.server.as_str(),
                server.policy.credentials,
                server.narrowest_path.as_str(),
            )
        })
        .collect();
    assert_eq!(
        servers,
        [
            (API, true, "/items"),
            ("https://cdn.example", false, "/v1/files")
        ]
    );
    assert_eq!(found.servers[0].policy.path, "/");
}

#[test]
fn a_narrow_path_is_enough_too() {
    let options = SynthesisOptions {
        narrow_path: true,
        ..defaults()
    };
    let requests = [seen(PAGE, request("DELETE", &[], "omit"))];
    let server = synthesize(&requests, &options)
        .expect("a policy")
        .servers
        .remove(0);
    assert_eq!(server.policy.path, "/items");
    assert_eq!(server.verified.passed, 4);
}

#[test]
fn developers_pages_stand_for_deployed_ones() {
    let dev = PageRequest {
        count: 3,
        ..seen(
            "http://localhost:5173",
            request("PUT", &[("X-Id", "1")], "include"),
        )
    };
    let others = seen("https://other.example", request("PATCH", &[], "omit"));
    let own = seen(PAGE, request("GET", &[], "omit"));
    let found = synthesize(&[dev, others, own], &for_pages(&[PAGE])).expect("a policy");
    let server = &found.servers[0];
    assert_eq!(
        server.policy.origins,
        PermittedOrigins::Listed(vec![PAGE.to_owned()])
    );
    assert_eq!(server.policy.methods, ["GET", "PUT"]);
    assert!(server.policy.credentials);
    assert_eq!(
        (
            server.stand_ins[0].origin.as_str(),
            server.stand_ins[0].requests
        ),
        ("http://localhost:5173", 3)
    );
    assert_eq!(found.not_permitted.len(), 1);
    assert_eq!(
        found.not_permitted[0].barrier,
        Barrier::OriginNotListed {
            origin: "https://other.example".to_owned()
        }
    );
}

#[test]
fn a_developers_server_stands_for_a_deployed_one() {
    let mut dev = seen("http://localhost:5173", request("PUT", &[], "omit"));
    dev.request.url = "http://localhost:3000/items".to_owned();
    let found = synthesize(&[dev], &for_pages(&[PAGE])).expect("a policy");
    assert_eq!(
        found.servers[0].policy.origins,
        PermittedOrigins::Listed(vec![PAGE.to_owned()])
    );
    assert_eq!(found.servers[0].verified.passed, 4);
}

#[test]
fn without_origins_a_developers_page_is_let_in_and_said_to_be_one() {
    let server = found(&[seen("http://localhost:5173", request("GET", &[], "omit"))])
        .servers
        .remove(0);
    assert!(
        server.reasons[0].text.contains("developer's machine"),
        "{}",
        server.reasons[0].text
    );
}

#[test]
fn what_scripts_could_read_they_still_can() {
    let answer = WireResponse {
        status: 200,
        headers: vec![
            pair("ETag", "a"),
            pair("X-Total", "1"),
            pair("Date", "now"),
            pair("Set-Cookie", "secret"),
            pair("Access-Control-Expose-Headers", "X-Total, X-Gone"),
        ],
        ..WireResponse::default()
    };
    let one = PageRequest {
        answer: Some(answer),
        ..seen(PAGE, request("GET", &[], "omit"))
    };
    let options = SynthesisOptions {
        expose_headers: vec!["Link".to_owned()],
        ..defaults()
    };
    let server = synthesize(&[one], &options)
        .expect("a policy")
        .servers
        .remove(0);
    assert_eq!(server.policy.expose_headers, ["link", "x-total"]);
    let hidden: Vec<&str> = server
        .hidden
        .iter()
        .map(|one| one.header.as_str())
        .collect();
    assert_eq!(hidden, ["etag"]);
}

#[test]
fn a_wildcard_that_is_there_is_said_and_replaced() {
    let preflight = WireResponse {
        status: 204,
        headers: vec![
            pair("Access-Control-Allow-Origin", "*"),
            pair("Access-Control-Allow-Headers", "*"),
        ],
        ..WireResponse::default()
    };
    let one = PageRequest {
        preflight: Some(preflight),
        ..seen(PAGE, request("GET", &[("X-Id", "1")], "include"))
    };
    let server = found(&[one]).servers.remove(0);
    let stars: Vec<(&str, u32)> = server
        .wildcards
        .iter()
        .map(|star| (star.header, star.credentials))
        .collect();
    assert_eq!(
        stars,
        [
            ("access-control-allow-headers", 1),
            ("access-control-allow-origin", 1)
        ]
    );
    assert_eq!(server.policy.headers, ["x-id"]);
}

#[test]
fn holes_are_refused_and_what_to_write_is_said() {
    let with_cookies = [seen(PAGE, request("GET", &[], "include"))];
    let without = [seen(PAGE, request("GET", &[], "omit"))];
    for (origin, code, advice) in [
        ("*", "any-origin-with-credentials", "List the origins"),
        ("null", "null-origin", "Serve the page from an origin"),
        (
            "https://*.app.example",
            "origin-pattern",
            "List each origin",
        ),
        (
            "^https://.*\\.app\\.example$",
            "origin-pattern",
            "List each origin",
        ),
        (
            "https://app.example/",
            "invalid-origin",
            "Write \"https://app.example\"",
        ),
    ] {
        let problem = synthesize(&with_cookies, &for_pages(&[origin])).expect_err(origin);
        assert_eq!(problem.code(), code, "{origin}");
        assert!(problem.message().contains(advice), "{}", problem.message());
    }
    let open = synthesize(&without, &for_pages(&["*"])).expect("no credentials");
    assert_eq!(open.servers[0].policy.origins, PermittedOrigins::ANY);
    let null = [seen("null", request("GET", &[], "omit"))];
    assert_eq!(
        synthesize(&null, &for_pages(&["*"]))
            .expect("a policy")
            .servers[0]
            .verified
            .passed,
        4
    );
    let problem =
        synthesize(&without, &for_pages(&["https://app.example:443"])).expect_err("its port");
    assert!(
        problem.message().contains("Write \"https://app.example\""),
        "{}",
        problem.message()
    );
    let problem = synthesize(&without, &for_pages(&["*", PAGE])).expect_err("a list");
    assert_eq!(problem.code(), "origin-pattern");
}

#[test]
fn what_no_policy_helps_is_said() {
    assert_eq!(
        synthesize(&[], &defaults()),
        Err(SynthesisProblem::NothingSeen)
    );
    let own = seen(PAGE, RequestDescription::new("/items"));
    let no_cors = RequestDescription {
        mode: Some("no-cors".to_owned()),
        ..request("GET", &[], "omit")
    };
    assert_eq!(
        synthesize(&[own, seen(PAGE, no_cors)], &defaults()),
        Err(SynthesisProblem::NothingCrossOrigin {
            same_origin: 1,
            no_cors: 1
        })
    );
    let mut insecure = request("GET", &[], "omit");
    insecure.url = "http://api.example/items".to_owned();
    for (one, code) in [
        (seen(PAGE, insecure), "a secure page"),
        (seen("null", request("GET", &[], "omit")), "\"null\""),
        (seen(PAGE, request("CONNECT", &[], "omit")), "CONNECT"),
        (
            seen(PAGE, request("GET", &[("X!Y", "1")], "omit")),
            "X!Y".to_ascii_lowercase().as_str(),
        ),
    ] {
        let problem = synthesize(&[one], &defaults()).expect_err(code);
        assert_eq!(problem.code(), "nothing-permittable", "{code}");
        assert!(problem.message().contains(code), "{}", problem.message());
    }
    let problem = synthesize(
        &[seen("app.example", request("GET", &[], "omit"))],
        &defaults(),
    );
    assert_eq!(
        problem.expect_err("no origin").code(),
        "invalid-seen-origin"
    );
}

#[test]
fn what_one_engine_never_makes_fails_there_alone() {
    let stream = RequestDescription {
        body: BodyDescription {
            kind: BodyKind::Stream,
            ..BodyDescription::default()
        },
        duplex: Some("half".to_owned()),
        ..request("POST", &[], "omit")
    };
    let server = found(&[seen(PAGE, stream)]).servers.remove(0);
    assert!(server.verified.passed < server.verified.total);
    assert!(server
        .verified
        .failures
        .iter()
        .all(|failing| !failing.engines.contains(&Engine::Chromium)));
}

#[test]
fn no_value_of_a_header_is_told() {
    let headers = [("Authorization", "Bearer s3cret"), ("X-Id", "s3cret")];
    let mut one = seen(PAGE, request("PUT", &headers, "include"));
    one.request.url = "https://user:s3cret@api.example/items?token=s3cret".to_owned();
    let other = seen(PAGE, request("PUT", &headers, "include"));
    let found = synthesize(&[one, other], &defaults()).expect("a policy");
    assert!(!format!("{found:?}").contains("s3cret"));
}
