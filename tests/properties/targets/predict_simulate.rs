//! What is foretold is what a simulation of the same request begins with, whatever the caches have seen.

use cors_forecast::{
    CacheState, Forecast, Forecaster, Outcome, RequestDescription, Simulation, Verdict, WireKind,
};

use super::draw::Draw;
use super::scene;

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let mut forecasters = scene::forecasters(&mut draw);
    let mut now = 0.0;
    for _ in 0..=draw.below(6) {
        let asked = scene::likely(&mut draw);
        let answers = [(); 3].map(|()| scene::answer(&mut draw));
        for forecaster in &mut forecasters {
            let forecast = forecaster.predict(&asked, now);
            assert_eq!(forecast, forecaster.predict(&asked, now));
            let mut left = answers.iter().cycle();
            let mut server = |_: &_| left.next().cloned().flatten();
            let played = forecaster.simulate(&asked, &mut server, now);
            agrees(forecaster, &asked, &forecast, &played);
        }
        now += draw.pick(&[0.0, 1.0, 2_000.0, 5_001.0, 700_000.0]);
    }
}

fn agrees(
    forecaster: &Forecaster,
    asked: &RequestDescription,
    forecast: &Forecast,
    played: &Simulation,
) {
    let told = || format!("{asked:?}\n{forecast:?}\n{played:?}\n{forecaster:?}");
    let first = played.requests.first();
    let kind = first.map(|wire| wire.kind);
    match forecast.verdict {
        Verdict::Rejected => {
            assert_eq!(
                (kind, played.outcome),
                (None, Outcome::Throws),
                "{}",
                told()
            );
            assert_eq!(forecast.error, played.error, "{}", told());
        }
        Verdict::Blocked => {
            assert_eq!(kind, None, "{}", told());
            assert_ne!(played.outcome, Outcome::Throws, "{}", told());
            assert_eq!(forecast.error, played.error, "{}", told());
        }
        Verdict::Local => assert_eq!((kind, &played.error), (None, &None), "{}", told()),
        Verdict::SameOrigin | Verdict::Simple | Verdict::NoCors => {
            assert_eq!(kind, Some(WireKind::Actual), "{}", told());
        }
        Verdict::Preflight if forecast.cache.state == CacheState::Hit => {
            // What can't be sent after its permission is not sent without asking, either.
            assert!(
                kind == Some(WireKind::Actual) || played.error.is_some(),
                "{}",
                told()
            );
            assert_ne!(kind, Some(WireKind::Preflight), "{}", told());
        }
        Verdict::Preflight => {
            let (first, foretold) = (first.expect("a request"), &forecast.preflight);
            let foretold = foretold.as_ref().expect("a preflight");
            assert_eq!(first.kind, WireKind::Preflight, "{}", told());
            assert_eq!(first.url, foretold.url, "{}", told());
            assert_eq!(first.headers, foretold.headers, "{}", told());
        }
    }
    if forecast.verdict != Verdict::Preflight {
        assert_eq!(forecast.cache.state, CacheState::NotNeeded, "{}", told());
        assert!(
            forecast.triggers.is_empty() && forecast.preflight.is_none(),
            "{}",
            told()
        );
    } else {
        assert!(!forecast.triggers.is_empty(), "{}", told());
    }
}
