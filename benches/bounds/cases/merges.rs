//! Policies, and what a server already answers: merged, and written as lines.

use cors_forecast::{merge, policy_lines, CorsPolicy, ExistingAnswer, WireKind};

use super::answers::{pair, permitting};
use super::{case, listed, names, reversed, Case};

fn policy(n: usize) -> CorsPolicy {
    CorsPolicy {
        methods: reversed(n),
        headers: reversed(n),
        expose_headers: reversed(n),
        max_age: Some(600),
        ..CorsPolicy::new((0..n).map(|at| format!("https://h{at}.example")))
    }
}

fn existing(kind: WireKind, at: usize, headers: Vec<(String, String)>) -> ExistingAnswer {
    ExistingAnswer {
        kind,
        origin: format!("https://h{at}.example"),
        foreign: false,
        status: 200,
        headers,
    }
}

pub fn cases() -> Vec<Case> {
    let both = |headers: &[(String, String)]| {
        [WireKind::Preflight, WireKind::Actual]
            .map(|kind| existing(kind, 0, headers.to_vec()))
            .to_vec()
    };
    vec![
        case(
            &["merge", "Changes::is_empty"],
            "names that are listed and needed",
            move |n| (both(&permitting(&listed(n))), policy(n)),
            |(answers, policy): &(Vec<ExistingAnswer>, CorsPolicy)| {
                merge(answers, policy).map(|changes| changes.is_empty())
            },
        ),
        case(
            &["merge"],
            "names that are needed, and none that is listed",
            move |n| (both(&permitting(&["x-none".to_owned()])), policy(n)),
            |(answers, policy): &(Vec<ExistingAnswer>, CorsPolicy)| merge(answers, policy),
        ),
        case(
            &["merge"],
            "lines of each answer",
            move |n| (both(&names(n)), policy(2)),
            |(answers, policy): &(Vec<ExistingAnswer>, CorsPolicy)| merge(answers, policy),
        ),
        case(
            &["merge", "Hole::code", "Hole::text"],
            "answers, each to another origin and with another mistake",
            |n| {
                let answer = |at: usize| {
                    existing(
                        WireKind::Actual,
                        at,
                        vec![pair(
                            "Access-Control-Allow-Origin",
                            format!("https://x{at}.example"),
                        )],
                    )
                };
                let origins = policy(n).origins;
                (
                    (0..n).map(answer).collect(),
                    CorsPolicy {
                        origins,
                        ..policy(2)
                    },
                )
            },
            |(answers, policy): &(Vec<ExistingAnswer>, CorsPolicy)| {
                merge(answers, policy).map(|changes| {
                    let holes: Vec<_> = changes
                        .holes
                        .iter()
                        .map(|told| (told.hole.code(), told.hole.text()))
                        .collect();
                    (holes, changes)
                })
            },
        ),
        case(
            &[
                "policy_lines",
                "CorsPolicy::check",
                "CorsPolicy::methods_to_list",
                "CorsPolicy::has_preflights",
                "PermittedOrigins::listed",
                "CorsPolicy::new",
            ],
            "names, methods and origins of a policy",
            policy,
            |policy: &CorsPolicy| {
                let lines = [WireKind::Preflight, WireKind::Actual]
                    .map(|kind| policy_lines(policy, kind, "https://h0.example"));
                let again =
                    CorsPolicy::new(policy.origins.listed().unwrap_or_default().iter().cloned());
                (
                    lines,
                    policy.check(),
                    policy.methods_to_list().len(),
                    policy.has_preflights(),
                    again,
                )
            },
        ),
    ]
}
