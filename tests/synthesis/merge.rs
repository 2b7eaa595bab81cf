//! What is to be changed about answers that are there: the least, and no hole stays.

use crate::traffic::{pair, traffic, Random, PAGE};
use cors_forecast::{
    existing_answers, merge, policy_lines, synthesize, Changes, CorsPolicy, Edit, Engine,
    ExistingAnswer, Forecaster, Hole, Outcome, PermittedOrigins, SynthesisOptions, WireKind,
    WireRequest, WireResponse,
};

const LINES: [&str; 7] = [
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
    "Access-Control-Max-Age",
    "Vary",
];

fn needed() -> CorsPolicy {
    CorsPolicy {
        methods: vec!["GET".into(), "PUT".into()],
        headers: vec!["authorization".into(), "x-id".into()],
        expose_headers: vec!["x-total".into()],
        credentials: true,
        max_age: Some(7200),
        ..CorsPolicy::new([PAGE])
    }
}

fn answer(kind: WireKind, lines: &[(&str, &str)]) -> ExistingAnswer {
    ExistingAnswer {
        kind,
        origin: PAGE.to_owned(),
        foreign: false,
        status: 204,
        headers: lines
            .iter()
            .map(|(name, value)| pair(name, value))
            .collect(),
    }
}

/// What a server answers that does what the policy says.
fn own(policy: &CorsPolicy, kind: WireKind, origin: &str) -> ExistingAnswer {
    let headers = policy_lines(policy, kind, origin).unwrap_or_default();
    ExistingAnswer {
        origin: origin.to_owned(),
        headers,
        ..answer(kind, &[])
    }
}

fn merged(existing: &[ExistingAnswer], needed: &CorsPolicy) -> Changes {
    merge(existing, needed).expect("a policy that can be written")
}

fn texts(changes: &[cors_forecast::HeaderChange]) -> Vec<&str> {
    changes.iter().map(|change| change.text.as_str()).collect()
}

/// The lines after the changes.
fn changed(existing: &ExistingAnswer, changes: &[cors_forecast::HeaderChange]) -> ExistingAnswer {
    let mut after = existing.clone();
    for change in changes {
        match &change.edit {
            Edit::Status { .. } | Edit::AnswerPreflights => after.status = 204,
            Edit::RemoveLine { header } => after
                .headers
                .retain(|(name, _)| !name.eq_ignore_ascii_case(header)),
            _ => {}
        }
        if let Some((name, value)) = &change.line {
            after
                .headers
                .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            after.headers.push((name.clone(), value.clone()));
        }
    }
    after
}

#[test]
fn a_policys_own_answers_need_no_change() {
    for seed in 0..25 {
        let traffic = traffic(&mut Random(seed), 6);
        let found = synthesize(&traffic, &SynthesisOptions::default()).expect("a policy");
        for server in found.servers {
            let origins = server.policy.origins.listed().expect("listed").to_vec();
            let answers: Vec<ExistingAnswer> = origins
                .iter()
                .flat_map(|origin| {
                    [WireKind::Preflight, WireKind::Actual]
                        .map(|kind| own(&server.policy, kind, origin))
                })
                .collect();
            let changes = merged(&answers, &server.policy);
            assert!(changes.is_empty(), "seed {seed}: {changes:?}");
        }
    }
}

#[test]
fn two_headers_are_added_and_all_else_stays() {
    let existing = answer(
        WireKind::Preflight,
        &[
            ("access-control-allow-origin", PAGE),
            ("access-control-allow-credentials", "true"),
            ("access-control-allow-methods", "GET,PUT,PATCH"),
            ("access-control-allow-headers", "Content-Type"),
            ("access-control-max-age", "86400"),
        ],
    );
    let changes = merged(&[existing], &needed());
    assert_eq!(
        texts(&changes.preflight),
        ["Add authorization, x-id to Access-Control-Allow-Headers."]
    );
    assert_eq!(
        changes.preflight[0].line,
        Some(pair(
            "Access-Control-Allow-Headers",
            "Content-Type, authorization, x-id"
        ))
    );
    assert!(changes.actual.is_empty() && changes.holes.is_empty());
}

#[test]
fn whatever_is_wrong_is_named() {
    let existing = ExistingAnswer {
        status: 404,
        ..answer(
            WireKind::Preflight,
            &[
                ("Access-Control-Allow-Origin", PAGE),
                ("Access-Control-Allow-Origin", PAGE),
                ("Access-Control-Allow-Credentials", "True"),
                ("Access-Control-Allow-Methods", "GET PUT"),
                ("Access-Control-Max-Age", "1h"),
            ],
        )
    };
    let actual = answer(
        WireKind::Actual,
        &[
            ("Access-Control-Allow-Origin", "https://old.example"),
            ("Vary", "Accept"),
        ],
    );
    let changes = merged(&[existing, actual], &needed());
    assert_eq!(
        texts(&changes.preflight),
        [
            "Answer OPTIONS with 204: status 404 fails the preflight, whatever the headers say.",
            "Send Access-Control-Allow-Origin once, as https://app.example: two layers set it. Let one of them do it alone.",
            "Write Access-Control-Allow-Credentials: true in the place of True.",
            "Write Access-Control-Allow-Methods: PUT in the place of GET PUT.",
            "Add Access-Control-Allow-Headers: authorization, x-id.",
            "Write Access-Control-Max-Age: 7200 in the place of 1h.",
        ]
    );
    assert_eq!(changes.actual.len(), 4);
    assert_eq!(changes.actual[3].line, Some(pair("Vary", "Accept, Origin")));
}

#[test]
fn holes_are_closed() {
    let of = |origin: &str, foreign, lines: &[(&str, &str)]| ExistingAnswer {
        origin: origin.to_owned(),
        foreign,
        ..answer(WireKind::Actual, lines)
    };
    let credentials = ("Access-Control-Allow-Credentials", "true");
    let nobody = "https://nobody.example";
    for (existing, hole) in [
        (
            of(
                nobody,
                true,
                &[("Access-Control-Allow-Origin", nobody), credentials],
            ),
            Hole::ReflectsWithCredentials {
                origin: nobody.to_owned(),
            },
        ),
        (
            of(nobody, true, &[("Access-Control-Allow-Origin", nobody)]),
            Hole::Reflects {
                origin: nobody.to_owned(),
            },
        ),
        (
            of(
                "null",
                false,
                &[("Access-Control-Allow-Origin", "null"), credentials],
            ),
            Hole::AllowsNull { credentials: true },
        ),
        (
            of(
                PAGE,
                false,
                &[("Access-Control-Allow-Origin", "*"), credentials],
            ),
            Hole::AnyOriginWithCredentials,
        ),
    ] {
        let changes = merged(&[existing], &needed());
        assert_eq!(changes.holes.len(), 1);
        assert_eq!(changes.holes[0].hole, hole);
        assert!(changes.holes[0].text.len() > 40);
    }
    // An origin that is not needed is somebody else's, and stays.
    let other = of(
        "https://other.example",
        false,
        &[
            ("Access-Control-Allow-Origin", "https://other.example"),
            credentials,
        ],
    );
    let simple = CorsPolicy {
        methods: vec!["GET".into()],
        headers: Vec::new(),
        max_age: None,
        ..needed()
    };
    assert!(merged(&[other], &simple).is_empty());
}

#[test]
fn a_star_stays_where_it_is_enough() {
    let star = answer(
        WireKind::Preflight,
        &[
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Allow-Methods", "*"),
            ("Access-Control-Allow-Headers", "*"),
            ("Access-Control-Max-Age", "7200"),
        ],
    );
    let open = CorsPolicy {
        credentials: false,
        ..needed()
    };
    let changes = merged(std::slice::from_ref(&star), &open);
    assert_eq!(
        texts(&changes.preflight),
        ["Add authorization to Access-Control-Allow-Headers."]
    );
    let closed = merged(&[star], &needed());
    let edits: Vec<&Edit> = closed.preflight.iter().map(|change| &change.edit).collect();
    assert!(
        matches!(
            edits[0],
            Edit::Replace {
                header: "Access-Control-Allow-Origin",
                ..
            }
        ),
        "{edits:?}"
    );
    assert_eq!(edits[edits.len() - 1], &Edit::AddVary);
}

#[test]
fn a_server_that_answers_no_preflight_is_told_the_whole_answer() {
    let changes = merged(&[own(&needed(), WireKind::Actual, PAGE)], &needed());
    assert_eq!(changes.preflight[0].edit, Edit::AnswerPreflights);
    let names: Vec<&str> = changes
        .preflight
        .iter()
        .filter_map(|change| Some(change.line.as_ref()?.0.as_str()))
        .collect();
    let expected: Vec<&str> = LINES
        .into_iter()
        .filter(|name| *name != "Access-Control-Expose-Headers")
        .collect();
    assert_eq!(names, expected);
}

#[test]
fn what_is_a_hole_itself_is_not_merged() {
    let open = CorsPolicy {
        origins: PermittedOrigins::ANY,
        ..needed()
    };
    assert_eq!(
        merge(&[], &open).expect_err("a hole").code(),
        "any-origin-with-credentials"
    );
}

fn drawn(random: &mut Random, kind: WireKind, origin: &str) -> ExistingAnswer {
    let values = [
        &["*", "https://old.example", "null", ""][..],
        &["true", "false", "TRUE"],
        &["*", "GET, POST", "PUT,DELETE", "put", "a b"],
        &["*", "x-request-id", "X-Requested-With,Authorization", "a b"],
        &["*", "etag"],
        &["0", "86400", "-1", "soon"],
        &["Accept", "Origin", "*"],
    ];
    let mut headers = Vec::new();
    for (name, values) in LINES.into_iter().zip(values) {
        for _ in 0..[0, 1, 1, 1, 2][random.below(5)] {
            let own = name == LINES[0] && random.below(3) == 0;
            let value = if own {
                origin
            } else {
                values[random.below(values.len())]
            };
            headers.push(pair(name, value));
        }
    }
    ExistingAnswer {
        kind,
        origin: origin.to_owned(),
        foreign: false,
        status: [204, 200, 404, 302][random.below(4)],
        headers,
    }
}

/// Whatever a server answers, the changes make it enough, and then there are no more.
#[test]
fn what_is_changed_is_enough_in_every_engine() {
    let mut made = 0;
    for seed in 0..40 {
        let mut random = Random(seed);
        let traffic = traffic(&mut random, 4);
        let found = synthesize(&traffic, &SynthesisOptions::default()).expect("a policy");
        for server in found.servers {
            for seen in traffic
                .iter()
                .filter(|seen| seen.request.url.starts_with(&server.server))
            {
                let kinds = [WireKind::Preflight, WireKind::Actual];
                let [preflight, actual] = kinds.map(|kind| drawn(&mut random, kind, &seen.origin));
                let changes = merged(&[preflight.clone(), actual.clone()], &server.policy);
                let preflight = changed(&preflight, &changes.preflight);
                let actual = ExistingAnswer {
                    status: 200,
                    ..changed(&actual, &changes.actual)
                };
                made += changes.preflight.len() + changes.actual.len();
                let again = merged(&[preflight.clone(), actual.clone()], &server.policy);
                assert!(again.is_empty(), "seed {seed}: {changes:?} {again:?}");
                for (_, engine) in Engine::ALL {
                    let mut forecaster = Forecaster::new(&seen.origin, engine).expect("an origin");
                    let mut answers = |wire: &WireRequest| {
                        let answer = if wire.kind == WireKind::Preflight {
                            &preflight
                        } else {
                            &actual
                        };
                        let headers = answer.headers.clone();
                        Some(WireResponse {
                            status: answer.status,
                            headers,
                            ..WireResponse::default()
                        })
                    };
                    let played = forecaster.simulate(&seen.request, &mut answers, 0.0);
                    assert_eq!(
                        played.outcome,
                        Outcome::Response,
                        "seed {seed}: {changes:?} {played:?}"
                    );
                }
            }
        }
    }
    assert!(made > 250, "{made} changes");
}

#[test]
fn what_tools_print_is_read() {
    let text = "> OPTIONS /items HTTP/2\n> Origin: https://other.example\n>\n< HTTP/2 204\n< Vary: Origin\n<\n\
        > GET /items HTTP/2\n>\n< HTTP/2 200\n< Access-Control-Allow-Methods: PUT\n<\n";
    let answers = existing_answers(text, PAGE);
    let told: Vec<(WireKind, &str, u16)> = answers
        .iter()
        .map(|answer| (answer.kind, answer.origin.as_str(), answer.status))
        .collect();
    assert_eq!(
        told,
        [
            (WireKind::Preflight, "https://other.example", 204),
            (WireKind::Actual, PAGE, 200)
        ]
    );
    let bare = existing_answers(
        "access-control-allow-origin: *\naccess-control-max-age: 5\n",
        PAGE,
    );
    assert_eq!((bare[0].kind, bare[0].status), (WireKind::Preflight, 200));
}

#[test]
fn what_existing_answers_lack_is_said_with_the_policy() {
    let mut seen = crate::traffic::seen(
        "http://localhost:5173",
        crate::traffic::request("PUT", &[("X-Id", "1")], "omit"),
    );
    seen.preflight = Some(WireResponse {
        status: 204,
        headers: vec![
            pair("Access-Control-Allow-Origin", "http://localhost:5173"),
            pair("Access-Control-Allow-Methods", "PUT"),
            pair("Access-Control-Max-Age", "7200"),
        ],
        ..WireResponse::default()
    });
    let options = SynthesisOptions {
        origins: vec![PAGE.to_owned()],
        ..SynthesisOptions::default()
    };
    let found = synthesize(&[seen], &options).expect("a policy");
    let changes = found.servers[0]
        .changes
        .as_ref()
        .expect("answers were seen");
    assert_eq!(
        texts(&changes.preflight),
        [
            "Add Access-Control-Allow-Headers: x-id.",
            "Add Origin to Vary: the answer differs by it, and caches have to know.",
            "Let Access-Control-Allow-Origin name the origin that asks, if it is in your list: to this one, https://app.example in the place of http://localhost:5173.",
        ]
    );
}
