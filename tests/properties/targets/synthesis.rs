//! The policy that is found lets through what was seen, in every engine, and can be written for every server.

use cors_forecast::{
    configure, parse_url, policy_lines, synthesize, Changes, CorsPolicy, Engine, Forecaster,
    Outcome, PageRequest, Stack, Synthesis, SynthesisOptions, WireRequest, WireResponse,
};

use super::draw::Draw;
use super::scene::{self, PAGE};

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let options = SynthesisOptions {
        origins: match draw.below(4) {
            0 => vec![PAGE.to_owned()],
            1 => vec![draw.text(&["*", PAGE, "https://*.example", "null"])],
            _ => Vec::new(),
        },
        max_age: draw.maybe(4, Draw::number),
        expose_headers: draw
            .maybe(4, |draw| draw.text(&["link", "*", "etag"]))
            .into_iter()
            .collect(),
        narrow_path: draw.one_in(2),
    };
    let mut traffic = Vec::new();
    for _ in 0..=draw.below(6) {
        let origin = draw.pick(&[PAGE, PAGE, "http://localhost:5173", "null"]);
        traffic.push(PageRequest {
            count: 1 + u32::from(draw.byte()),
            answer: draw.maybe(4, |draw| WireResponse {
                status: 200,
                headers: scene::lines(draw),
                ..WireResponse::default()
            }),
            ..PageRequest::new(origin, scene::likely(&mut draw))
        });
    }
    let Ok(found) = synthesize(&traffic, &options) else {
        return;
    };
    let mut turned = traffic.clone();
    match draw.one_in(2) {
        true => turned.reverse(),
        false => {
            let by = draw.below(turned.len().max(1));
            turned.rotate_left(by);
        }
    }
    let again = synthesize(&turned, &options).expect("the same requests");
    let policies = |found: &Synthesis| -> Vec<(CorsPolicy, u32, Option<Changes>)> {
        let servers = found.servers.iter();
        servers
            .map(|server| {
                (
                    server.policy.clone(),
                    server.verified.passed,
                    server.changes.clone(),
                )
            })
            .collect()
    };
    assert_eq!(policies(&again), policies(&found), "{traffic:?}");
    for server in &found.servers {
        let policy = &server.policy;
        let told = || format!("{policy:?}\n{traffic:?}\n{options:?}");
        assert_eq!(policy.check(), Ok(()), "{}", told());
        let verified = &server.verified;
        let all = verified.passed == verified.total;
        assert_eq!(all, verified.failures.is_empty(), "{}", told());
        // Mixed content and the like: no server's answer helps.
        for failing in &verified.failures {
            let of_an_answer = ["allow", "credentials", "origin", "preflight"];
            let of_an_answer = of_an_answer.iter().any(|word| failing.code.contains(word));
            assert!(!of_an_answer, "{failing:?} {}", told());
        }
        for stack in Stack::ALL {
            let written = configure(policy, stack).map(|written| written.code.is_empty());
            assert_eq!(written, Ok(false), "{}", told());
        }
    }
    // Where nobody is kept out, nobody is.
    if found.not_permitted.is_empty() && options.origins.is_empty() {
        for seen in &traffic {
            let url = parse_url(&seen.request.url, None).map(|url| url.origin.serialize());
            let mut servers = found.servers.iter();
            let server = servers.find(|server| url.as_ref() == Some(&server.server));
            for (_, engine) in Engine::ALL {
                if let Some(server) = server {
                    through(seen, engine, &server.policy);
                }
            }
        }
    }
}

/// A request that any server can let through is let through by this one.
fn through(seen: &PageRequest, engine: Engine, policy: &CorsPolicy) {
    let play = |answer: &dyn Fn(&WireRequest) -> Vec<(String, String)>| {
        let mut forecaster = Forecaster::new(&seen.origin, engine).expect("an origin");
        let mut server = |wire: &WireRequest| {
            let mut headers = answer(wire);
            headers.push(("Content-Type".to_owned(), "text/event-stream".to_owned()));
            Some(WireResponse {
                status: 200,
                headers,
                ..WireResponse::default()
            })
        };
        forecaster.simulate(&seen.request, &mut server, 0.0)
    };
    let open = play(&|wire| scene::permission(wire).headers);
    let ours = play(&|wire| {
        let origin = wire.header("Origin").unwrap_or_default();
        policy_lines(policy, wire.kind, origin).unwrap_or_default()
    });
    if open.outcome == Outcome::Response && open.error.is_none() {
        assert_eq!(
            ours.outcome, open.outcome,
            "{engine:?} {seen:?}\n{policy:?}\n{ours:?}"
        );
        assert_eq!(ours.error, None, "{engine:?} {seen:?}\n{policy:?}");
    }
}
