//! `--caps`: how long each browser believes `Access-Control-Max-Age` at most.
//!
//! One preflight per moment is put into the cache, then the browser's clock goes forward from moment to moment, and
//! at each one request asks whether its entry is still there.

use std::process::ExitCode;
use std::time::Instant;

use cors_forecast::engine::profiles::profile;
use serde_json::{json, Value};

use super::bench::Bench;
use super::browser::clock::{Clock, SETTLED};
use super::browser::Start;
use super::engine::Engine;
use super::scenario::Scenario;
use crate::layout::Layout;
use crate::say;

/// Seconds at which is asked, on both sides of every limit that is known of, and in between.
const MOMENTS: [u64; 16] = [
    60, 300, 540, 590, 610, 900, 1_800, 3_600, 6_900, 7_100, 7_300, 14_400, 43_200, 86_000, 87_000,
    172_800,
];

/// More than any browser is known to believe: 30 days.
const ASKED_FOR: &str = "2592000";

/// The limit lies between these, in seconds; without the second, it was not reached.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bracket {
    hit: u64,
    miss: Option<u64>,
}

impl Bracket {
    fn holds(self, limit: Option<u64>) -> bool {
        match (limit, self.miss) {
            (Some(limit), Some(miss)) => self.hit <= limit && limit <= miss,
            (Some(_), None) => false,
            (None, miss) => miss.is_none(),
        }
    }
}

/// Why an engine's clock can't be put forward, if it can't.
fn unmeasurable(engine: Engine) -> Option<&'static str> {
    let reason = "Firefox's allocator asks for the time before libfaketime can tell it, and both wait for ever";
    (engine == Engine::Firefox).then_some(reason)
}

/// Measures them all; a failure if one that can be measured is not what its profile says.
pub fn run(
    layout: &Layout,
    engines: &[Engine],
    headed: bool,
    as_json: bool,
) -> Result<ExitCode, String> {
    let runtime = super::runtime()?;
    let mut found: Vec<Value> = Vec::new();
    let mut fine = true;
    for engine in engines {
        let limit = profile(engine.profile()).cache.max_age.limit.value;
        let measured = match unmeasurable(*engine) {
            Some(reason) => Err(reason.to_owned()),
            None => {
                let measured =
                    runtime.block_on(super::unless_stopped(measure(layout, *engine, headed)));
                fine &= measured.as_ref().is_ok_and(|bracket| bracket.holds(limit));
                measured
            }
        };
        if !as_json {
            say::line(&sentence(*engine, limit, &measured));
        }
        found.push(match measured {
            Ok(Bracket { hit, miss }) => {
                json!({ "engine": engine.name(), "hit": hit, "miss": miss, "profile": limit })
            }
            Err(error) => json!({ "engine": engine.name(), "error": error, "profile": limit }),
        });
    }
    if as_json {
        say::line(&json!({ "fine": fine, "caps": found }).to_string());
    }
    Ok(if fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn sentence(engine: Engine, limit: Option<u64>, measured: &Result<Bracket, String>) -> String {
    let profile = limit.map_or("none".to_owned(), |limit| format!("{limit} s"));
    let what = match measured {
        Ok(Bracket {
            hit,
            miss: Some(miss),
        }) => format!("a hit at {hit} s, a miss at {miss} s"),
        Ok(Bracket { hit, miss: None }) => format!("still a hit at {hit} s"),
        Err(error) => format!("not measured: {error}"),
    };
    format!(
        "{:<10} {what}; the profile's limit: {profile}",
        engine.name()
    )
}

async fn measure(layout: &Layout, engine: Engine, headed: bool) -> Result<Bracket, String> {
    let clock = Clock::new(layout, engine.name())?;
    let start = Start {
        headed,
        clock: Some(&clock),
    };
    let mut bench = Bench::start(layout, engine, start).await?;
    let bracket = ask(&mut bench, &clock).await;
    bench.end().await;
    bracket
}

async fn ask(bench: &mut Bench<'_>, clock: &Clock) -> Result<Bracket, String> {
    let all: Vec<Value> = MOMENTS.iter().map(step).collect();
    bench.observe_again(&scenario(all)).await?;
    let stored = Instant::now();
    let mut bracket = Bracket::default();
    for moment in MOMENTS {
        // What passes without being put forward counts too.
        let passed = (stored.elapsed() + SETTLED).as_secs();
        clock.put_forward(moment.saturating_sub(passed))?;
        tokio::time::sleep(SETTLED).await;
        let row = bench.observe_again(&scenario(vec![step(&moment)])).await?;
        if row.steps.iter().any(|step| step.preflighted) {
            bracket.miss = Some(moment);
            return Ok(bracket);
        }
        bracket.hit = moment;
    }
    Ok(bracket)
}

fn scenario(steps: Vec<Value>) -> Scenario {
    Scenario(json!({ "id": "caps", "category": "d-cache", "sub": "caps", "steps": steps }))
}

/// The request for a moment: each has a URL of its own, so that none is spared by what another has left.
fn step(moment: &u64) -> Value {
    json!({
        "api": "fetch", "url": format!("{{B}}{{base}}/{moment}"), "method": "PUT",
        "server": { "preflight": { "status": 204, "headers": [
            ["Access-Control-Allow-Origin", "{origin}"],
            ["Access-Control-Allow-Methods", "PUT"],
            ["Access-Control-Max-Age", ASKED_FOR],
        ] } },
    })
}

#[cfg(test)]
mod tests {
    use super::Bracket;

    #[test]
    fn a_limit_lies_between_a_hit_and_a_miss() {
        let bracket = Bracket {
            hit: 590,
            miss: Some(610),
        };
        assert!(bracket.holds(Some(600)));
        assert!(!bracket.holds(Some(7_200)));
        assert!(!bracket.holds(None));
        assert!(Bracket {
            hit: 590,
            miss: None
        }
        .holds(None));
    }
}
