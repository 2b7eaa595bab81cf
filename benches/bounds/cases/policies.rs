//! Policies that are declared: many of them, long lists in one, patterns.

use cors_forecast::{
    configure, Allowed, CorsPolicy, Engine, Forecaster, Policy, RequestDescription, Stack,
};

use super::forecasts::{forecaster, request};
use super::{case, listed, reversed, Case};

fn policy(pattern: &str, list: Vec<String>) -> Policy {
    Policy {
        allow_origin: Some(Allowed::Listed(vec!["https://app.example".to_owned()])),
        allow_methods: Some(Allowed::Listed(list.clone())),
        allow_headers: Some(Allowed::Listed(list)),
        max_age: Some("600".to_owned()),
        ..Policy::new(pattern)
    }
}

type Given = (Vec<Policy>, RequestDescription);

fn declared((policies, request): &Given) -> impl Sized {
    let forecaster = forecaster(Engine::Chromium).with_policies(policies.clone());
    forecaster.map(|forecaster: Forecaster| forecaster.predict(request, 0.0))
}

const DECLARED: &[&str] = &[
    "Forecaster::with_policies",
    "Policy::new",
    "Forecaster::predict",
];

pub fn cases() -> Vec<Case> {
    let to = |url: String| RequestDescription { url, ..request(1) };
    let mut cases = vec![
        case(
            DECLARED,
            "policies, the last of which fits",
            |n| {
                let mut policies: Vec<Policy> = (0..n)
                    .map(|at| policy(&format!("https://h{at}.example/*"), listed(2)))
                    .collect();
                policies.push(policy("https://api.example/*", listed(2)));
                (policies, request(1))
            },
            declared,
        ),
        case(
            DECLARED,
            "names in a policy, all of them asked for",
            |n| (vec![policy("*", reversed(n))], request(n)),
            declared,
        ),
    ];
    for (shape, url) in [
        ("*a", "a"),
        ("*", "a"),
        (":b/", "a/"),
        ("a", "a"),
        ("*a:b", "a"),
        ("*?", "?"),
        ("/:b*", "/a"),
    ] {
        cases.push(case(
            DECLARED,
            format!("a pattern of {shape:?} again and again"),
            move |n| {
                (
                    vec![policy(
                        &format!("https://api.example/{}x", shape.repeat(n)),
                        listed(1),
                    )],
                    request(1),
                )
            },
            declared,
        ));
        cases.push(case(
            DECLARED,
            format!("a URL of {url:?} again and again, with a pattern of {shape:?}"),
            move |n| {
                (
                    vec![policy(
                        &format!("https://api.example/{}x", shape.repeat(20)),
                        listed(1),
                    )],
                    to(format!("https://api.example/{}", url.repeat(n))),
                )
            },
            declared,
        ));
        cases.push(
            case(
                DECLARED,
                format!("a pattern of {shape:?} and a URL of {url:?}, both longer and longer"),
                move |n| {
                    (
                        vec![policy(
                            &format!("https://api.example/{}x", shape.repeat(n)),
                            listed(1),
                        )],
                        to(format!("https://api.example/{}", url.repeat(n))),
                    )
                },
                declared,
            )
            // Longer patterns are refused.
            .from(600),
        );
    }
    cases.extend(written());
    cases
}

fn written() -> Vec<Case> {
    let mut cases = Vec::new();
    for stack in Stack::ALL {
        cases.push(case(
            &["configure", "Stack::summary", "Stack::id"],
            format!("{stack:?}: origins, methods and names"),
            |n| CorsPolicy {
                methods: reversed(n),
                headers: reversed(n),
                expose_headers: reversed(n),
                max_age: Some(600),
                credentials: true,
                ..CorsPolicy::new((0..n).map(|at| format!("https://h{at}.example")))
            },
            move |policy: &CorsPolicy| (stack.id(), stack.summary(), configure(policy, stack)),
        ));
    }
    for shape in ["*", "@", "@origins@", "a.", "/", "https://a", "\\"] {
        cases.push(case(
            &[
                "PolicyProblem::code",
                "PolicyProblem::field",
                "PolicyProblem::message",
                "configure",
            ],
            format!("an origin and a path of {shape:?} again and again"),
            move |n| {
                let text = shape.repeat(n);
                let path = CorsPolicy {
                    path: format!("/{text}"),
                    ..CorsPolicy::new(["https://app.example"])
                };
                (CorsPolicy::new([format!("https://{text}")]), path)
            },
            |(origin, path): &(CorsPolicy, CorsPolicy)| {
                [origin, path].map(|policy| {
                    let problem = configure(policy, Stack::Nginx).err();
                    problem.map(|problem| (problem.code(), problem.field(), problem.message()))
                })
            },
        ));
    }
    cases
}
