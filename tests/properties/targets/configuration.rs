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
            harmless(origin, ":/[].-+", &told);
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

/// A policy in which at most one field is odd: what has a problem is written nowhere.
fn policy(draw: &mut Draw<'_>) -> CorsPolicy {
    let odd = draw.below(12);
    let some =
        |draw: &mut Draw<'_>, field: usize, usual: &[&str], others: &[&str]| -> Vec<String> {
            let one = |draw: &mut Draw<'_>| match field == odd {
                true => draw.text(others),
                false => draw.pick(usual).to_owned(),
            };
            (0..draw.below(4)).map(|_| one(draw)).collect()
        };
    CorsPolicy {
        origins: match draw.one_in(6) {
            true => PermittedOrigins::ANY,
            false => {
                let first = draw.pick(&ORIGINS[..4]).to_owned();
                let others = some(draw, 0, &ORIGINS[..4], ORIGINS);
                PermittedOrigins::Listed([vec![first], others].concat())
            }
        },
        path: match odd == 1 {
            true => draw.text(&["/a b", "/{id}", "//", "/$x", "/api/", "api"]),
            false => draw.pick(&["/", "/api", "/api/v1.0", "/api/"]).to_owned(),
        },
        methods: some(
            draw,
            2,
            &["GET", "PUT", "patch", "PROPFIND"],
            &["*", "TRACE", "a b", "PUT"],
        ),
        headers: some(
            draw,
            3,
            &["x-id", "authorization", "X-Id"],
            &["*", "cookie", "a\"b", "x-id"],
        ),
        expose_headers: some(
            draw,
            4,
            &["etag", "X-Total"],
            &["*", "set-cookie", "a\nb", "etag"],
        ),
        credentials: draw.one_in(2),
        max_age: draw.maybe(2, Draw::number),
    }
}

fn harmless(text: &str, also: &str, told: &dyn Fn() -> String) {
    let plain = |c: char| c.is_ascii_alphanumeric() || also.contains(c);
    assert!(text.chars().all(plain), "{text:?} in {}", told());
}
