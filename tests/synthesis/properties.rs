//! What holds of any traffic: the policy is enough, and nothing of it can be left out.

use cors_forecast::{
    policy_lines, Allowed, CorsPolicy, Engine, Forecaster, Outcome, PageRequest, PermittedOrigins,
    Policy, PolicyPart, Why, WireKind, WireRequest, WireResponse,
};

use crate::found;
use crate::traffic::{pair, traffic, Random, PAGE};

/// Whether the page gets its answer from a server that does what the policy says. Written anew: not how the synthesis asks.
fn passes(seen: &PageRequest, engine: Engine, policy: &CorsPolicy) -> bool {
    let mut forecaster = Forecaster::new(&seen.origin, engine).expect("an origin");
    let mut server = |wire: &WireRequest| {
        let origin = wire.header("Origin").unwrap_or_default();
        let mut headers = policy_lines(policy, wire.kind, origin).unwrap_or_default();
        headers.push(pair("Content-Type", "text/event-stream"));
        let status = if wire.kind == WireKind::Preflight {
            204
        } else {
            200
        };
        Some(WireResponse {
            status,
            headers,
            ..WireResponse::default()
        })
    };
    let played = forecaster.simulate(&seen.request, &mut server, 0.0);
    played.outcome == Outcome::Response && played.error.is_none()
}

fn engines() -> impl Iterator<Item = Engine> {
    Engine::ALL.into_iter().map(|(_, engine)| engine)
}

/// The policy less each of its parts.
fn smaller(policy: &CorsPolicy) -> Vec<(String, CorsPolicy)> {
    let mut all = Vec::new();
    let mut add = |what: &str, change: &dyn Fn(&mut CorsPolicy)| {
        let mut one = policy.clone();
        change(&mut one);
        all.push((what.to_owned(), one));
    };
    let origins = policy.origins.listed().expect("listed origins");
    for origin in origins {
        let rest: Vec<String> = origins
            .iter()
            .filter(|other| *other != origin)
            .cloned()
            .collect();
        add(origin, &|one| {
            one.origins = PermittedOrigins::Listed(rest.clone())
        });
    }
    for method in policy.methods_to_list() {
        add(method, &|one| one.methods.retain(|other| other != method));
    }
    for header in &policy.headers {
        add(header, &|one| one.headers.retain(|other| other != header));
    }
    if policy.credentials {
        add("credentials", &|one| one.credentials = false);
    }
    all
}

#[test]
fn what_is_found_is_enough_and_nothing_of_it_can_be_left_out() {
    let mut policies = 0;
    let mut parts = 0;
    for seed in 0..40 {
        let traffic = traffic(&mut Random(seed), 1 + seed as usize % 12);
        for server in found(&traffic).servers {
            let policy = &server.policy;
            assert_eq!(policy.check(), Ok(()), "seed {seed}");
            assert_eq!(
                server.verified.passed, server.verified.total,
                "seed {seed}: {:?}",
                server.verified
            );
            let of_server = |seen: &&PageRequest| seen.request.url.starts_with(&server.server);
            let traffic: Vec<&PageRequest> = traffic.iter().filter(of_server).collect();
            for seen in &traffic {
                assert!(
                    engines().all(|engine| passes(seen, engine, policy)),
                    "seed {seed}: {seen:?} {policy:?}"
                );
            }
            for (what, less) in smaller(policy) {
                let fails = traffic
                    .iter()
                    .any(|seen| engines().any(|engine| !passes(seen, engine, &less)));
                assert!(fails, "seed {seed}: {what} is not needed");
                parts += 1;
            }
            policies += 1;
        }
    }
    assert!(
        policies >= 40 && parts > 150,
        "{policies} policies, {parts} parts"
    );
}

#[test]
fn each_part_says_who_needs_it() {
    for seed in 0..25 {
        let traffic = traffic(&mut Random(seed), 8);
        for server in found(&traffic).servers {
            let refused = server
                .reasons
                .iter()
                .filter(|reason| matches!(reason.why, Why::Refused { .. }));
            let mut told: Vec<String> = refused
                .map(|reason| match &reason.part {
                    PolicyPart::Origin { origin } => origin.clone(),
                    PolicyPart::Method { method } => method.clone(),
                    PolicyPart::Header { header } => header.clone(),
                    PolicyPart::Credentials => "credentials".to_owned(),
                    other => panic!("{other:?} is refused"),
                })
                .collect();
            let mut parts: Vec<String> = smaller(&server.policy)
                .into_iter()
                .map(|(what, _)| what)
                .collect();
            told.sort();
            parts.sort();
            assert_eq!(told, parts, "seed {seed}");
        }
    }
}

#[test]
fn the_order_of_requests_does_not_matter() {
    for seed in 0..25 {
        let mut random = Random(seed);
        let mut traffic = traffic(&mut random, 10);
        let first = found(&traffic);
        for _ in 0..2 {
            for at in (1..traffic.len()).rev() {
                traffic.swap(at, random.below(at + 1));
            }
            assert!(found(&traffic) == first, "seed {seed}");
        }
    }
}

#[test]
fn counting_is_the_same_as_saying_it_again() {
    for seed in 0..40 {
        let once = traffic(&mut Random(seed), 6);
        let thrice: Vec<PageRequest> = once
            .iter()
            .flat_map(|seen| [seen, seen, seen])
            .cloned()
            .collect();
        let counted: Vec<PageRequest> = once
            .iter()
            .map(|seen| PageRequest {
                count: 3 * seen.count,
                ..seen.clone()
            })
            .collect();
        assert!(found(&thrice) == found(&counted), "seed {seed}");
    }
}

#[test]
fn traffic_that_a_policy_lets_through_needs_no_more() {
    for seed in 0..25 {
        let traffic = traffic(&mut Random(seed), 8);
        let first = found(&traffic);
        let again: Vec<PageRequest> = traffic
            .into_iter()
            .map(|seen| {
                let server = first
                    .servers
                    .iter()
                    .find(|server| seen.request.url.starts_with(&server.server));
                let answer = |kind| {
                    let headers = policy_lines(&server?.policy, kind, &seen.origin)?;
                    Some(WireResponse {
                        status: 200,
                        headers,
                        ..WireResponse::default()
                    })
                };
                PageRequest {
                    preflight: answer(WireKind::Preflight),
                    answer: answer(WireKind::Actual),
                    ..seen
                }
            })
            .collect();
        let mut second = found(&again);
        for server in &mut second.servers {
            assert!(
                server
                    .changes
                    .take()
                    .is_some_and(|changes| changes.is_empty()),
                "seed {seed}"
            );
        }
        assert!(second == first, "seed {seed}");
    }
}

#[test]
fn a_forecaster_with_the_policy_agrees() {
    let traffic = traffic(&mut Random(7), 10);
    for server in found(&traffic).servers {
        let listed =
            |list: &[String]| Some(Allowed::Listed(list.to_vec())).filter(|_| !list.is_empty());
        let policy = Policy {
            allow_origin: listed(server.policy.origins.listed().unwrap_or_default()),
            allow_methods: listed(&server.policy.methods),
            allow_headers: listed(&server.policy.headers),
            allow_credentials: server.policy.credentials,
            ..Policy::new(format!("{}/*", server.server))
        };
        for seen in traffic
            .iter()
            .filter(|seen| seen.request.url.starts_with(&server.server))
        {
            for engine in engines() {
                let forecaster = Forecaster::new(&seen.origin, engine).expect("an origin");
                let forecaster = forecaster
                    .with_policies(vec![policy.clone()])
                    .expect("a policy");
                let answer = forecaster.predict(&seen.request, 0.0).cache.answer;
                assert_eq!(answer.and_then(|answer| answer.error), None, "{seen:?}");
            }
        }
    }
}

/// A journal has no values: what it comes to is the same, but that all engines may ask for what one does.
#[test]
fn a_journal_comes_to_the_same_policy() {
    for seed in 0..25 {
        let mut traffic = traffic(&mut Random(seed), 8);
        let mut forecaster = Forecaster::new(PAGE, Engine::Chromium).expect("an origin");
        for seen in &mut traffic {
            PAGE.clone_into(&mut seen.origin);
            for time in 0..seen.count {
                forecaster.record(&seen.request, f64::from(time));
            }
        }
        let policies = |seen: &[PageRequest]| -> Vec<(CorsPolicy, u32)> {
            let servers = found(seen).servers.into_iter();
            servers
                .map(|server| (server.policy, server.verified.total))
                .collect()
        };
        assert_eq!(
            policies(&forecaster.page_requests()),
            policies(&traffic),
            "seed {seed}"
        );
    }
}
