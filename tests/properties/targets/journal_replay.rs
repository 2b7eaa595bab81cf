//! What the journal counts, played again without a change, is what exchanges have had live.

use cors_forecast::{Engine, Forecaster, RequestDescription, WireKind, WireRequest};

use super::draw::Draw;
use super::scene;

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let mut asked = Vec::new();
    let mut now = 0.0;
    while !draw.is_over() && asked.len() < 60 {
        now += draw.pick(&[1.0, 300.0, 2_500.0, 6_000.0]);
        asked.push((one(&mut draw), now));
    }
    let mut recorder = Forecaster::new(scene::PAGE, Engine::Chromium).expect("an origin");
    for (request, at) in &asked {
        recorder.record(request, *at);
    }
    let report = recorder.report();
    for (place, difference) in recorder.what_if(&[]).iter().enumerate() {
        let live = live(difference.engine, &asked);
        assert_eq!(difference.before, live, "{:?}", difference.engine);
        assert_eq!((difference.after, difference.refused), (live, 0));
        let endpoints = report.endpoints.iter();
        let told: usize = endpoints.map(|one| one.engines[place].preflights).sum();
        assert_eq!(told, live, "{:?}", difference.engine);
    }
    let window = &report.window;
    let counted = window.requests as u64 + window.same_origin + window.other + window.dropped;
    let kept = asked
        .iter()
        .filter(|(request, _)| request.abort_after != Some(0.0));
    assert_eq!(counted, kept.count() as u64);
}

/// A journal has no answers: one that is aborted before its preflight's would not be answered either.
fn one(draw: &mut Draw<'_>) -> RequestDescription {
    RequestDescription {
        abort_after: None,
        ..scene::likely(draw)
    }
}

fn live(engine: Engine, asked: &[(RequestDescription, f64)]) -> usize {
    let mut forecaster = Forecaster::new(scene::PAGE, engine).expect("an origin");
    let mut sent = 0;
    for (request, at) in asked {
        let mut server = |wire: &WireRequest| Some(scene::permission(wire));
        let played = forecaster.simulate(request, &mut server, *at);
        let preflights = played.requests.iter();
        sent += preflights
            .filter(|wire| wire.kind == WireKind::Preflight)
            .count();
    }
    sent
}
