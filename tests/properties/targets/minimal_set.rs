//! After the smallest set of changes a request is simple, and without any one of them it is not.

use cors_forecast::{
    Action, BodyKind, Forecaster, RequestDescription, RouteState, RouteStep, Verdict,
};

use super::draw::Draw;
use super::scene;

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let forecasters = scene::forecasters(&mut draw);
    let asked = scene::likely(&mut draw);
    for forecaster in &forecasters {
        let forecast = forecaster.predict(&asked, 0.0);
        let least = forecaster.minimal_set(&asked, 0.0);
        let route = &least.to_simple;
        let told = || format!("{asked:?}\n{forecast:?}\n{least:?}\n{forecaster:?}");
        let asks_first = forecast.verdict == Verdict::Preflight;
        if asks_first {
            assert_eq!(least.triggers, forecast.triggers, "{}", told());
            assert_ne!(route.state, RouteState::There, "{}", told());
        }
        match route.state {
            RouteState::There => assert!(!asks_first, "{}", told()),
            RouteState::Possible => {
                let all: Vec<&RouteStep> = route.steps.iter().collect();
                let changed = changed(&asked, &all);
                let after = forecaster.predict(&changed, 0.0);
                assert_ne!(after.verdict, Verdict::Preflight, "{changed:?}\n{}", told());
                each_is_needed(forecaster, &asked, &all);
            }
            RouteState::Withheld | RouteState::Impossible => {}
        }
    }
}

fn each_is_needed(forecaster: &Forecaster, asked: &RequestDescription, steps: &[&RouteStep]) {
    for out in 0..steps.len() {
        let mut others = steps.to_vec();
        let left_out = others.remove(out);
        // Two values of a header that each need another one.
        if others.iter().any(|other| other.changes == left_out.changes) {
            assert!(others.iter().all(|other| *other != left_out), "{steps:?}");
            continue;
        }
        let after = forecaster.predict(&changed(asked, &others), 0.0).verdict;
        // What blocks it stays as well.
        let simple = matches!(after, Verdict::Simple | Verdict::NoCors);
        assert!(!simple, "{asked:?} is simple without {left_out:?}");
    }
}

fn changed(asked: &RequestDescription, steps: &[&RouteStep]) -> RequestDescription {
    let mut changed = asked.clone();
    for change in steps.iter().flat_map(|step| &step.changes) {
        match &change.action {
            Action::DropHeader { name } => {
                changed
                    .headers
                    .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
                // The body's own.
                if name == "content-type" {
                    changed.body.r#type = None;
                    if changed.body.kind == BodyKind::Document {
                        changed.body.kind = BodyKind::String;
                    }
                }
            }
            Action::Method { to, .. } => changed.method = Some(to.clone()),
            Action::DropUploadListener => changed.upload_listener = false,
            Action::DropStream => changed.body.kind = BodyKind::Buffer,
            other => panic!("{other:?} is no step to a simple request"),
        }
    }
    changed
}
