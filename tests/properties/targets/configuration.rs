//! A policy that is written is no hole, and what stands in it can't leave its place: one line more or less is no other code.

use cors_forecast::{configure, CorsPolicy, PermittedOrigins, Stack};

use super::draw::Draw;
use super::scene::PAGE;

const ORIGINS: &[&str] = &[
    PAGE,
    "http://localhost:5173",
    "https://[::1]:8080",
    "https://xn--bcher-kva.example",
    "null",
    "*",
    "https://*.example",
    "https://app.example/",
    "https://app.example\"]; evil(); [\"",
    "https://app.example:443",
    "",
];

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let policy = policy(&mut draw);
    let checked = policy.check();
    for stack in Stack::ALL {
        let written = configure(&policy, stack);
        assert_eq!(written.as_ref().err(), checked.as_ref().err(), "{policy:?}");
        let Ok(written) = written else {
            continue;
        };
        let told = || format!("{policy:?}\n{}", written.code);
        // Whatever goes in is what it says, as it is: it has nothing that a language reads as anything else.
        for origin in policy.origins.listed().unwrap_or_default() {
            harmless(origin, ":/[].-", &told);
        }
        for name in policy
            .methods
            .iter()
            .chain(&policy.headers)
            .chain(&policy.expose_headers)
        {
            harmless(name, "-_.!", &told);
        }
        harmless(&policy.path, "/-_.~%", &told);
        assert!(!written.code.contains('\r'), "{}", told());
        let again = configure(&policy, stack);
        assert_eq!(again.as_ref(), Ok(&written));
    }
    match checked {
        Ok(()) => {
            let open = policy.origins == PermittedOrigins::ANY;
            assert!(!(open && policy.credentials), "{policy:?}");
            let listed = policy.origins.listed().unwrap_or_default();
            assert!(listed
                .iter()
                .all(|origin| origin != "null" && origin != "*"));
        }
        Err(problem) => {
            let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(problem.code().chars().all(kebab) && !problem.message().is_empty());
        }
    }
}

fn policy(draw: &mut Draw<'_>) -> CorsPolicy {
    let some = |draw: &mut Draw<'_>, usual: &[&str]| -> Vec<String> {
        (0..draw.below(4)).map(|_| draw.text(usual)).collect()
    };
    CorsPolicy {
        origins: match draw.one_in(6) {
            true => PermittedOrigins::ANY,
            false => PermittedOrigins::Listed(match draw.one_in(3) {
                true => some(draw, ORIGINS),
                false => vec![draw.text(&ORIGINS[..4])],
            }),
        },
        path: draw.text(&[
            "/",
            "/api",
            "/api/v1.0",
            "/a b",
            "/{id}",
            "//",
            "/$x",
            "/api/",
        ]),
        methods: some(
            draw,
            &["GET", "PUT", "patch", "PROPFIND", "*", "TRACE", "a b"],
        ),
        headers: some(
            draw,
            &["x-id", "authorization", "X-Id", "*", "cookie", "a\"b"],
        ),
        expose_headers: some(draw, &["etag", "*", "set-cookie", "a\nb"]),
        credentials: draw.one_in(2),
        max_age: draw.maybe(2, Draw::number),
    }
}

fn harmless(text: &str, also: &str, told: &dyn Fn() -> String) {
    let plain = |c: char| c.is_ascii_alphanumeric() || also.contains(c);
    assert!(text.chars().all(plain), "{text:?} in {}", told());
}
