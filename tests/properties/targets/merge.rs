//! Answers, changed as it is said, are enough: there is nothing left to be changed, and browsers let all through that is needed.

use cors_forecast::{
    merge, CorsPolicy, Edit, Engine, ExistingAnswer, Forecaster, HeaderChange, Outcome,
    PermittedOrigins, RequestDescription, WireKind, WireRequest, WireResponse,
};

use super::draw::Draw;
use super::scene::{self, PAGE};

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let needed = needed(&mut draw);
    let kinds = [WireKind::Preflight, WireKind::Actual];
    let before = kinds.map(|kind| ExistingAnswer {
        kind,
        origin: draw
            .pick(&[PAGE, PAGE, "https://other.example", "null"])
            .to_owned(),
        foreign: draw.one_in(8),
        status: draw.pick(&[204, 200, 404, 302, 500]),
        headers: scene::lines(&mut draw),
    });
    let Ok(changes) = merge(&before, &needed) else {
        assert!(needed.check().is_err(), "{needed:?}");
        return;
    };
    let told = || format!("{needed:?}\n{before:?}\n{changes:?}");
    let let_in = |answer: &ExistingAnswer| {
        let listed = needed.origins.listed();
        listed.is_none_or(|listed| listed.contains(&answer.origin))
    };
    for change in changes.preflight.iter().chain(&changes.actual) {
        assert!(change.text.ends_with('.'), "{change:?}");
        if let Some((name, value)) = &change.line {
            let anybody = matches!(value.as_str(), "*" | "null");
            let origin = name.eq_ignore_ascii_case("access-control-allow-origin");
            assert!(!(origin && anybody && needed.credentials), "{}", told());
        }
    }
    // Of an answer that others get there is nothing to be changed by what this policy needs.
    if !before.iter().all(let_in) {
        return;
    }
    let after = [
        changed(&before[0], &changes.preflight),
        changed(&before[1], &changes.actual),
    ];
    let again = merge(&after, &needed).expect("the same policy");
    assert!(
        again.preflight.is_empty() && again.actual.is_empty(),
        "{}\n{again:?}",
        told()
    );
    let theirs = |answer: &ExistingAnswer| !answer.foreign && answer.origin == before[0].origin;
    if before.iter().all(theirs) {
        for (_, engine) in Engine::ALL {
            through(engine, &after, &needed, &told);
        }
    }
}

/// Every method, with all headers.
fn through(
    engine: Engine,
    answers: &[ExistingAnswer; 2],
    needed: &CorsPolicy,
    told: &dyn Fn() -> String,
) {
    let methods = needed.methods.iter().map(String::as_str);
    for method in methods.chain(["GET", "POST"]) {
        let headers = needed.headers.iter();
        let request = RequestDescription {
            method: Some(method.to_owned()),
            headers: headers
                .map(|name| (name.clone(), "application/json".to_owned()))
                .collect(),
            credentials: needed.credentials.then(|| "include".to_owned()),
            ..RequestDescription::new("https://api.example/items")
        };
        let mut server = |wire: &WireRequest| {
            let (answer, status) = match wire.kind {
                WireKind::Preflight => (&answers[0], answers[0].status),
                WireKind::Actual => (&answers[1], 200),
            };
            Some(WireResponse {
                status,
                headers: answer.headers.clone(),
                ..WireResponse::default()
            })
        };
        let mut forecaster = Forecaster::new(&answers[0].origin, engine).expect("an origin");
        let played = forecaster.simulate(&request, &mut server, 0.0);
        let ended = (played.outcome, played.error.as_ref());
        assert_eq!(
            ended,
            (Outcome::Response, None),
            "{engine:?} {method} {}",
            told()
        );
    }
}

fn needed(draw: &mut Draw<'_>) -> CorsPolicy {
    let some = |draw: &mut Draw<'_>, usual: &[&str]| -> Vec<String> {
        let chosen = usual.iter().filter(|_| draw.one_in(2));
        chosen.map(|&one| one.to_owned()).collect()
    };
    CorsPolicy {
        origins: match draw.one_in(4) {
            true => PermittedOrigins::ANY,
            false => PermittedOrigins::Listed(vec![PAGE.to_owned()]),
        },
        methods: some(draw, &["GET", "PUT", "DELETE"]),
        headers: some(draw, &["authorization", "x-a", "content-type"]),
        expose_headers: some(draw, &["etag"]),
        credentials: draw.one_in(2),
        max_age: draw.maybe(2, |draw| draw.pick(&[0, 600, 7200])),
        ..CorsPolicy::new([PAGE])
    }
}

fn changed(answer: &ExistingAnswer, changes: &[HeaderChange]) -> ExistingAnswer {
    let mut after = answer.clone();
    let drop = |name: &str, after: &mut ExistingAnswer| {
        after
            .headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    };
    for change in changes {
        match &change.edit {
            Edit::Status { .. } | Edit::AnswerPreflights => after.status = 204,
            Edit::RemoveLine { header } => drop(header, &mut after),
            _ => {}
        }
        if let Some((name, value)) = &change.line {
            drop(name, &mut after);
            after.headers.push((name.clone(), value.clone()));
        }
    }
    after
}
